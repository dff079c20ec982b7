import FacilityModel
import Foundation
import Testing

@Suite struct `The JSON test suite` {
  private struct Suite: Decodable {
    let files: [String: Data]
    let generated: [String: String]
  }

  /// Valid JSON that a model must not hold nevertheless.
  private static let stricter = [
    "y_object_duplicated_key.json": ["K114"],
    "y_object_duplicated_key_and_value.json": ["K114"],
    "y_object_escaped_null_in_key.json": ["K118"],
    "y_string_allowed_escapes.json": ["K118", "K118"],
    "y_string_escaped_control_character.json": ["K118"],
    "y_string_null_escape.json": ["K118"],
    "y_string_unescaped_char_delete.json": ["K118"],
    "y_string_with_del_character.json": ["K118"],
  ]

  private func files() throws -> [String: Data] {
    try vectors("jsontestsuite", as: Suite.self).files
  }

  @Test func `accepts every valid file but doubled names and control characters`() throws {
    var count = 0
    for (name, data) in try files() where name.hasPrefix("y_") {
      let reading = Reading(bytes: Array(data))
      #expect(reading.codes == Self.stricter[name] ?? [], "\(name): \(reading.messages)")
      #expect(reading.node != nil, "\(name)")
      count += 1
    }
    #expect(count == 95)
  }

  @Test func `refuses every invalid file with a place or for the whole file`() throws {
    var count = 0
    for (name, data) in try files() where name.hasPrefix("n_") {
      let reading = Reading(bytes: Array(data))
      #expect(reading.findings.hasErrors, "\(name)")
      #expect(reading.findings.sorted.allSatisfy { $0.place != nil }, "\(name)")
      count += 1
    }
    #expect(count == 186)
  }

  @Test func `survives files on which the standard is silent`() throws {
    var count = 0
    for (name, data) in try files() where name.hasPrefix("i_") {
      let reading = Reading(bytes: Array(data))
      #expect(reading.node != nil || reading.findings.hasErrors, "\(name)")
      count += 1
    }
    #expect(count == 35)
  }

  @Test func `refuses the generated files`() throws {
    #expect(try vectors("jsontestsuite", as: Suite.self).generated.count == 2)
    let arrays = Reading(String(repeating: "[", count: 100_000))
    #expect(arrays.codes == ["K115"])
    let objects = Reading(String(repeating: "[{\"\":", count: 50_000) + "\n")
    #expect(objects.codes == ["K115"])
  }

  @Test func `every file cut short or with a byte changed is survived`() throws {
    for (name, data) in try files() where data.count < 60 {
      let bytes = Array(data)
      for index in bytes.indices {
        for byte in [0x00, 0x22, 0x2C, 0x5B, 0x5C, 0x7D, 0xC3] as [UInt8] {
          var changed = bytes
          changed[index] = byte
          let reading = Reading(bytes: changed)
          #expect(reading.node != nil || reading.findings.hasErrors, "\(name)")
        }
        let reading = Reading(bytes: Array(bytes[..<index]))
        #expect(reading.node != nil || reading.findings.hasErrors, "\(name)")
      }
    }
  }
}

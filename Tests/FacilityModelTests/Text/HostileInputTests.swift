import FacilityModel
import Foundation
import Testing

@Suite struct `Hostile inputs` {
  private struct File: Decodable {
    let json_cases: [Case]
  }

  private struct Case: Decodable {
    let name: String
    let expect: String
    let text: String?
    let hex: String?
    let generator: String?

    var bytes: [UInt8] {
      if let text { return Array(text.utf8) }
      if let hex {
        let digits = Array(hex)
        return stride(from: 0, to: digits.count, by: 2).map {
          UInt8(String(digits[$0...$0 + 1]), radix: 16)!
        }
      }
      func times(_ text: String, _ count: Int) -> [UInt8] {
        Array(repeatElement(Array(text.utf8), count: count).joined())
      }
      func filled(_ head: String, _ byte: UInt8, _ count: Int, _ tail: String) -> [UInt8] {
        Array(head.utf8) + [UInt8](repeating: byte, count: count) + Array(tail.utf8)
      }
      switch name {
      case "deep_arrays_100000": return times("[", 100_000) + times("]", 100_000)
      case "deep_objects_1e6": return times("{\"a\":", 1_000_000)
      case "long_number_10MB": return filled("{\"mean\":1", 0x30, 10_000_000, "}")
      case "long_string_100MB": return filled("{\"name\":\"", 0x61, 100_000_000, "\"}")
      case "many_keys_colliding":
        return Array(
          ("{" + (0..<1_000_000).map { "\"k\($0)\":0" }.joined(separator: ",") + "}").utf8)
      default: return []
      }
    }
  }

  /// The codes that each case must give; a case that is not here must give none.
  private static let codes = [
    "duplicate_key": ["K114"], "trailing_comma": ["K106"], "nan": ["K110"], "infinity": ["K110"],
    "overflow_1e999": ["K112"], "underflow_1e-999": ["K113"], "deep_arrays_100000": ["K115"],
    "deep_objects_1e6": ["K115"], "long_number_10MB": ["K111"], "long_string_100MB": ["K101"],
    "utf16": ["K102"], "invalid_utf8": ["K102"], "lone_surrogate": ["K117"],
    "nul_in_string": ["K118"], "control_and_bidi_in_name": ["K118"], "top_level_scalar": ["K123"],
    "empty": ["K103"], "whitespace_only": ["K103"], "trailing_garbage": ["K121"],
    "two_documents": ["K121"], "comment": ["K107"],
  ]

  /// Cases that concern what a member means: the text is accepted, the integer is not.
  private static let meanings = ["int_overflow", "fractional_count", "proto_keys"]

  @Test func `each has the expected outcome`() throws {
    let cases = try vectors("hostile_inputs", as: File.self).json_cases
    #expect(cases.count == 29)
    for one in cases {
      let reading = Reading(bytes: one.bytes, asModel: true)
      #expect(reading.codes == Self.codes[one.name] ?? [], "\(one.name): \(reading.messages)")
      let isRefusal = one.expect.hasPrefix("reject") && !one.expect.contains("or_zero")
      #expect(
        reading.findings.hasErrors == (isRefusal && !Self.meanings.contains(one.name)),
        "\(one.name)")
      switch one.name {
      case "int_overflow":
        #expect(reading.node?.member("beds")?.integer == nil)
        #expect(reading.node?.member("beds")?.unsignedInteger == 1 << 63)
      case "fractional_count":
        #expect(reading.node?.member("beds")?.number == 1.5)
        #expect(reading.node?.member("beds")?.integer == nil)
      case "integral_float": #expect(reading.node?.member("beds")?.integer == 10)
      case "negative_zero":
        #expect(reading.node?.member("delay")?.number == 0)
        #expect(reading.node?.member("delay")?.integer == 0)
      case "precision_2_53":
        #expect(reading.node?.member("seed")?.integer == 9_007_199_254_740_993)
      case "underflow_1e-999": #expect(reading.node?.member("mean")?.number == 0)
      case "proto_keys": #expect(reading.node?.members?.map(\.key) == ["__proto__", "bedz"])
      case "many_keys_colliding":
        let last = reading.node?.members?.last
        #expect(reading.node?.members?.count == 1_000_000)
        #expect(last?.value.place.path == "$.k999999")
      case "utf8_bom": #expect(reading.plain == "{}")
      default: break
      }
    }
  }
}

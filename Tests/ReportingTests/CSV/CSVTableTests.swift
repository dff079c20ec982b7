import Foundation
import Reporting
import Testing

@Suite struct CSVTableTests {
  private struct Vectors: Decodable {
    struct Case: Decodable {
      let text: String
      let expected_field: String
    }
    struct Number: Decodable {
      let value: Double
      let expected: String
    }
    let cases: [Case]
    let numbers: [Number]
  }

  private static func load() throws -> Vectors {
    let url = try #require(
      Bundle.module.url(
        forResource: "csv_injection", withExtension: "json", subdirectory: "Vectors"))
    return try JSONDecoder().decode(Vectors.self, from: Data(contentsOf: url))
  }

  @Test func `Text cells are the fields of the reference, byte for byte`() throws {
    let cases = try Self.load().cases
    #expect(cases.count == 23)
    for item in cases {
      // Strings that differ in normalisation compare equal, so bytes are compared.
      #expect(Array(CSVCell.text(item.text).field.utf8) == Array(item.expected_field.utf8))
    }
  }

  @Test func `Formulas hidden by combining marks and by CR LF are found`() {
    #expect(CSVCell.text("=\u{301}1").field == "'=\u{301}1")
    #expect(Array(CSVCell.text("\r\n=1").field.utf8) == Array("\"'\r\n=1\"".utf8))
    #expect(CSVCell.text("a\r\nb").field == "\"a\r\nb\"")
    #expect(CSVCell.text("trail ").field == "\"trail \"")
    #expect(CSVCell.text("\"\u{301}").field == "\"\"\"\u{301}\"")
  }

  @Test func `Numbers are the shortest that read back, and never altered for safety`() throws {
    for item in try Self.load().numbers {
      #expect(CSVCell.number(item.value).field == item.expected)
    }
    #expect(CSVCell.number(5).field == "5" && CSVCell.number(-0.0).field == "0")
    #expect(CSVCell.number(1e15).field == "1000000000000000")
    #expect(CSVCell.integer(.min).field == "-9223372036854775808")
    for value in [0.1 + 0.2, 1 / 3, 1e-7, 123_456_789.125, .greatestFiniteMagnitude, 0x1p53, 1e16] {
      #expect(Double(CSVCell.number(value).field) == value)
    }
  }

  @Test func `What is no number leaves its cell empty`() {
    let cells: [CSVCell] = [
      .number(nil), .number(.nan), .number(.infinity), .number(-.infinity), .integer(nil), .empty,
    ]
    #expect(cells.map(\.field) == Array(repeating: "", count: 6))
  }

  @Test func `A table is a header and rows, each ended by CR LF`() {
    var table = CSVTable(columns: ["policy", "mean, h", "=n"])
    table.append(["base", .number(1.5), .integer(10)])
    table.append([.text("Überbuchung"), .empty, .integer(nil)])
    let expected = "policy,\"mean, h\",'=n\r\nbase,1.5,10\r\nÜberbuchung,,\r\n"
    #expect(table.data == Data(expected.utf8))
    #expect(table.rowCount == 2 && table.columns.count == 3)
  }

  @Test func `A table of no rows is its header`() {
    #expect(CSVTable(columns: ["a", "b"]).text == "a,b\r\n")
  }
}

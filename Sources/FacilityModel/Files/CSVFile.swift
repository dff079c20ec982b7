import SwiftCSV

/// The header and rows of a CSV file (RFC 4180, UTF-8); empty rows are left out.
package struct CSVFile: Sendable {
  package let header: [String]
  package let rows: [[String]]
  /// The number of each row in the file, where the header is row 1.
  package let rowNumbers: [Int]

  /// Reads the bytes of a file that people know by a name.
  package init(_ bytes: [UInt8], name: String) throws(FileProblem) {
    guard let content = String(validating: bytes, as: UTF8.self) else {
      throw FileProblem("“\(name)” is not in UTF-8", help: "save it as “CSV UTF-8”")
    }
    let plain = content.hasPrefix("\u{FEFF}") ? String(content.dropFirst()) : content
    guard let csv = try? CSV<Enumerated>(string: plain, loadColumns: false) else {
      throw FileProblem(
        "“\(name)” cannot be read as CSV", help: "look for a quotation mark inside a cell")
    }
    let full = csv.rows.indices.filter { row in csv.rows[row].contains { !$0.isEmpty } }
    header = csv.header
    rows = full.map { csv.rows[$0] }
    rowNumbers = full.map { $0 + 2 }
  }

  /// The text of a cell, or an empty one where the row is too short.
  package func cell(_ row: Int, _ column: Int) -> String {
    column < rows[row].count ? rows[row][column] : ""
  }
}

package import Foundation

/// A table under construction, as a CSV file after RFC 4180: UTF-8, lines ended by CR LF, a
/// header line, and as many fields in every line as there are columns.
package struct CSVTable: Sendable {
  /// The names of the columns.
  package let columns: [String]
  /// The number of rows below the header.
  package private(set) var rowCount = 0
  private var written: String

  /// A table of the given columns, at least one, without rows.
  package init(columns: [String]) {
    precondition(!columns.isEmpty, "internal: a table without columns")
    self.columns = columns
    written = Self.line(columns.map(CSVCell.text))
  }

  /// Adds a row of one cell a column.
  package mutating func append(_ cells: [CSVCell]) {
    precondition(cells.count == columns.count, "internal: \(cells.count) cells in a row")
    written += Self.line(cells)
    rowCount += 1
  }

  /// The text of the file.
  package var text: String { written }

  /// The bytes of the file.
  package var data: Data { Data(written.utf8) }

  private static func line(_ cells: [CSVCell]) -> String {
    cells.map(\.field).joined(separator: ",") + "\r\n"
  }
}

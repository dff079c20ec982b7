package import FacilityModel

/// A table as a sheet of a workbook: numbers are numbers.
package struct WorkbookSheet: Sendable, Equatable {
  package enum Cell: Sendable, Equatable {
    case number(Double)
    case text(String)
    case empty
  }

  /// At most 31 characters without those that Excel keeps for itself.
  package let name: String
  package let columns: [String]
  package private(set) var rows: [[Cell]]
  /// Rows of the table that a sheet has no room for.
  package private(set) var omitted = 0

  /// The most rows of a sheet besides the header.
  package static let mostRows = 1_048_575

  package init(name: String, columns: [String], rows: [[Cell]]) {
    self.name = name
    self.columns = columns
    self.rows = rows
  }

  /// The sheet of a table: columns whose cells are all numbers hold numbers.
  package init(_ table: CSVFile, name: String) {
    self.name = String(name.filter { !"[]:*?/\\".contains($0) }.prefix(31))
    columns = table.header
    let isNumeric = table.header.indices.map { column in
      table.rows.indices.allSatisfy { row in
        let cell = table.cell(row, column)
        return cell.isEmpty || Self.number(cell) != nil
      }
    }
    rows = table.rows.indices.prefix(Self.mostRows).map { row in
      table.header.indices.map { column in
        let cell = table.cell(row, column)
        if cell.isEmpty { return .empty }
        if isNumeric[column], let number = Self.number(cell) { return .number(number) }
        return .text(Self.plain(cell))
      }
    }
    omitted = max(0, table.rows.count - Self.mostRows)
  }

  /// A finite number as the tables write it; a text that happens to read “nan” is none.
  private static func number(_ text: String) -> Double? {
    guard let first = text.utf8.first, first == UInt8(ascii: "-") || (48...57).contains(first),
      let number = Double(text), number.isFinite
    else { return nil }
    return number
  }

  /// A text without the quote that keeps spreadsheets from taking it for a formula: cells of a
  /// workbook say themselves that they are texts.
  private static func plain(_ text: String) -> String {
    guard text.hasPrefix("'"), let second = text.dropFirst().unicodeScalars.first,
      "=+-@\t\r\n|%".unicodeScalars.contains(second)
    else { return text }
    return String(text.dropFirst())
  }

  /// How wide each column has to be, in characters.
  package var widths: [Double] {
    columns.indices.map { column in
      let texts = rows.prefix(500).map { row -> Int in
        switch row[column] {
        case .text(let text): text.count
        case .number(let number): min(12, TerminalSummary.short(number).count + 2)
        case .empty: 0
        }
      }
      return Double(min(60, max(columns[column].count, texts.max() ?? 0) + 2))
    }
  }
}

package import FacilityModel
package import Foundation

/// All tables of a folder as one workbook for Excel: a sheet a table, headers that stay, and what the
/// columns mean.
///
/// It is written by libxlsxwriter where the package was built with the trait `Excel`.
package enum Workbook {
  package static let fileName = "report.xlsx"

  /// Whether this build can write workbooks.
  package static var isAvailable: Bool {
    #if Excel
      true
    #else
      false
    #endif
  }

  /// Why a workbook could not be written.
  package struct Failure: Error, Sendable {
    package var message: String
  }

  /// The sheets of tables by their files, in the order of the dictionary.
  package static func sheets(_ tables: [(file: String, table: CSVFile)]) -> [WorkbookSheet] {
    let order = DataDictionary.tables.map(\.file)
    let sorted = tables.sorted {
      let (a, b) = (order.firstIndex(of: $0.file) ?? .max, order.firstIndex(of: $1.file) ?? .max)
      return a == b ? $0.file < $1.file : a < b
    }
    let sheets = sorted.map { entry in
      WorkbookSheet(
        entry.table,
        name: entry.file.hasSuffix(".csv") ? String(entry.file.dropLast(4)) : entry.file)
    }
    return [meanings(sorted, sheets)] + sheets
  }

  /// What the sheets and their columns are.
  private static func meanings(
    _ tables: [(file: String, table: CSVFile)], _ sheets: [WorkbookSheet]
  ) -> WorkbookSheet {
    let rows = zip(tables, sheets).flatMap { entry, sheet -> [[WorkbookSheet.Cell]] in
      let known = DataDictionary.tables.first { $0.file == entry.file }
      let about =
        (known.map { "a row is \($0.row)" } ?? "")
        + (sheet.omitted > 0 ? "; \(sheet.omitted) rows more are in \(entry.file)" : "")
      return [[.text(sheet.name), .empty, .text(about)]]
        + sheet.columns.map { column in
          let meaning = known?.columns.first { $0.name == column }?.meaning ?? ""
          return [.text(sheet.name), .text(column), .text(meaning)]
        }
    }
    return WorkbookSheet(name: "what it says", columns: ["sheet", "column", "meaning"], rows: rows)
  }

  /// The bytes of a workbook; the same for the same sheets.
  package static func data(_ sheets: [WorkbookSheet]) throws(Failure) -> Data {
    #if Excel
      return try written(sheets)
    #else
      throw Failure(
        message: "this build writes no workbooks: install libxlsxwriter-dev and build it with "
          + "“make build”, or “swift build -c release --traits Excel”")
    #endif
  }
}

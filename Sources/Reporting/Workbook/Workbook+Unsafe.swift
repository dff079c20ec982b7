#if Excel
  import CXLSX
  import Foundation

  extension Workbook {
    /// Writes sheets with libxlsxwriter into a file of its own, and reads that.
    static func written(_ sheets: [WorkbookSheet]) throws(Failure) -> Data {
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "kendall-\(UUID().uuidString)")
      defer { try? FileManager.default.removeItem(at: folder) }
      do {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      } catch {
        throw Failure(message: "\(error.localizedDescription)")
      }
      let file = folder.appendingPathComponent(fileName)
      guard let book = workbook_new(file.path) else {
        throw Failure(message: "no workbook can be made in \(folder.path)")
      }
      // The moment of writing would make the bytes differ: 2000-01-01 stands for none.
      var properties = lxw_doc_properties()
      properties.created = 946_684_800
      workbook_set_properties(book, &properties)
      let heading = workbook_add_format(book)
      format_set_bold(heading)
      format_set_bottom(heading, UInt8(LXW_BORDER_THIN.rawValue))
      for sheet in sheets { write(sheet, to: book, heading) }
      let result = workbook_close(book)
      guard result == LXW_NO_ERROR else {
        throw Failure(message: lxw_strerror(result).map { String(cString: $0) } ?? "unknown")
      }
      guard let data = FileManager.default.contents(atPath: file.path) else {
        throw Failure(message: "the workbook cannot be read again")
      }
      return data
    }

    private static func write(
      _ sheet: WorkbookSheet, to book: UnsafeMutablePointer<lxw_workbook>,
      _ heading: UnsafeMutablePointer<lxw_format>?
    ) {
      guard let page = workbook_add_worksheet(book, sheet.name) else { return }
      for (column, width) in sheet.widths.enumerated() {
        let place = lxw_col_t(column)
        worksheet_set_column(page, place, place, width, nil)
        worksheet_write_string(page, 0, place, sheet.columns[column], heading)
      }
      worksheet_freeze_panes(page, 1, 0)
      if !sheet.rows.isEmpty, !sheet.columns.isEmpty {
        worksheet_autofilter(
          page, 0, 0, lxw_row_t(sheet.rows.count), lxw_col_t(sheet.columns.count - 1))
      }
      for (row, cells) in sheet.rows.enumerated() {
        for (column, cell) in cells.enumerated() {
          let (line, place) = (lxw_row_t(row + 1), lxw_col_t(column))
          switch cell {
          case .empty: break
          case .number(let number): worksheet_write_number(page, line, place, number, nil)
          // Excel has no cell of more than 32,767 characters.
          case .text(let text):
            worksheet_write_string(page, line, place, String(text.prefix(32_767)), nil)
          }
        }
      }
    }
  }
#endif

/// A CSV file that a model names: its header and its rows.
struct DataTable {
  let name: String
  let header: [String]
  let rows: [[String]]
  /// The number of each row in the file, where the header is row 1.
  let rowNumbers: [Int]

  /// The text of a cell, or an empty one where the row is too short.
  func cell(_ row: Int, _ column: Int) -> String {
    column < rows[row].count ? rows[row][column] : ""
  }

  /// The place of a column, or nil with a finding.
  func column(_ column: String, at place: Place, _ decoder: Decoder) -> Int? {
    if let index = header.firstIndex(of: column) { return index }
    decoder.report(
      .badFile, "“\(name)” has no column “\(column)”", at: place,
      help: header.isEmpty
        ? "the file is empty"
        : suggestion(for: column, among: header)
          ?? "its columns are \(header.prefix(12).map { "“\($0)”" }.joined(separator: ", "))")
    return nil
  }

  /// The rows that a mapping of columns to values selects, or nil with a finding; all rows, where
  /// there is no mapping.
  ///
  /// - Parameter column: what is to be read from the rows, for the finding that there are none.
  func selected(
    where filter: LocatedNode?, for column: String, at place: Place, _ decoder: Decoder
  ) -> DataTable? {
    guard let filter else { return self }
    guard let members = filter.members else {
      decoder.report(
        .wrongKind, "“where” is a mapping of columns to values, not \(filter.kindName)",
        at: filter.place, help: "write for example { \"ward\": \"A\" }")
      return nil
    }
    var wanted: [(Int, String)] = []
    for member in members {
      guard let other = self.column(member.key, at: member.keyPlace, decoder) else { return nil }
      switch member.value.content {
      case .string(let text): wanted.append((other, text))
      case .number(_, let literal): wanted.append((other, literal))
      default:
        decoder.report(
          .wrongKind, "the value of a column to select by is a text or a number",
          at: member.value.place, help: "write it as it stands in the file")
        return nil
      }
    }
    let kept = rows.indices.filter { row in wanted.allSatisfy { cell(row, $0.0) == $0.1 } }
    if kept.isEmpty {
      decoder.report(
        .badFile, "“\(name)” has no rows to take “\(column)” from", at: place,
        help: "look at what “where” asks for")
      return nil
    }
    return DataTable(
      name: name, header: header, rows: kept.map { rows[$0] },
      rowNumbers: kept.map { rowNumbers[$0] })
  }

  /// The numbers of a column, or nil with a finding; empty cells are refused.
  func numbers(_ column: String, at place: Place, _ decoder: Decoder) -> [Double]? {
    guard let index = self.column(column, at: place, decoder) else { return nil }
    var numbers: [Double] = []
    for row in rows.indices {
      let written = cell(row, index)
      guard let value = Decoder.number(written) else {
        decoder.report(
          .badFile,
          "“\(name)”, row \(rowNumbers[row]): “\(written)” in column “\(column)” is no number",
          at: place,
          help: written.contains(",")
            ? "write a decimal point, and no commas between thousands" : "mend the cell")
        return nil
      }
      numbers.append(value)
    }
    if numbers.isEmpty {
      decoder.report(
        .badFile, "“\(name)” has no rows to take “\(column)” from", at: place, help: "add a row")
      return nil
    }
    return numbers
  }
}

extension Decoder {
  /// The CSV file that a node names, or nil with a finding.
  func table(_ node: LocatedNode) -> DataTable? {
    guard let name = text(node, "a file name") else { return nil }
    if let known = tablesRead[name] { return known }
    do throws(FileProblem) {
      let bytes: [UInt8]
      if let known = usedFiles[name] { bytes = known } else { bytes = try files.bytes(of: name) }
      usedFiles[name] = bytes
      let csv = try CSVFile(bytes, name: name)
      let table = DataTable(
        name: name, header: csv.header, rows: csv.rows, rowNumbers: csv.rowNumbers)
      tablesRead[name] = table
      return table
    } catch {
      report(.badFile, error.message, at: node.place, help: error.help)
      return nil
    }
  }
}

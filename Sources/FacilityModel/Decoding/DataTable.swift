import SwiftCSV

/// A CSV file that a model names: its header and its rows.
struct DataTable {
  let name: String
  let header: [String]
  let rows: [[String]]

  /// The place of a column, or nil with a finding.
  func column(_ column: String, at place: Place, _ decoder: Decoder) -> Int? {
    if let index = header.firstIndex(of: column) { return index }
    decoder.report(
      .badFile, "\(name) has no column “\(column)”", at: place,
      help: suggest(column, among: header).map { "did you mean “\($0)”?" }
        ?? "its columns are \(header.prefix(12).map { "“\($0)”" }.joined(separator: ", "))")
    return nil
  }

  /// The numbers of a column, or nil with a finding; empty cells are refused.
  ///
  /// - Parameter filter: a mapping of columns to the text that a row must have there to count.
  func numbers(
    _ column: String, where filter: LocatedNode? = nil, at place: Place, _ decoder: Decoder
  ) -> [Double]? {
    guard let index = self.column(column, at: place, decoder) else { return nil }
    var wanted: [(Int, String)] = []
    for member in filter?.members ?? [] {
      guard let other = self.column(member.key, at: member.keyPlace, decoder) else { return nil }
      switch member.value.content {
      case .string(let text): wanted.append((other, text))
      case .number(_, let literal): wanted.append((other, literal))
      default:
        decoder.report(
          .wrongKind, "the value of a column to select by is a text or a number",
          at: member.value.place)
        return nil
      }
    }
    var numbers: [Double] = []
    for (number, row) in rows.enumerated() {
      if wanted.contains(where: { $0.0 >= row.count || row[$0.0] != $0.1 }) { continue }
      guard index < row.count, let value = Double(row[index]), value.isFinite else {
        let cell = index < row.count ? row[index] : ""
        decoder.report(
          .badFile, "\(name), row \(number + 2): “\(cell)” in column “\(column)” is no number",
          at: place)
        return nil
      }
      numbers.append(value)
    }
    if numbers.isEmpty {
      decoder.report(.badFile, "\(name) has no rows to take “\(column)” from", at: place)
      return nil
    }
    return numbers
  }
}

extension Decoder {
  /// The CSV file that a node names, or nil with a finding.
  func table(_ node: LocatedNode) -> DataTable? {
    guard let name = text(node, "a file name") else { return nil }
    do throws(FileProblem) {
      let bytes: [UInt8]
      if let known = usedFiles[name] { bytes = known } else { bytes = try files.bytes(of: name) }
      usedFiles[name] = bytes
      guard let content = String(validating: bytes, as: UTF8.self) else {
        throw FileProblem("\(name) is not in UTF-8")
      }
      let plain = content.hasPrefix("\u{FEFF}") ? String(content.dropFirst()) : content
      guard let csv = try? CSV<Enumerated>(string: plain, loadColumns: false) else {
        throw FileProblem("\(name) cannot be read as CSV")
      }
      return DataTable(name: name, header: csv.header, rows: csv.rows)
    } catch {
      report(.badFile, error.message, at: node.place)
      return nil
    }
  }
}

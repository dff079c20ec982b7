import Foundation
import Reporting

extension Console {
  /// Writes the tables of a study and its page, all or none, and prints what it came to: for a
  /// program where there is JSON, else in words, unless quiet.
  static func present(
    _ tables: [(name: String, data: Data)], _ page: StudyPage, of origin: StudyPage.Origin?,
    in folder: String, json: JSONText? = nil, quiet: Bool, _ words: @autoclosure () -> String
  ) throws {
    try write(tables + page.files(origin), in: folder)
    if let json { return try print(String(json.text.dropLast())) }
    if quiet { return }
    try print(
      words() + "\n\nWritten to \(folder): \(tables.map(\.name).joined(separator: ", "))\n"
        + "The report: \(folder)/\(page.name).html")
  }
}

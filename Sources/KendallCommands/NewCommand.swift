import ArgumentParser
import FacilityModel
import Foundation
import Reporting

/// `kendall new`: a model to begin with.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Begin a model from a template that runs as it is.",
    discussion: """
      Example:
        kendall new emergency-department
        kendall run emergency-department.json

      Templates:
      \(Templates.catalogue.map { "  \($0.name): \($0.summary)" }.joined(separator: "\n"))

      The JSON Schema is written beside the model, so that editors complete and
      check it. A file that is there already is never replaced.
      """)

  @Argument(
    help: "The template; all of them are listed without it.",
    completion: .list(Templates.catalogue.map(\.name))) var template: String?
  @Option(help: ArgumentHelp("The file of the model.", valueName: "file"), completion: .file())
  var out: String?
  @Flag(help: "Print the list of templates, or the name of the file, as JSON.") var json = false
  @Flag(help: "Print nothing.") var quiet = false

  private static let schemaName = "kendall.schema.json"

  func run() throws {
    guard let template else {
      if json {
        return try Console.print(
          JSONText.array(
            Templates.catalogue.map { ["name": .string($0.name), "summary": .string($0.summary)] }))
      }
      let width = Templates.catalogue.map(\.name.count).max() ?? 0
      let rows = Templates.catalogue.map { row in
        "  \(row.name)\(String(repeating: " ", count: width - row.name.count))  \(row.summary)"
      }
      try Console.print(
        "Templates, to be written with “kendall new NAME”:\n" + rows.joined(separator: "\n"))
      return
    }
    guard let found = Templates.catalogue.first(where: { $0.name == template }) else {
      let known = Templates.catalogue.map(\.name)
      throw ValidationError(
        "no template is named “\(template)”: "
          + (suggest(template, among: known).map { "did you mean “\($0)”?" }
            ?? "there is \(known.joined(separator: ", "))"))
    }
    let path = out ?? found.name + ".json"
    let url = URL(fileURLWithPath: path)
    if FileManager.default.fileExists(atPath: url.path) {
      Console.note("kendall: \(path): there is such a file already; name another with --out")
      throw Console.cannotCreate
    }
    var files = [(name: url.lastPathComponent, data: Data(Self.text(of: found).utf8))]
    let folder = url.deletingLastPathComponent()
    if !FileManager.default.fileExists(atPath: folder.appendingPathComponent(Self.schemaName).path)
    {
      files.append((Self.schemaName, Data(ModelSchema.document.json.utf8)))
    }
    do {
      try ReportFolder(creating: folder.path).write(files)
    } catch {
      Console.note("kendall: \(error)")
      throw Console.cannotCreate
    }
    if json { return try Console.print(["model": .string(path)] as JSONText) }
    if quiet { return }
    try Console.print(
      """
      \(path): \(found.summary). Next:
        kendall check \(path)
        kendall draw \(path) --out model.svg
        kendall run \(path) --all-policies
      """)
  }

  /// The model with the name of its schema at its top.
  private static func text(of template: Template) -> String {
    let opening = template.text.firstIndex(of: "\n") ?? template.text.startIndex
    return "{\n  \"$schema\": \"\(schemaName)\"," + template.text[opening...]
  }
}

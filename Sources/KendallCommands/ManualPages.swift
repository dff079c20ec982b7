import Foundation

/// The manual pages, made from what the commands say of themselves: one of `kendall`, and one a
/// subcommand.
struct ManualPages {
  private let tool: ToolDescription.Command

  /// Reads the description that ArgumentParser gives of the commands.
  init(_ description: Data) throws {
    tool = try JSONDecoder().decode(ToolDescription.self, from: description).command
  }

  /// The pages by the names of their files, such as `kendall-run.1`.
  var files: [(name: String, data: Data)] {
    let commands = (tool.subcommands ?? []).filter { $0.isShown && $0.commandName != "help" }
    return [(name: "kendall.1", data: Data(overview(commands).utf8))]
      + commands.map { ("kendall-\($0.commandName).1", Data(page(of: $0).utf8)) }
  }

  /// The page of the whole.
  private func overview(_ commands: [ToolDescription.Command]) -> String {
    var page = ManualPage(name: "kendall", abstract: tool.abstract ?? "")
    page.section("SYNOPSIS")
    page.line("\\fBkendall\\fR \\fIcommand\\fR [\\fIoptions\\fR]")
    page.section("DESCRIPTION")
    // The exit codes have a section of their own.
    page.text((tool.discussion ?? "").components(separatedBy: "\n\nExit codes:")[0])
    page.section("COMMANDS")
    for command in commands {
      page.term("\\fBkendall\\-\(ManualPage.escaped(command.commandName))\\fR(1)")
      page.text(command.abstract ?? "")
    }
    page.section("EXIT STATUS")
    for row in ExitCodes.catalogue {
      page.term("\\fB\(row.code)\\fR")
      page.text(row.meaning.prefix(1).uppercased() + row.meaning.dropFirst() + ".")
    }
    page.section("FILES")
    for file in Self.files {
      page.term("\\fI\(ManualPage.escaped(file.name))\\fR")
      page.text(file.meaning)
    }
    page.section("ENVIRONMENT")
    page.term("\\fBNO_COLOR\\fR")
    page.text("If it is set to something, nothing is coloured; nor is it where TERM is dumb.")
    page.section("EXAMPLES")
    page.text(Self.examples)
    page.section("SEE ALSO")
    let names = commands.map { "\\fBkendall\\-\(ManualPage.escaped($0.commandName))\\fR(1)" }
    page.line(names.joined(separator: ",\n"))
    return page.page
  }

  /// The page of a subcommand.
  private func page(of command: ToolDescription.Command) -> String {
    let arguments = (command.arguments ?? []).filter { $0.isShown && !$0.isGlobal }
    let name = "kendall-" + command.commandName
    var page = ManualPage(name: name, abstract: command.abstract ?? "")
    page.section("SYNOPSIS")
    let required = arguments.filter { $0.kind != "positional" && !$0.isOptional }
    let places = arguments.filter { $0.kind == "positional" }
    let words =
      ["\\fBkendall \(ManualPage.escaped(command.commandName))\\fR"]
      + required.map { Self.spelling(of: $0, short: false) }
      + (arguments.count > required.count + places.count ? ["[\\fIoptions\\fR]"] : [])
      + places.map { argument in
        let value = "\\fI\(ManualPage.escaped(argument.valueName ?? "value"))\\fR"
        return (argument.isOptional ? "[\(value)]" : value) + (argument.isRepeating ? " ..." : "")
      }
    page.line(words.joined(separator: " "))
    page.section("DESCRIPTION")
    page.text(command.discussion ?? command.abstract ?? "")
    let options = arguments.filter { $0.kind != "positional" }
    for (title, list) in [("ARGUMENTS", places), ("OPTIONS", options)] where !list.isEmpty {
      page.section(title)
      for argument in list {
        page.term(
          argument.kind == "positional"
            ? "\\fI\(ManualPage.escaped(argument.valueName ?? "value"))\\fR"
            : Self.spelling(of: argument, short: true))
        page.text(
          (argument.abstract ?? "")
            + (argument.defaultValue.map { " Default: \($0)." } ?? ""))
      }
    }
    page.section("EXIT STATUS")
    page.line("See \\fBkendall\\fR(1).")
    page.section("SEE ALSO")
    page.line("\\fBkendall\\fR(1)")
    return page.page
  }

  /// An option as it is typed, with its value.
  private static func spelling(of argument: ToolDescription.Argument, short: Bool) -> String {
    let names = (argument.names ?? []).filter { short || $0.kind != "short" }
    // The short one first.
    let sorted = names.filter { $0.kind == "short" } + names.filter { $0.kind != "short" }
    let spelled = sorted.map { name in
      "\\fB" + ManualPage.escaped((name.kind == "long" ? "--" : "-") + name.name) + "\\fR"
    }
    let value =
      argument.kind == "option"
      ? " \\fI\(ManualPage.escaped(argument.valueName ?? "value"))\\fR" : ""
    return spelled.joined(separator: ", ") + value
  }

  private static let files: [(name: String, meaning: String)] = [
    ("Reports/MODEL/", "What a run writes, where --out names no other folder."),
    ("report.html", "The report: one page, which needs no network and no other file."),
    ("summary.csv", "Every figure with its interval. The other tables lie beside it."),
    ("dictionary.md", "What every column of every table means."),
    ("results.sqlite", "Every replication; what a repeated command goes on from."),
    ("kendall.schema.json", "The JSON Schema of models, which \"kendall new\" writes beside them."),
  ]

  private static let examples = """
    From a template to a report:
      kendall new clinic
      kendall check clinic.json
      kendall run clinic.json --all-policies
    Are policies better than the model as written?
      kendall compare clinic.json -r 50
    The manual of the language, whole or one topic of it:
      kendall reference
      kendall reference renege
    """
}

/// What ArgumentParser says of a command, as far as manual pages take it.
private struct ToolDescription: Decodable {
  struct Command: Decodable {
    var commandName: String
    var abstract: String?
    var discussion: String?
    var shouldDisplay: Bool?
    var subcommands: [Command]?
    var arguments: [Argument]?
    var isShown: Bool { shouldDisplay != false }
  }

  struct Argument: Decodable {
    var kind: String
    var shouldDisplay: Bool?
    var isOptional: Bool
    var isRepeating: Bool
    var names: [Name]?
    var valueName: String?
    var defaultValue: String?
    var abstract: String?
    var isShown: Bool { shouldDisplay != false }
    /// Whether all commands have it.
    var isGlobal: Bool { names?.contains { ["help", "version"].contains($0.name) } == true }
  }

  struct Name: Decodable {
    var kind: String
    var name: String
  }

  var command: Command
}

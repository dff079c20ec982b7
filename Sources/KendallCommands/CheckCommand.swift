import ArgumentParser
import EventEngine
import FacilityModel

/// `kendall check`: all findings of a model at once.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Read a model and say everything that is wrong with it.",
    discussion: """
      Mistakes are errors; what a careful colleague would ask about is a warning.
      Example: kendall check Models/emergency-department.json
      """)

  @OptionGroup var argument: ModelArgument
  @Flag(help: "Print findings as JSON.") var json = false
  @Flag(help: "Take warnings for errors: the exit code is 65 where there are any.")
  var strict = false

  func run() throws {
    let (compiler, findings) = ModelCompiler.read(try argument.file(), files: argument.files)
    let all = compiler?.check() ?? findings
    if json, all.isEmpty { try Console.print("[]") }
    try Console.show(all, asJSON: json)
    if strict, all.warningCount > 0 { throw Console.dataError }
    if !json, let compiled = compiler?.compile().compiled {
      let model = compiled.model
      func count(_ number: Int, _ one: String, _ many: String) -> String {
        "\(number) \(number == 1 ? one : many)"
      }
      try Console.print(
        "\(argument.model): no errors"
          + (all.warningCount > 0 ? ", \(all.warningCount) to think about" : "") + ". "
          + [
            count(model.sources.filter { $0.origin == .arrival }.count, "source", "sources"),
            count(model.resources.count, "resource", "resources"),
            count(model.pathways.count, "pathway", "pathways"),
            count(compiler?.policyNames.count ?? 0, "policy", "policies"),
          ].joined(separator: ", ") + ".")
    }
  }
}

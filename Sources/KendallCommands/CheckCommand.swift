import ArgumentParser
import EventEngine
import Experiments
import FacilityModel
import Reporting

/// `kendall check`: all findings of a model at once.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Read a model and say everything that is wrong with it.",
    discussion: """
      Mistakes are errors; what a careful colleague would ask about is a warning.
      Beside each resource stands what is asked of it and what queueing theory
      expects, to hold results against.

        kendall check Models/emergency-department.json
      """)

  @OptionGroup var argument: ModelArgument
  @Flag(help: "Print findings and what theory expects of the queues as JSON.") var json = false
  @Flag(help: "Take warnings for errors: the exit code is 65 where there are any.")
  var strict = false
  @Flag(help: "Print findings alone.") var quiet = false

  func run() throws {
    let (compiler, findings) = ModelCompiler.read(try argument.file(), files: argument.files)
    var all = compiler?.check() ?? findings
    let compiled = all.hasErrors ? nil : compiler?.compile().compiled
    let outlooks = compiled.flatMap { QueueOutlooks.of($0) }
    if let compiled, let outlooks {
      for finding in OutlookText.findings(outlooks, compiled.model) { all.add(finding) }
    }
    if json {
      try Console.print(
        """
        {
        "findings": \(FindingRenderer().json(all)),
        "queues": \(OutlookText.json(of: outlooks ?? []).text)}
        """)
    } else {
      Console.note(findings: all)
    }
    if all.hasErrors || strict && all.warningCount > 0 { throw Console.dataError }
    guard !json, !quiet, let compiled else { return }
    try Console.print(summary(of: compiled.model, compiler, warnings: all.warningCount))
    let lines = OutlookText.lines(of: outlooks ?? [])
    if !lines.isEmpty { try Console.print("\n" + lines.joined(separator: "\n")) }
  }

  private func summary(of model: Model, _ compiler: ModelCompiler?, warnings: Int) -> String {
    func count(_ number: Int, _ one: String, _ many: String) -> String {
      "\(number) \(number == 1 ? one : many)"
    }
    return "\(argument.model): no errors"
      + (warnings > 0 ? ", \(warnings) to think about" : "") + ". "
      + [
        count(model.sources.filter { $0.origin == .arrival }.count, "source", "sources"),
        count(model.resources.count, "resource", "resources"),
        count(model.pathways.count, "pathway", "pathways"),
        count(compiler?.policyNames.count ?? 0, "policy", "policies"),
      ].joined(separator: ", ") + "."
  }
}

import ArgumentParser
import Experiments
import FacilityModel
import Reporting

/// `kendall compare`: policies against a baseline, with the same random numbers.
struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare policies with a baseline, paired by replication.",
    discussion: """
      Example:
        kendall compare Models/emergency-department.json -r 50

      Every policy meets the same entities with the same needs, so differences
      vary less than the figures themselves. The key measures (marked "key" or
      with a target, else the first) of all policies are judged together; every
      other figure in comparison.csv is exploratory. The folder also gets the
      reports of "kendall run".

      --precision is here that of the difference from the baseline; a percentage
      is one of the baseline's mean:
        kendall compare MODEL --precision "time in system: 5%"
      """)

  @OptionGroup var argument: ModelArgument
  @OptionGroup var variation: VariationOptions
  @OptionGroup var options: ExperimentOptions
  @OptionGroup var precision: PrecisionOptions
  @Option(
    help: ArgumentHelp(
      "Compare with this policy, not with the model as written.", valueName: "name"))
  var baseline: String?
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("The policies to compare; all, if not given.", valueName: "name"))
  var policies: [String] = []

  func run() async throws {
    let (compiler, file) = try argument.compiler()
    let settings = try variation.pairs()
    let first = baseline == Experiment.asWritten ? nil : baseline
    var others: [String?] =
      policies.isEmpty
      ? [nil] + compiler.policyNames : policies.map { $0 == Experiment.asWritten ? nil : $0 }
    others.removeAll { $0 == first }
    guard !others.isEmpty else {
      throw ValidationError(
        "the model has no policy to compare with “\(first ?? Experiment.asWritten)”")
    }
    let plan = try precision.plan(options)
    let session = try ExperimentSession(
      try options.experiment(compiler, policies: [first] + others, settings: settings),
      model: argument.model, file: file, settings: settings, options)
    let result = try await session.run(until: plan, ofDifferences: true)
    let comparison = Comparison(result)
    let circumstances = session.circumstances
    var files = RunReport.files(of: result, session.identity, circumstances)
    files.insert(("comparison.csv", ComparisonTable.table(of: comparison).data), at: 0)
    try session.write(files)
    if !options.quiet {
      try Console.print(
        "\(result.arms[0].model.name): \(result.experiment.replications) replications of "
          + "\(result.arms.count) policies, seed \(options.seed), "
          + "\(TerminalSummary.short(circumstances.wallSeconds)) s\n\n"
          + ComparisonText.text(of: comparison)
          + (result.precision.map { "\n\n" + PrecisionText.lines(of: $0).joined(separator: "\n") }
            ?? "")
          + "\n\nWritten to \(session.folder.path): comparison.csv and the tables of a run"
          + "\nThe report: \(session.folder.path)/report.html")
    }
    try session.reportFailures(result)
    try session.reportPrecision(result)
  }
}

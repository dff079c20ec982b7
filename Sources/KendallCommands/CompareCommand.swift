import ArgumentParser
import Experiments
import FacilityModel
import Foundation
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

      --entities watches the same entities under every policy: who waited longer,
      who shorter, by class:
        kendall compare Models/emergency-department.json -r 5 --entities --by triage
      entity-differences.csv holds quantiles of the differences with intervals,
      entities.csv the entities of the first replication. For that every
      replication is run once more.

      On several machines: --shard 2/5 runs a part, kendall merge joins the parts.
      """)

  @OptionGroup var argument: ModelArgument
  @OptionGroup var variation: VariationOptions
  @OptionGroup var options: ExperimentOptions
  @OptionGroup var precision: PrecisionOptions
  @OptionGroup var sharding: ShardOptions
  @OptionGroup var pairs: AntitheticOptions
  @OptionGroup var entityOptions: EntityOptions
  @Option(
    help: ArgumentHelp(
      "Compare with this policy, not with the model as written.", valueName: "name"),
    completion: Completions.policiesOrWritten)
  var baseline: String?
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("The policies to compare; all, if not given.", valueName: "name"),
    completion: Completions.policiesOrWritten)
  var policies: [String] = []
  @Flag(help: "Print the key measures, and where the reports are, as JSON.") var json = false

  /// What is to be run and the file it is from, or an exit with findings.
  func experiment() throws -> (experiment: Experiment, file: SourceFile) {
    let (compiler, file) = try argument.compiler()
    let first = baseline == Experiment.asWritten ? nil : baseline
    var others: [String?] =
      policies.isEmpty
      ? [nil] + compiler.policyNames : policies.map { $0 == Experiment.asWritten ? nil : $0 }
    others.removeAll { $0 == first }
    guard !others.isEmpty else {
      throw ValidationError(
        "the model has no policy to compare with “\(first ?? Experiment.asWritten)”")
    }
    return (
      try options.experiment(
        compiler, policies: [first] + others, settings: try variation.pairs()), file
    )
  }

  func run() async throws {
    let (written, file) = try self.experiment()
    let plan = try precision.plan(options)
    let shard = try sharding.part(precision)
    let experiment = try pairs.apply(to: written, shard)
    guard !pairs.antithetic || !entityOptions.entities else {
      throw ValidationError("--antithetic and --entities exclude each other")
    }
    try entityOptions.check(experiment, shard)
    let session = try ExperimentSession(
      experiment, model: argument.model, file: file, settings: try variation.pairs(), options,
      shard: shard)
    if let shard {
      return try await session.run(shard, isComparison: true, isQuiet: options.quiet)
    }
    let result = try await session.run(until: plan, ofDifferences: true)
    let byEntity = try await entityOptions.compare(
      result.experiment, threads: options.threads, isQuiet: options.quiet)
    let circumstances = session.circumstances
    try session.write(
      Self.files(of: result, session.identity, circumstances) + (byEntity?.files ?? []))
    if json {
      try Console.print(
        SummaryJSON.json(
          of: result, comparison: Comparison(result), folder: session.folder.path))
    } else if !options.quiet {
      if let byEntity { try Console.print(EntityText.text(of: byEntity) + "\n") }
      try Console.print(
        Self.summary(of: result, circumstances.wallSeconds, folder: session.folder.path))
    }
    try Console.reportFailures(result)
    Console.noteInitialState(result)
    try session.reportPrecision(result)
  }

  /// The reports of a comparison.
  static func files(
    of result: ExperimentResult, _ identity: RunReport.Identity,
    _ circumstances: RunReport.Circumstances
  ) -> [(name: String, data: Data)] {
    [(name: "comparison.csv", data: ComparisonTable.table(of: Comparison(result)).data)]
      + RunReport.files(of: result, identity, circumstances)
  }

  /// What a comparison ends with on the terminal.
  static func summary(of result: ExperimentResult, _ seconds: Double, folder: String) -> String {
    "\(result.arms[0].model.name): \(result.experiment.replications) replications of "
      + "\(result.arms.count) policies, seed \(result.experiment.seed), "
      + "\(TerminalSummary.short(seconds)) s\n\n"
      + ComparisonText.text(of: Comparison(result))
      + (result.precision.map { "\n\n" + PrecisionText.lines(of: $0).joined(separator: "\n") }
        ?? "")
      + "\n\nWritten to \(folder): comparison.csv and the tables of a run"
      + "\nThe report: \(folder)/report.html"
  }
}

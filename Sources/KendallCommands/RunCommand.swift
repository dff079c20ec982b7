import ArgumentParser
import Experiments
import FacilityModel
import Reporting

/// `kendall run`: replications of a model under its policies, and the reports.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run replications of a model and write its reports.",
    discussion: """
      Examples:
        kendall run Models/emergency-department.json
        kendall run Models/emergency-department.json -r 50 --all-policies
        kendall run MODEL --set "doctors by day=7" --out /tmp/seven

      Reports: report.html with all charts, summary.csv, replications.csv,
      timeline.csv, failures.csv, dictionary.md, manifest.json and run-info.json,
      in Reports/<name of the model> unless --out says otherwise. The same model, seed and number of replications give
      the same bytes, whatever the number of threads; only run-info.json tells
      one run from another. Every replication is kept in results.sqlite as soon
      as it is done: a run that was stopped goes on when the command is repeated.

      With --precision the run goes on until the intervals are narrow enough:
        kendall run MODEL --precision "waiting time of doctor: 5%" \
          --precision "seen in 4 hours: 1 point" --precision "p95 of time in system: 10 min"
      A percentage is one of the mean. It is judged after -r replications and
      then after a quarter more each time, up to --at-most. If that does not
      suffice, the reports are written all the same, precision.csv says what is
      missing, and the exit code is 3.

      On several machines, each runs a part, and one joins them:
        kendall run MODEL -r 100 --shard 2/5 --out results
        kendall merge results
      """)

  @OptionGroup var argument: ModelArgument
  @OptionGroup var variation: VariationOptions
  @OptionGroup var options: ExperimentOptions
  @OptionGroup var precision: PrecisionOptions
  @OptionGroup var sharding: ShardOptions
  @Option(help: ArgumentHelp("Run under this policy; may be repeated.", valueName: "name"))
  var policy: [String] = []
  @Flag(help: "Run the model as written and under each of its policies.") var allPolicies = false

  func validate() throws {
    if allPolicies, !policy.isEmpty {
      throw ValidationError("--policy and --all-policies exclude each other")
    }
  }

  /// What is to be run and the file it is from, or an exit with findings.
  func experiment() throws -> (experiment: Experiment, file: SourceFile) {
    let (compiler, file) = try argument.compiler()
    var names: [String?] = policy.map { $0 }
    if allPolicies { names = [nil] + compiler.policyNames }
    if names.isEmpty { names = [nil] }
    return (
      try options.experiment(compiler, policies: names, settings: try variation.pairs()), file
    )
  }

  func run() async throws {
    let (experiment, file) = try experiment()
    let plan = try precision.plan(options)
    let shard = try sharding.part(precision)
    let session = try ExperimentSession(
      experiment, model: argument.model, file: file, settings: try variation.pairs(), options,
      shard: shard)
    if let shard {
      return try await session.run(shard, isComparison: false, isQuiet: options.quiet)
    }
    let result = try await session.run(until: plan)
    let circumstances = session.circumstances
    try session.write(RunReport.files(of: result, session.identity, circumstances))
    if !options.quiet {
      try Console.print(
        TerminalSummary.text(
          of: result, seconds: circumstances.wallSeconds, folder: session.folder.path))
    }
    try Console.reportFailures(result)
    Console.noteInitialState(result)
    try session.reportPrecision(result)
  }
}

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
      timeline.csv, failures.csv, dictionary.md, manifest.json and run-info.json, in
      Reports/<name of the model> unless --out says otherwise. The same model, seed
      and number of replications give the same bytes, whatever the number of
      threads; only run-info.json tells one run from another. Every replication is
      kept in results.sqlite as soon as it is done: a run that was stopped goes on
      when the command is repeated.

      With --precision the run goes on until the intervals are narrow enough:
        kendall run MODEL --precision "waiting time of doctor: 5%" \\
          --precision "out in 4 hours: 1 point" \\
          --precision "p95 of time in system: 10 min"
      A percentage is one of the mean. It is judged after -r replications and
      then after a quarter more each time, up to --at-most. If that does not
      suffice, the reports are written all the same, precision.csv says what is
      missing, and the exit code is 3.

      With --control, chance that is known is taken out of the figures (control
      variates): of a source, how many more arrived than its rate says; of a step,
      how much longer its draws were than their mean.
        kendall run MODEL -r 40 --control walk-in --control "X-ray"
      controlled.csv holds every figure with and without, and what is left of the
      variance. Each control costs a replication; choose few that matter, before you
      look at the results. "--control all" takes all there are.

      On several machines, each runs a part, and one joins them:
        kendall run MODEL -r 100 --shard 2/5 --out results
        kendall merge results
      """)

  @OptionGroup var argument: ModelArgument
  @OptionGroup var variation: VariationOptions
  @OptionGroup var options: ExperimentOptions
  @OptionGroup var precision: PrecisionOptions
  @OptionGroup var sharding: ShardOptions
  @OptionGroup var pairs: AntitheticOptions
  @Option(
    help: ArgumentHelp("Run under this policy; may be repeated.", valueName: "name"),
    completion: Completions.policies)
  var policy: [String] = []
  @Flag(help: "Run the model as written and under each of its policies.") var allPolicies = false
  @Flag(help: "Print the summary, and where the reports are, as JSON.") var json = false

  @Option(
    help: ArgumentHelp(
      "Use a source's arrivals or a step's draws as control variates; may be repeated.",
      valueName: "name"), completion: Completions.controls)
  var control: [String] = []

  func validate() throws {
    if !control.isEmpty, sharding.shard != nil {
      throw ValidationError(
        "--control and --shard exclude each other: run with --control in the folder of the merge")
    }
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
    let (written, file) = try self.experiment()
    let plan = try precision.plan(options)
    let shard = try sharding.part(precision)
    let experiment = try pairs.apply(to: written, shard)
    try checkControls(experiment)
    let session = try ExperimentSession(
      experiment, model: argument.model, file: file, settings: try variation.pairs(), options,
      shard: shard)
    if let shard {
      return try await session.run(shard, isComparison: false, isQuiet: options.quiet)
    }
    let result = try await session.run(until: plan)
    let circumstances = session.circumstances
    let controlled = try control.isEmpty ? nil : estimates(result)
    try session.write(
      RunReport.files(of: result, session.identity, circumstances)
        + (controlled.map { [("controlled.csv", ControlledTable.table(of: $0).data)] } ?? []))
    if json {
      try Console.print(SummaryJSON.json(of: result, folder: session.folder.path))
    } else if !options.quiet {
      try Console.print(
        TerminalSummary.text(
          of: result, seconds: circumstances.wallSeconds, folder: session.folder.path))
      if let controlled { try Console.print("\n" + ControlledText.text(of: controlled)) }
    }
    try Console.reportFailures(result)
    Console.noteInitialState(result)
    try session.reportPrecision(result)
  }

  /// Sees to it that there are controls of the names given, and replications enough for them.
  private func checkControls(_ experiment: Experiment) throws {
    if control.isEmpty { return }
    for arm in experiment.arms {
      let count: Int
      do {
        count = try Control.all(of: arm.compiled.program).places(of: control).count
      } catch {
        throw ValidationError("--control: \(error.message)")
      }
      guard options.replications >= count + 3 else {
        throw ValidationError(
          "\(count) controls need at least \(count + 3) replications (-r), and some 30 to be of use"
        )
      }
    }
  }

  private func estimates(_ result: ExperimentResult) throws -> ControlledResult {
    do {
      return try ControlledResult(result, controls: control)
    } catch {
      throw ValidationError("--control: \(error.message)")
    }
  }
}

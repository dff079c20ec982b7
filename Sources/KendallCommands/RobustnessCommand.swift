import ArgumentParser
import Experiments
import FacilityModel
import Foundation
import Reporting

/// `kendall robustness`: policies in stress cases, ranked by regret.
struct RobustnessCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "robustness",
    abstract: "Run policies in stress cases, and rank them by regret.",
    discussion: """
      Examples:
        kendall robustness Models/emergency-department.json -r 20 \\
          --measure "time in the department" --minimise
        kendall robustness MODEL --measure "out in 4 hours" --maximise \\
          --policies "as written" "extra evening doctor" --cases flu "CT fails"

      The cases are those of the section "stress" of the model: changes to it, as
      policies write them, that come over what a policy writes, each with a weight.
      Only what is written is a case; one that changes nothing stands for ordinary
      times. Every policy is run in every case on the same random numbers.

      The regret of a policy in a case is how far it is from the policy that is the
      best there. robustness.csv ranks policies by their mean regret (by weight)
      and by their greatest (minimax regret, Kouvelis & Yu), robustness-cases.csv
      holds every policy in every case. Replications are kept in results.sqlite: a
      run that was stopped goes on when it is repeated.
      """)

  @OptionGroup var argument: ModelArgument
  @OptionGroup var variation: VariationOptions
  @OptionGroup var options: ExperimentOptions
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "The policies; all and the model as written, if not given.", valueName: "name"),
    completion: Completions.policiesOrWritten)
  var policies: [String] = []
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("The stress cases; all, if not given.", valueName: "name"),
    completion: Completions.stressCases)
  var cases: [String] = []
  @OptionGroup var objective: GoalOptions
  @Flag(help: "Print the result as JSON.") var json = false

  func run() async throws {
    let (compiler, file) = try argument.compiler()
    let settings = try variation.pairs()
    let (experiment, plan) = try plan(compiler, settings)
    let session = try ExperimentSession(
      experiment, model: argument.model, file: file, settings: settings, options)
    let result = try await session.run()
    try Console.reportFailures(result)
    let robustness: Robustness
    do {
      robustness = try Robustness(plan, result)
    } catch {
      throw session.exit(error)
    }
    try session.present(
      [
        ("robustness.csv", RobustnessTable.table(of: robustness).data),
        ("robustness-cases.csv", RobustnessCasesTable.table(of: robustness).data),
      ], RobustnessPage.of(robustness), of: session.origin(experiment),
      json: json ? RobustnessText.json(of: robustness) : nil,
      RobustnessText.text(of: robustness))
  }

  /// Every policy in every case as if it were a policy, or an exit with findings.
  private func plan(_ compiler: ModelCompiler, _ settings: [(name: String, value: String)]) throws
    -> (Experiment, RobustnessPlan)
  {
    let written = policies.isEmpty ? [Experiment.asWritten] + compiler.policyNames : policies
    let chosen = cases.isEmpty ? compiler.stressNames : cases
    guard Set(written).count == written.count, Set(chosen).count == chosen.count else {
      throw ValidationError("--policies and --cases take each name once")
    }
    guard written.count >= 2 else { throw ValidationError("regret needs two policies or more") }
    guard !chosen.isEmpty else {
      throw ValidationError(
        "the model has no stress cases: write some in “stress”, as "
          + "\"stress\": { \"staff ill\": { \"resources\": { \"nurse\": { \"capacity\": 3 } } } }")
    }
    var findings = Findings()
    var arms: [Experiment.Arm] = []
    for policy in written {
      for stress in chosen {
        let (compiled, found) = compiler.compile(
          policies: policy == Experiment.asWritten ? [] : [policy], stress: stress,
          settings: settings)
        findings.add(contentsOf: found)
        guard let compiled else { continue }
        arms.append(
          Experiment.Arm(
            name: RobustnessPlan.name(of: policy, in: stress), compiled: compiled))
      }
    }
    try Console.show(findings)
    let known = arms.first?.compiled.model.stressCases ?? []
    let plan = RobustnessPlan(
      objective: FigureQuery(objective.measure), maximise: objective.maximise,
      policies: written,
      cases: chosen.compactMap { name in known.first { $0.name == name } })
    // In the store a policy in a case is known by its name alone.
    let names = plan.armNames + compiler.policyNames
    if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
      throw ValidationError(
        "“\(twice)” may mean two things: give a policy or a stress case another name")
    }
    return (
      Experiment(
        arms: arms, replications: options.replications, seed: options.seed,
        confidence: options.confidence, unit: ReportUnit(of: arms.first?.compiled.model)), plan
    )
  }
}

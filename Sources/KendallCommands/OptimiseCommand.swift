import ArgumentParser
import Experiments
import FacilityModel
import Foundation
import Reporting

/// `kendall optimise`: the best values of parameters, within limits.
struct OptimiseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "optimise",
    abstract: "Search for the best values of parameters, within limits.",
    discussion: """
      Example:
        kendall optimise Models/emergency-department.json -r 5 \\
          --vary "evening doctors=4..8" --vary "cubicles=20..32 by 2" \\
          --measure "time in the department" --minimise \\
          --subject-to "utilisation of doctor >= 0.6"

      The adaptive hyperbox algorithm (Xu, Nelson & Hong) tries points around the
      best so far, in a box that shrinks with what is known, until no neighbour of
      the best is better. Every point begins with -r replications; the best and its
      neighbours end with --final each. All points meet the same random numbers.
      What is found is a local optimum: where the response has several, other seeds
      may find others. optimise.csv holds every point visited, frontier.csv those
      that no other beats in the objective and in all limited figures; optimise.html
      draws them. Replications are kept in results.sqlite and used again. The exit
      code is 3 where the budget came first or no point keeps all limits.
      """)

  @OptionGroup var argument: ModelArgument
  @OptionGroup var variation: VariationOptions
  @OptionGroup var options: ExperimentOptions
  @OptionGroup var varied: VaryOptions
  @OptionGroup var objective: ObjectiveOptions
  @Option(help: "The most replications of all points together.") var budget = 5000
  @Option(
    name: .customLong("final"),
    help: "Replications of the best and its neighbours at the end; four times -r, if not given.")
  var lastStage: Int?
  @Flag(help: "Print the result as JSON.") var json = false

  func validate() throws {
    guard options.replications >= 2 else {
      throw ValidationError("--replications are at least 2: one tells nothing of chance")
    }
    guard budget >= options.replications, lastStage.map({ $0 >= options.replications }) ?? true
    else {
      throw ValidationError("--budget and --final are not less than --replications")
    }
  }

  func run() async throws {
    let (compiler, file) = try argument.compiler()
    let settings = try variation.pairs()
    let plan = try plan(settings)
    let empty = try options.experiment(
      compiler, policies: varied.policy.first.map { [$0] } ?? [nil], settings: settings)
    let session = try ExperimentSession(
      empty, model: argument.model, file: file, settings: settings, options)
    var start = empty
    start.arms = []
    let (experiment, files, varied) = (start, argument.files, varied)
    let search = try await session.sample { threads, store, progress in
      // Read anew: a compiler is for one task.
      let (compiler, _) = ModelCompiler.read(file, files: files)
      return try await Optimisation.run(
        experiment, plan, threads: threads, store: store, progress: progress
      ) { (point: [Double]) throws(SelectionProblem) -> Experiment.Arm in
        let name = plan.variations.name(of: point)
        let made = compiler?.compile(
          policies: varied.policy, settings: settings + plan.variations.settings(of: point))
        guard let made, let compiled = made.compiled, !made.findings.hasErrors else {
          let words = made.map { FindingRenderer().text($0.findings) } ?? ""
          throw .failed("\(name) makes no model:\n" + words)
        }
        return Experiment.Arm(name: varied.name(of: name), compiled: compiled)
      }
    }
    let origin = session.origin(empty, policies: varied.policy)
    try write(search, plan, session, origin)
  }

  /// Writes the tables and prints the result.
  private func write(
    _ search: Optimisation, _ plan: OptimisationPlan, _ session: ExperimentSession,
    _ origin: StudyPage.Origin?
  ) throws {
    var tables = [(name: "optimise.csv", data: OptimisationTable.table(of: search).data)]
    if !plan.constraints.isEmpty {
      tables.append(("frontier.csv", OptimisationTable.frontier(of: search).data))
    }
    try session.present(
      tables, OptimisationPage.of(search), of: origin,
      json: json ? OptimisationText.json(of: search) : nil, OptimisationText.text(of: search))
    if search.best == nil || !search.isLocallyOptimal { throw Console.notPrecise }
  }

  /// What is to be optimised, or an exit where that makes no sense.
  private func plan(_ settings: [(name: String, value: String)]) throws -> OptimisationPlan {
    let variations = try varied.variations(besides: settings)
    if let loose = variations.first(where: { $0.values == nil }) {
      throw ValidationError(
        "“\(loose.name)” has no steps: a search takes whole numbers, lists, or a range with “by”")
    }
    return OptimisationPlan(
      variations: variations, objective: FigureQuery(objective.measure),
      maximise: objective.maximise, constraints: try objective.constraints(),
      firstStage: options.replications,
      lastStage: lastStage ?? 4 * options.replications, budget: budget,
      width: max(4, 2 * variations.count))
  }
}

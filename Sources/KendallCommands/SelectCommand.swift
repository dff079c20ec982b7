import ArgumentParser
import Experiments
import FacilityModel
import Foundation
import Reporting

/// `kendall select`: the best of several policies, with a guarantee or for a budget.
struct SelectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "select",
    abstract: "Select the best policy, with as few replications as that takes.",
    discussion: """
      Examples:
        kendall select Models/emergency-department.json \\
          --measure "time in the department" --minimise --indifference "5 min"
        kendall select MODEL --measure cost --minimise --indifference 100 \\
          --subject-to "out in 4 hours >= 80% within 1%"
        kendall select MODEL --measure "time in system" --minimise --budget 400

      With --indifference, replications are added one by one (after -r of each) and
      policies dropped as soon as that is safe (Kim & Nelson's procedure); with the
      probability asked for, the one left is the best, provided that the best is
      better than all others by that difference. Limits are told apart first
      (Andradóttir & Kim; shares of replications by Wald's test); a tolerance says
      how near to the limit either answer will do, a hundredth of it if not given.
      With --budget, so many replications are spread where they tell most (OCBA,
      with limits OCBA-CO), without a guarantee. All policies meet the same random
      numbers; replications that lack a figure are left out under all that are
      compared by it.
      Replications are kept in results.sqlite, as those of "kendall run", and used
      again. select.csv holds what became of every policy, select.html draws it. The
      exit code is 3 where nothing could be selected.
      """)

  @OptionGroup var argument: ModelArgument
  @OptionGroup var variation: VariationOptions
  @OptionGroup var options: ExperimentOptions
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "The policies to select from; all and the model as written, if not given.",
      valueName: "name"), completion: Completions.policiesOrWritten)
  var policies: [String] = []
  @OptionGroup var objective: ObjectiveOptions
  @Option(
    help: ArgumentHelp(
      "The difference that matters, such as 2 or \"5 min\" or \"1%\" of a share.",
      valueName: "difference"))
  var indifference: String?
  @Option(help: "How probably the best is to be selected.") var probability = 0.95
  @Option(help: "Spread this many replications in all, instead of a guarantee.") var budget: Int?
  @Option(help: "The most replications of one policy, for a guarantee.") var atMost = 10_000
  @Flag(help: "Print the result as JSON.") var json = false

  func validate() throws {
    guard (indifference == nil) != (budget == nil) else {
      throw ValidationError(
        "give --indifference for a guarantee, or --budget to do what so many replications can")
    }
    guard probability > 0.5, probability < 1 else {
      throw ValidationError("--probability takes a number between 0.5 and 1, such as 0.95")
    }
    guard options.replications >= 5 else {
      throw ValidationError(
        "--replications, with which a selection begins, are at least 5; 10 to 30 are usual")
    }
    guard atMost >= options.replications, atMost <= ExperimentOptions.mostReplications else {
      throw ValidationError("--at-most takes a number from that of --replications on")
    }
  }

  func run() async throws {
    let (compiler, file) = try argument.compiler()
    let settings = try variation.pairs()
    let names: [String?] =
      policies.isEmpty
      ? [nil] + compiler.policyNames : policies.map { $0 == Experiment.asWritten ? nil : $0 }
    guard Set(names).count == names.count, names.count >= 2 else {
      throw ValidationError("a selection needs two different policies or more")
    }
    if let budget, budget < names.count * options.replications {
      throw ValidationError(
        "--budget is at least --replications for every policy: "
          + "\(names.count * options.replications)")
    }
    let experiment = try options.experiment(compiler, policies: names, settings: settings)
    let plan = SelectionPlan(
      objective: FigureQuery(objective.measure), maximise: objective.maximise,
      indifference: try difference(), probability: probability,
      constraints: try objective.constraints(), firstStage: options.replications, cap: atMost,
      budget: budget)
    let session = try ExperimentSession(
      experiment, model: argument.model, file: file, settings: settings, options)
    let selection = try await session.sample { threads, store, progress in
      try await Selection.run(
        experiment, plan, threads: threads, store: store, progress: progress)
    }
    try session.present(
      [("select.csv", SelectionTable.table(of: selection).data)], SelectionPage.of(selection),
      of: session.origin(experiment), json: json ? SelectionText.json(of: selection) : nil,
      SelectionText.text(of: selection))
    if selection.selected == nil { throw Console.notPrecise }
  }

  private func difference() throws -> Amount? {
    guard let indifference else { return nil }
    guard let amount = Amount(indifference), amount.number > 0 else {
      throw ValidationError("--indifference takes a number above 0, not “\(indifference)”")
    }
    return amount
  }
}

import ArgumentParser
import Experiments
import FacilityModel
import Foundation
import OutputStatistics
import Reporting

/// `kendall sweep`: what figures do as parameters vary.
struct SweepCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Vary parameters, and say which of them matter.",
    discussion: """
      Examples:
        kendall sweep Models/emergency-department.json -r 5 \\
          --vary "evening doctors=4..7"
        kendall sweep MODEL --vary "beds=10..40 by 5" --vary "demand=0.8..1.2" \\
          --design sobol --points 64 --measure "p95 of time in system"

      Ranges of whole numbers take all of them; a range with a decimal point or a
      unit takes all values in between; a list is "beds=18,20,24". Designs: grid
      (all combinations; --points levels of ranges in between), lhs (Latin
      hypercube), sobol (Sobol's sequence; more points may be added) and morris
      (elementary effects along --points trajectories, for many parameters).

      sweep.csv holds the figures at every point (the key measures, or those of
      --measure), sensitivity.csv what each owes to each parameter: the ends of a
      tornado chart, standardised regression coefficients, elementary effects.
      sweep.html draws it. All points meet the same random numbers. Replications are
      kept in results.sqlite: a sweep that was stopped goes on when it is repeated.
      """)

  @OptionGroup var argument: ModelArgument
  @OptionGroup var variation: VariationOptions
  @OptionGroup var options: ExperimentOptions
  @OptionGroup var varied: VaryOptions
  @Option(
    help: ArgumentHelp("grid, lhs, sobol or morris.", valueName: "design"),
    transform: { text in
      guard let design = SweepDesign(rawValue: text) else {
        throw ValidationError("there is no design “\(text)”: it is grid, lhs, sobol or morris")
      }
      return design
    })
  var design: SweepDesign = .grid
  @Option(help: "How many points, levels of a grid, or trajectories of morris.") var points: Int?
  @Option(
    help: ArgumentHelp("A figure to follow; may be repeated.", valueName: "figure"),
    completion: Completions.figures)
  var measure: [String] = []
  @Flag(help: "Print the result as JSON.") var json = false

  /// More points than these ask for a second thought.
  private static let most = 20_000

  func validate() throws {
    if let points, !(2...Self.most).contains(points) {
      throw ValidationError("--points takes a number from 2 to \(Self.most)")
    }
    if design == .sobol, varied.vary.count > DesignPoints.mostSobolDimensions {
      throw ValidationError(
        "Sobol's sequence has at most \(DesignPoints.mostSobolDimensions) parameters: take lhs")
    }
  }

  func run() async throws {
    let (compiler, file) = try argument.compiler()
    let settings = try variation.pairs()
    let plan = try plan(settings)
    let experiment = try experiment(compiler, plan, settings)
    let session = try ExperimentSession(
      experiment, model: argument.model, file: file, settings: settings, options)
    let result = try await session.run()
    let sweep: Sweep
    do {
      sweep = try Sweep(plan, result, figures: measure.map { FigureQuery($0) })
    } catch {
      throw ValidationError("--measure: \(error.message)")
    }
    try session.present(
      [
        ("sweep.csv", SweepTable.table(of: sweep).data),
        ("sensitivity.csv", SensitivityTable.table(of: sweep).data),
      ], SweepPage.of(sweep), of: session.origin(experiment, policies: varied.policy),
      json: json ? SweepText.json(of: sweep) : nil, SweepText.text(of: sweep))
    try Console.reportFailures(result)
  }

  /// The points, or an exit where they make no sense.
  private func plan(_ settings: [(name: String, value: String)]) throws -> SweepPlan {
    let variations = try varied.variations(besides: settings)
    let usual: Int =
      switch design {
      case .grid: 5
      case .lhs, .sobol: max(16, 8 * variations.count)
      case .morris: 10
      }
    let count = points ?? usual
    let size: Double =
      switch design {
      case .grid: variations.reduce(1) { $0 * Double($1.values?.count ?? count) }
      case .lhs, .sobol: Double(count)
      case .morris: Double(count * (variations.count + 1))
      }
    guard size <= Double(Self.most) else {
      throw ValidationError(
        "that is more than \(Self.most) points: narrow the ranges, or take --design sobol")
    }
    return SweepPlan(variations, design, count: count, seed: options.seed)
  }

  /// Every point as if it were a policy, or an exit with the findings of the first that is wrong.
  private func experiment(
    _ compiler: ModelCompiler, _ plan: SweepPlan, _ settings: [(name: String, value: String)]
  ) throws -> Experiment {
    let arms = try plan.distinct.enumerated().map { index, point -> Experiment.Arm in
      let (compiled, found) = compiler.compile(
        policies: varied.policy, settings: settings + plan.variations.settings(of: point))
      if found.hasErrors || index == 0 { try Console.show(found) }
      guard let compiled else { throw Console.dataError }
      return Experiment.Arm(
        name: varied.name(of: plan.variations.name(of: point)), compiled: compiled)
    }
    return Experiment(
      arms: arms, replications: options.replications, seed: options.seed,
      confidence: options.confidence, unit: ReportUnit(of: arms.first?.compiled.model))
  }
}

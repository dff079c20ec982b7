import ArgumentParser
import Experiments

/// How narrow intervals are to become before a run ends.
struct PrecisionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Add replications until the interval of a figure is narrow enough; may be repeated.",
      valueName: "figure: width"), completion: Completions.figures)
  var precision: [String] = []
  @Option(help: "With --precision: the most replications (those of -r are the fewest).")
  var atMost: Int?

  /// The most replications where nothing else is said.
  private static let usualCap = 1000

  /// The plan, or nil where the number of replications is fixed; an exit where it makes no sense.
  func plan(_ options: ExperimentOptions) throws -> PrecisionPlan? {
    guard !precision.isEmpty else {
      if atMost != nil { throw ValidationError("--at-most is for --precision") }
      return nil
    }
    let cap = atMost ?? max(Self.usualCap, options.replications)
    guard options.replications >= 2 else {
      throw ValidationError("--precision needs at least 2 replications: there is no interval of 1")
    }
    guard (options.replications...ExperimentOptions.mostReplications).contains(cap) else {
      throw ValidationError(
        "--at-most takes a number from that of --replications, \(options.replications), to "
          + "\(ExperimentOptions.mostReplications)")
    }
    do {
      return PrecisionPlan(
        targets: try precision.map { try PrecisionTarget($0) }, floor: options.replications,
        cap: cap)
    } catch let error as FigureQuery.Failure {
      throw ValidationError("--precision: \(error.message)")
    }
  }
}

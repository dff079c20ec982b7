import ArgumentParser
import Experiments
import Reporting

/// Whether only a part of the replications is to be run.
struct ShardOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Run only this part of the replications, such as 2/5, into a folder of its own within --out; "
        + "kendall merge joins the parts.", valueName: "i/n"))
  var shard: String?

  /// The part, or an exit where it makes no sense.
  func part(_ precision: PrecisionOptions) throws -> Shard? {
    guard let shard else { return nil }
    guard let part = Shard(shard) else {
      throw ValidationError(
        "--shard takes a part of a whole, such as 2/5 for the second of five, not “\(shard)”")
    }
    guard precision.precision.isEmpty else {
      throw ValidationError(
        "--shard and --precision exclude each other: a part cannot tell how precise the whole is")
    }
    return part
  }
}

extension ExperimentSession {
  /// Runs what is not there yet of a part of the replications, and says where it is.
  func run(_ shard: Shard, isComparison: Bool, isQuiet: Bool) async throws {
    let plan = RunPlan(
      model: identity.modelName, policies: experiment.arms.map(\.name),
      isComparison: isComparison, replications: experiment.replications, seed: experiment.seed,
      confidence: experiment.confidence, settings: identity.settings)
    let range = shard.range(of: experiment.replications)
    let ran = try await runPart(range, plan, shard)
    if isQuiet { return }
    let all = ran.total == 0 ? "" : ran.new == 0 ? ", all of them done before" : ""
    let which =
      range.isEmpty
      ? "holds no replication: there are fewer than shards"
      : "replications \(range.lowerBound) to \(range.upperBound - 1) of "
        + "\(experiment.replications), \(experiment.arms.count) "
        + "polic\(experiment.arms.count == 1 ? "y" : "ies")\(all)"
    try Console.print("Shard \(shard.text): \(which)\nKept in \(folder.path)")
  }
}

import EventEngine
import Experiments
import FacilityModel
import OutputStatistics
import Testing

/// The results of a small model given as text, by the names of its figures.
struct SmallResult {
  let arm: ArmResult

  init(_ text: String, replications: Int = 1, seed: UInt64 = 1, files: any ModelFiles = NoFiles())
    async throws
  {
    let file = SourceFile(name: "model.json", text: text)
    let (compiler, findings) = ModelCompiler.read(file, files: files)
    let compilation = compiler?.compile()
    let compiled = try #require(
      compilation?.compiled,
      "\(FindingRenderer().text(compilation?.findings ?? findings))")
    let experiment = Experiment(
      arms: [Experiment.Arm(name: Experiment.asWritten, compiled: compiled)],
      replications: replications, seed: seed)
    arm = try #require(await ExperimentResult.run(experiment, threads: 2).arms.first)
    try #require(arm.failures.isEmpty, "\(arm.failures)")
  }

  private func index(_ measure: String, _ scope: String, _ statistic: String) throws -> Int {
    try #require(
      arm.figures.firstIndex {
        $0.measure == measure && $0.scope == scope && $0.statistic == statistic
      }, "\(measure), \(scope), \(statistic)")
  }

  /// The mean over replications of a figure.
  func value(_ measure: String, _ scope: String = "all", _ statistic: String = "mean") throws
    -> Double
  {
    let index = try index(measure, scope, statistic)
    return try #require(
      arm.estimate(index, confidence: 0.95).interval.mean, "\(measure), \(scope), \(statistic)")
  }

  /// How many observations a figure rests on.
  func observations(_ measure: String, _ scope: String = "all", _ statistic: String = "mean") throws
    -> Int?
  {
    arm.estimate(try index(measure, scope, statistic), confidence: 0.95).observations
  }

  /// The verdict on a standard.
  func verdict(_ measure: String, _ scope: String) throws -> String? {
    arm.verdict(on: try index(measure, scope, "share"), confidence: 0.95)?.rawValue
  }

  /// Whether there is such a figure.
  func has(_ measure: String, _ scope: String, _ statistic: String = "mean") -> Bool {
    arm.figures.contains {
      $0.measure == measure && $0.scope == scope && $0.statistic == statistic
    }
  }

  /// Whether a figure lies within `errors` standard errors of a value.
  func isNear(
    _ expected: Double, _ measure: String, _ scope: String = "all", _ statistic: String = "mean",
    errors: Double = 5
  ) throws -> Bool {
    let interval = arm.estimate(try index(measure, scope, statistic), confidence: 0.95).interval
    let (mean, sd) = (try #require(interval.mean), try #require(interval.sd))
    return abs(mean - expected) <= errors * sd / Double(interval.count).squareRoot()
  }
}

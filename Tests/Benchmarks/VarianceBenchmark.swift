import EventEngine
import Experiments
import FacilityModel
import Foundation
import OutputStatistics

/// How much less the difference of two policies varies with common random numbers, and a figure with
/// control variates: `KendallBenchmark variance [MODEL] [REPLICATIONS] [LENGTH]`.
///
/// The emergency department is run as written and with a change of three kinds: another order of
/// service, ten per cent more arrivals, and one more step. What is printed is the variance of the
/// difference over the sum of the two variances: 1 is that of independent runs, 0 would leave no
/// doubt after two replications. It is measured three times: with another seed for the changed
/// model, with one stream of random numbers for each source of randomness, used in the order in which
/// things happen, and with Kendall's numbers of each entity.
struct VarianceBenchmark {
  private static let usual = "Models/emergency-department.json"

  /// Changes that the file is given as policies.
  private static let changes = """
    "order": { "parameters": { "least urgent class": 3 } },
        "arrivals": { "arrivals": {
          "walk-in": { "rate": { "times": "1.1 * (1 - 'ambulance share')" } },
          "ambulance": { "rate": { "times": "1.1 * 'ambulance share'" } } } },
        "step": { "pathways": { "attendance": { "edit": [
          { "before": "doctor for assessment", "insert": [
            { "do": "look", "with": "nurse", "priority": "urgency",
              "for": { "lognormal": { "mean": "5 min", "sd": "3 min" } } } ] } ] } } },
    """

  private static let measures = [
    "time in the department", "out in 4 hours", "p95 of time to doctor", "waiting time of doctor",
    "queue length of ward bed",
  ]

  static func run(_ arguments: [String]) async {
    let path = arguments.first ?? usual
    let replications = arguments.count > 1 ? Int(arguments[1]) ?? 20 : 20
    guard var text = try? String(contentsOfFile: path, encoding: .utf8),
      let policies = text.range(of: "\"policies\": {")
    else {
      print("cannot read the policies of \(path)")
      exit(66)
    }
    text.insert(contentsOf: "\n    " + changes, at: policies.upperBound)
    if arguments.count > 2 {
      text.replace(/"length": "[^"]*"/, with: "\"length\": \"\(arguments[2])\"", maxReplacements: 1)
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let (compiler, findings) = ModelCompiler.read(
      SourceFile(name: path, text: text), files: FolderFiles(folder: folder))
    guard let compiler else {
      print(FindingRenderer().text(findings))
      exit(65)
    }
    func arm(_ policy: String?, _ keys: DrawKeys) -> Experiment.Arm {
      let (compiled, found) = compiler.compile(policies: policy.map { [$0] } ?? [])
      guard var compiled else {
        print(FindingRenderer().text(found))
        exit(65)
      }
      compiled.program.drawKeys = keys
      return Experiment.Arm(name: policy ?? Experiment.asWritten, compiled: compiled)
    }
    let names = ["order", "arrivals", "step"]
    func arms(_ keys: DrawKeys) -> [Experiment.Arm] {
      [arm(nil, keys)] + names.map { arm($0, keys) }
    }
    let byEntity = await result(arms(.entity), replications, seed: 1)
    let byOrder = await result(arms(.order), replications, seed: 1)
    let other = await result(names.map { arm($0, .entity) }, replications, seed: 2)
    for (index, name) in names.enumerated() {
      for measure in measures {
        print(
          "{\"change\": \"\(name)\", \"measure\": \"\(measure)\", "
            + "\"replications\": \(replications), "
            + "\"independent\": \(ratio(measure, other.arms[index], byEntity.arms[0])), "
            + "\"streamsBySource\": \(ratio(measure, byOrder.arms[index + 1], byOrder.arms[0])), "
            + "\"byEntity\": \(ratio(measure, byEntity.arms[index + 1], byEntity.arms[0]))}")
      }
    }
    controls(byEntity)
    await antithetic(byEntity)
  }

  /// What antithetic pairs leave of the variance of the mean of two independent replications.
  private static func antithetic(_ result: ExperimentResult) async {
    var experiment = result.experiment
    experiment.arms = [experiment.arms[0]]
    experiment.isAntithetic = true
    guard let pairs = try? await ExperimentResult.run(experiment, threads: 2) else { return }
    for measure in measures {
      func variance(_ arm: ArmResult) -> Double? {
        guard let place = try? FigureQuery(measure).find(in: arm.figures) else { return nil }
        return SampleMoments(arm.replications.compactMap { $0.values[place].value }).variance
      }
      guard let single = variance(result.arms[0]), let pair = variance(pairs.arms[0]) else {
        continue
      }
      print(
        "{\"pairs\": \"antithetic\", \"measure\": \"\(measure)\", \"replications\": "
          + "\(experiment.replications), \"varianceFactor\": "
          + String(format: "%.4f", pair / (single / 2)) + "}")
    }
  }

  private static func result(_ arms: [Experiment.Arm], _ replications: Int, seed: UInt64) async
    -> ExperimentResult
  {
    let experiment = Experiment(arms: arms, replications: replications, seed: seed)
    do {
      return try await ExperimentResult.run(
        experiment, threads: ProcessInfo.processInfo.activeProcessorCount)
    } catch {
      print("\(error)")
      exit(1)
    }
  }

  /// The variance of a difference over the sum of the variances.
  private static func ratio(_ measure: String, _ a: ArmResult, _ b: ArmResult) -> String {
    func values(_ arm: ArmResult) -> [Double?] {
      guard let place = try? FigureQuery(measure).find(in: arm.figures) else { return [] }
      return arm.replications.map { $0.values[place].value }
    }
    let pairs = zip(values(a), values(b)).compactMap { one, two -> (Double, Double)? in
      guard let one, let two else { return nil }
      return (one, two)
    }
    let difference = PairedDifference(pairs.map(\.0), minus: pairs.map(\.1))
    return difference.varianceRatio.map { String(format: "%.4f", $0) } ?? "null"
  }

  /// What control variates leave of the variance of the model as written.
  private static func controls(_ result: ExperimentResult) {
    var own = result
    own.arms = [result.arms[0]]
    guard let controlled = try? ControlledResult(own, controls: ["walk-in", "ambulance"]) else {
      return
    }
    for row in controlled.rows where row.isKey {
      print(
        "{\"controls\": \"arrivals\", \"measure\": \"\(FigureQuery.name(of: row.figure))\", "
          + "\"replications\": \(row.controlled.count), \"varianceFactor\": "
          + (row.controlled.varianceFactor.map { String(format: "%.4f", $0) } ?? "null") + "}")
    }
  }
}

import ArgumentParser
import EventEngine
import Experiments
import FacilityModel
import Foundation
import Reporting

/// What every command has that runs replications.
struct ExperimentOptions: ParsableArguments {
  @Option(name: .shortAndLong, help: "How many independent replications.") var replications = 20
  @Option(help: "The seed of all random numbers, from 0 to 18446744073709551615.")
  var seed: UInt64 = 1
  @Option(
    help: ArgumentHelp("The folder of the reports.", valueName: "folder"), completion: .directory)
  var out: String?
  @OptionGroup var threading: ThreadOptions

  var threads: Int { threading.count }
  @Option(help: "The confidence level of intervals.") var confidence = 0.95
  @Flag(help: "Replace the results that the folder holds, instead of going on from them.")
  var fresh = false
  @Flag(help: "Print no summary.") var quiet = false

  /// More replications than this ask for a second thought.
  static let mostReplications = 1_000_000

  func validate() throws {
    guard (1...Self.mostReplications).contains(replications) else {
      throw ValidationError("--replications takes a number from 1 to \(Self.mostReplications)")
    }
    guard confidence > 0.5, confidence < 1 else {
      throw ValidationError("--confidence takes a number between 0.5 and 1, such as 0.95")
    }
  }

  /// The experiment of a model under some policies (nil: as written), or an exit with findings.
  func experiment(
    _ compiler: ModelCompiler, policies: [String?], settings: [(name: String, value: String)]
  ) throws -> Experiment {
    var findings = Findings()
    var arms: [Experiment.Arm] = []
    for name in policies {
      let (compiled, found) = compiler.compile(
        policies: name.map { [$0] } ?? [], settings: settings)
      findings.add(contentsOf: found)
      if let compiled {
        arms.append(Experiment.Arm(name: name ?? Experiment.asWritten, compiled: compiled))
      }
    }
    try Console.show(findings)
    return Experiment(
      arms: arms, replications: replications, seed: seed, confidence: confidence,
      unit: ReportUnit(of: arms.first?.compiled.model))
  }

  /// The folder of the reports of a model, or that of a shard within it, made if it is not there.
  func folder(for model: String, shard: Shard? = nil) throws -> ReportFolder {
    let name = URL(fileURLWithPath: model).deletingPathExtension().lastPathComponent
    do {
      return try ReportFolder(
        creating: (out ?? "Reports/\(name)") + (shard.map { "/" + $0.folderName } ?? ""))
    } catch {
      Console.note("kendall: \(error)")
      throw Console.cannotCreate
    }
  }
}

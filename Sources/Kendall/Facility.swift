import Experiments
import FacilityModel
import Foundation
import OutputStatistics
import Reporting

/// A model of a facility, ready to be run from a Swift program.
///
/// ```swift
/// import Kendall
///
/// let model = try Facility(contentsOf: "emergency-department.json")
/// let results = try await model.run(replications: 20)
/// for row in results.rows where row.measure == "out in 4 hours" {
///   print(row.policy, row.mean ?? .nan, row.lower ?? .nan, row.upper ?? .nan)
/// }
/// ```
public struct Facility: Sendable {
  private let file: SourceFile
  private let files: any ModelFiles & Sendable
  /// The names of the model's policies, without the model as written.
  public let policies: [String]

  /// Reads a model file with the files beside it that it names.
  ///
  /// - Throws: all that is wrong with it, if it cannot be read.
  public init(contentsOf path: String) throws(ModelProblem) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ModelProblem(text: "\(path): no such file, or it cannot be read")
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    try self.init(
      SourceFile(name: URL(fileURLWithPath: path).lastPathComponent, bytes: [UInt8](data)),
      FolderFiles(folder: folder))
  }

  /// Reads a model in JSON that names no files.
  public init(json text: String) throws(ModelProblem) {
    try self.init(SourceFile(name: "model.json", text: text), NoFiles())
  }

  private init(_ file: SourceFile, _ files: any ModelFiles & Sendable) throws(ModelProblem) {
    let (compiler, findings) = ModelCompiler.read(file, files: files)
    guard let compiler else { throw ModelProblem(findings) }
    let all = compiler.check()
    if all.hasErrors { throw ModelProblem(all) }
    self.file = file
    self.files = files
    policies = compiler.policyNames
  }

  /// What the model as written is called among the policies.
  public static let asWritten = Experiment.asWritten

  /// Runs replications of the model as written and of policies of it, with the same random numbers.
  ///
  /// - Parameters:
  ///   - policies: names of the model's policies; the model as written always comes first.
  ///   - parameters: values for parameters of the model, as they would be typed.
  ///   - replications: how many independent replications of each.
  ///   - seed: the seed of all random numbers: the same seed gives the same results.
  ///   - confidence: the level of the intervals.
  /// - Throws: what is wrong, where a policy or a parameter does not exist.
  public func run(
    policies: [String] = [], parameters: [String: String] = [:], replications: Int = 20,
    seed: UInt64 = 1, confidence: Double = 0.95
  ) async throws -> Results {
    precondition(replications > 0, "a run has at least one replication")
    precondition(confidence > 0.5 && confidence < 1, "a confidence level is such as 0.95")
    let settings = parameters.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
    let (compiler, problems) = ModelCompiler.read(file, files: files)
    guard let compiler else { throw ModelProblem(problems) }
    var arms: [Experiment.Arm] = []
    for name in [nil] + policies.map({ Optional($0) }) {
      let (compiled, findings) = compiler.compile(
        policies: name.map { [$0] } ?? [], settings: settings)
      guard let compiled, !findings.hasErrors else { throw ModelProblem(findings) }
      arms.append(Experiment.Arm(name: name ?? Self.asWritten, compiled: compiled))
    }
    let experiment = Experiment(
      arms: arms, replications: replications, seed: seed, confidence: confidence)
    let result = try await ExperimentResult.run(
      experiment, threads: ProcessInfo.processInfo.activeProcessorCount)
    return Results(
      result,
      RunReport.Identity(
        modelName: file.name, modelBytes: file.bytes, settings: settings, version: "library"))
  }
}

/// What is wrong with a model, as the command line would say it.
public struct ModelProblem: Error, CustomStringConvertible, Sendable {
  private let text: String

  init(text: String) { self.text = text }

  init(_ findings: Findings) { text = FindingRenderer().text(findings) }

  /// All findings, each with its place and its remedy.
  public var description: String { text }
}

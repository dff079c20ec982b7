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
/// let results = try await model.run(policies: model.policies)
/// for policy in results.policies {
///   print(policy, try results.figure("out in 4 hours", under: policy))
/// }
/// ```
///
/// A facility is read and checked once; then it may be run as often as one likes, from any task,
/// with other parameters, policies and seeds.
public struct Facility: Sendable {
  private let file: SourceFile
  private let files: any ModelFiles & Sendable
  private let model: Model
  /// The name that the model gives itself.
  public let name: String
  /// The names of the model's policies, in its order, without the model as written.
  public let policies: [String]
  /// The names of the model's parameters, which ``run(policies:parameters:replications:seed:confidence:threads:progress:)``
  /// can give other values.
  public let parameters: [String]
  /// What a careful colleague would ask about, as `kendall check` says it; empty where there is
  /// nothing to ask.
  public let advice: String

  /// Reads a model file, in JSON or YAML after its ending, with the files beside it that it names.
  ///
  /// - Parameter path: where the file is, from the working directory on.
  /// - Throws: ``ModelProblem``: all that is wrong with it, or that it cannot be read.
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
  ///
  /// - Throws: ``ModelProblem``: all that is wrong with it.
  public init(json text: String) throws(ModelProblem) {
    try self.init(SourceFile(name: "model.json", text: text), NoFiles())
  }

  private init(_ file: SourceFile, _ files: any ModelFiles & Sendable) throws(ModelProblem) {
    let (compiler, findings) = ModelCompiler.read(file, files: files)
    guard let compiler else { throw ModelProblem(findings) }
    let all = compiler.check()
    guard !all.hasErrors, let model = compiler.compile().compiled?.model else {
      throw ModelProblem(all)
    }
    self.file = file
    self.files = files
    self.model = model
    name = model.name
    policies = compiler.policyNames
    parameters = model.parameters.map(\.name)
    advice = all.isEmpty ? "" : FindingRenderer().text(all)
  }

  /// What the model as written is called among the policies.
  public static let asWritten = Experiment.asWritten

  /// The model drawn: arrivals, steps, resources, and branches with their shares, as SVG.
  public var drawing: String { FlowDrawing.svg(of: FlowReader.chart(of: model)) }

  /// How far a run has come.
  public struct Progress: Sendable, Hashable {
    /// How many replications are done, of all policies together.
    public let done: Int
    /// How many there are to be.
    public let total: Int
  }

  /// Runs replications of the model as written and of policies of it, with the same random numbers.
  ///
  /// Every policy meets the same entities with the same needs, so ``Results/differences(from:)``
  /// vary less than the figures themselves. A run whose task is cancelled ends within the
  /// replications that are being run.
  ///
  /// - Parameters:
  ///   - policies: names of the model's policies; the model as written always comes first.
  ///   - parameters: values for parameters of the model, as they would be typed: `"3"`, `"20 min"`.
  ///   - replications: how many independent replications of each, at least 1; of one there is no
  ///     interval.
  ///   - seed: the seed of all random numbers: the same seed gives the same results.
  ///   - confidence: the level of the intervals, above 0.5 and below 1.
  ///   - threads: how many replications are run at a time; as many as there are processors, if not
  ///     given. Results do not depend on it.
  ///   - progress: called after each replication, from the threads that run them.
  /// - Throws: ``ModelProblem`` where a policy or a parameter does not exist or makes no model, and
  ///   `CancellationError` where the task was cancelled.
  public func run(
    policies: [String] = [], parameters: [String: String] = [:], replications: Int = 20,
    seed: UInt64 = 1, confidence: Double = 0.95, threads: Int? = nil,
    progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) async throws -> Results {
    precondition(replications > 0, "a run has at least one replication")
    precondition(confidence > 0.5 && confidence < 1, "a confidence level is such as 0.95")
    let settings = parameters.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
    let (compiler, problems) = ModelCompiler.read(file, files: files)
    guard let compiler else { throw ModelProblem(problems) }
    var arms: [Experiment.Arm] = []
    for name in [nil] + policies.map({ Optional($0) }) where name != Self.asWritten {
      let (compiled, findings) = compiler.compile(
        policies: name.map { [$0] } ?? [], settings: settings)
      guard let compiled, !findings.hasErrors else { throw ModelProblem(findings) }
      arms.append(Experiment.Arm(name: name ?? Self.asWritten, compiled: compiled))
    }
    let experiment = Experiment(
      arms: arms, replications: replications, seed: seed, confidence: confidence,
      unit: ReportUnit(of: model))
    let (threads, total) = (max(1, threads ?? Self.processors), replications * arms.count)
    let started = Date()
    let result = try await ExperimentResult.run(experiment, threads: threads) {
      progress(Progress(done: $0, total: total))
    }
    guard result.isComplete else { throw CancellationError() }
    return Results(
      result,
      RunReport.Identity(
        modelName: file.name, modelBytes: file.bytes, settings: settings, version: "library"),
      RunReport.Circumstances(
        started: started.formatted(.iso8601), wallSeconds: Date().timeIntervalSince(started),
        threads: threads, host: ProcessInfo.processInfo.hostName,
        system: ProcessInfo.processInfo.operatingSystemVersionString))
  }

  private static var processors: Int { ProcessInfo.processInfo.activeProcessorCount }
}

/// What is wrong with a model, as the command line would say it.
public struct ModelProblem: Error, CustomStringConvertible, Sendable {
  private let text: String

  init(text: String) { self.text = text }

  init(_ findings: Findings) { text = FindingRenderer().text(findings) }

  /// All findings, each with its place and its remedy.
  public var description: String { text }
}

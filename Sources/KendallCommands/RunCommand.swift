import ArgumentParser
import EventEngine
import Experiments
import FacilityModel
import Foundation
import Reporting

/// `kendall run`: replications of a model under its policies, and the reports.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run replications of a model and write CSV reports.",
    discussion: """
      Examples:
        kendall run Models/emergency-department.json
        kendall run Models/emergency-department.json -r 50 --all-policies
        kendall run MODEL --set "doctors by day=7" --out /tmp/seven

      Reports: summary.csv, replications.csv, timeline.csv, failures.csv,
      manifest.json and run-info.json, in Reports/<name of the model> unless
      --out says otherwise. The same model, seed and number of replications give
      the same bytes, whatever the number of threads; only run-info.json tells
      one run from another.
      """)

  @OptionGroup var argument: ModelArgument
  @OptionGroup var variation: VariationOptions
  @Option(name: .shortAndLong, help: "How many independent replications.") var replications = 20
  @Option(help: "The seed of all random numbers, from 0 to 18446744073709551615.")
  var seed: UInt64 = 1
  @Option(help: ArgumentHelp("Run under this policy; may be repeated.", valueName: "name"))
  var policy: [String] = []
  @Flag(help: "Run the model as written and under each of its policies.") var allPolicies = false
  @Option(help: ArgumentHelp("The folder of the reports.", valueName: "folder"))
  var out: String?
  @Option(help: "How many replications to run at a time.")
  var threads = ProcessInfo.processInfo.activeProcessorCount
  @Option(help: "The confidence level of intervals.") var confidence = 0.95
  @Flag(help: "Print no summary.") var quiet = false

  /// More replications than this ask for a second thought.
  private static let mostReplications = 1_000_000

  func validate() throws {
    guard (1...Self.mostReplications).contains(replications) else {
      throw ValidationError("--replications takes a number from 1 to \(Self.mostReplications)")
    }
    guard (1...1024).contains(threads) else {
      throw ValidationError("--threads takes a number from 1 to 1024")
    }
    guard confidence > 0.5, confidence < 1 else {
      throw ValidationError("--confidence takes a number between 0.5 and 1, such as 0.95")
    }
    if allPolicies, !policy.isEmpty {
      throw ValidationError("--policy and --all-policies exclude each other")
    }
  }

  func run() async throws {
    let (compiler, file) = try argument.compiler()
    let settings = try variation.pairs()
    let experiment = try experiment(compiler, settings)
    let folder = try reportFolder()
    let started = Date()
    let progress = ProgressLine(total: experiment.arms.count * replications)
    let result = await ExperimentResult.run(experiment, threads: threads) { done in
      progress.show(done)
    }
    progress.clear()
    let identity = RunReport.Identity(
      modelName: URL(fileURLWithPath: argument.model).lastPathComponent,
      modelBytes: file.bytes, settings: settings, version: kendallVersion)
    let circumstances = RunReport.Circumstances(
      started: started.formatted(.iso8601), wallSeconds: Date().timeIntervalSince(started),
      threads: threads, host: ProcessInfo.processInfo.hostName,
      system: ProcessInfo.processInfo.operatingSystemVersionString)
    do {
      try folder.write(RunReport.files(of: result, identity, circumstances))
    } catch {
      Console.note("kendall: \(error)")
      throw Console.cannotCreate
    }
    let failed = reportFailures(result)
    if !quiet {
      try Console.print(
        TerminalSummary.text(of: result, seconds: circumstances.wallSeconds, folder: folder.path))
    }
    if failed { throw ExitCode(1) }
  }

  /// The policies to run, compiled.
  private func experiment(
    _ compiler: ModelCompiler, _ settings: [(name: String, value: String)]
  ) throws -> Experiment {
    var names: [String?] = policy.map { $0 }
    if allPolicies { names = [nil] + compiler.policyNames }
    if names.isEmpty { names = [nil] }
    var findings = Findings()
    var arms: [Experiment.Arm] = []
    for name in names {
      let (compiled, found) = compiler.compile(
        policies: name.map { [$0] } ?? [], settings: settings)
      findings.add(contentsOf: found)
      if let compiled {
        arms.append(
          Experiment.Arm(name: name ?? Experiment.asWritten, compiled: compiled))
      }
    }
    try Console.show(findings)
    var unit = ReportUnit.minutes
    if let declared = arms.first?.compiled.model.time.unit {
      unit = ReportUnit(declared: declared)
    }
    return Experiment(
      arms: arms, replications: replications, seed: seed, confidence: confidence, unit: unit)
  }

  private func reportFolder() throws -> ReportFolder {
    let name = URL(fileURLWithPath: argument.model).deletingPathExtension().lastPathComponent
    do {
      return try ReportFolder(creating: out ?? "Reports/\(name)")
    } catch {
      Console.note("kendall: \(error)")
      throw Console.cannotCreate
    }
  }

  /// Says which replications failed; true if some policy has none left.
  private func reportFailures(_ result: ExperimentResult) -> Bool {
    var isLost = false
    for (arm, compiled) in zip(result.arms, result.experiment.arms) {
      for (index, failure) in arm.failures.prefix(3) {
        let words = FailureText(failure, of: compiled.compiled.program).sentence
        Console.note("kendall: \(arm.name), replication \(index) failed \(words)")
      }
      if arm.failures.count > 3 {
        Console.note("kendall: \(arm.name): \(arm.failures.count) replications failed in all")
      }
      if arm.replications.isEmpty { isLost = true }
    }
    return isLost
  }
}

extension ReportUnit {
  /// The unit that the model declares for its numbers.
  init(declared ticks: Double) {
    let names = ["us", "ms", "s", "min", "h", "days", "weeks"]
    self.init(name: names.first { TimeUnits.ticks[$0] == ticks } ?? "min", ticks: ticks)
  }
}

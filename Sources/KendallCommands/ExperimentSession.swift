import ArgumentParser
import Experiments
import FacilityModel
import Foundation
import OutputStatistics
import Reporting

/// One experiment of a command, from the store of its folder to its reports.
///
/// Ctrl-C stops it after the replications at work; the same command goes on from there.
struct ExperimentSession {
  let experiment: Experiment
  let folder: ReportFolder
  let identity: RunReport.Identity
  let options: ExperimentOptions
  let store: ResultStore
  private let started = Date()

  /// Opens the folder and its store, or exits with a message.
  init(
    _ experiment: Experiment, model: String, file: SourceFile,
    settings: [(name: String, value: String)], _ options: ExperimentOptions, shard: Shard? = nil
  ) throws {
    self.experiment = experiment
    self.options = options
    folder = try options.folder(for: model, shard: shard)
    identity = RunReport.Identity(
      modelName: URL(fileURLWithPath: model).lastPathComponent, modelBytes: file.bytes,
      settings: settings, version: kendallVersion)
    do {
      store = try ResultStore(
        folder: folder.path, identity: identity.store(of: experiment), fresh: options.fresh)
      try store.keep(identity.sources(of: experiment))
    } catch {
      throw Console.exit(error)
    }
  }

  /// Runs what is not there yet and gives the whole, or exits with a message.
  ///
  /// - Parameters:
  ///   - precision: what to go on for, where the number of replications is not fixed.
  ///   - ofDifferences: whether precision is that of the differences from the first policy.
  func run(until precision: PrecisionPlan? = nil, ofDifferences: Bool = false) async throws
    -> ExperimentResult
  {
    let (experiment, store, threads) = (experiment, store, options.threads)
    let progress = ProgressLine(
      total: experiment.arms.count * experiment.replications, isQuiet: options.quiet)
    let work = Task {
      guard let precision else {
        return try await ExperimentResult.run(experiment, threads: threads, store: store) {
          progress.show($0)
        }
      }
      return try await ExperimentResult.run(
        experiment, until: precision, ofDifferences: ofDifferences, threads: threads, store: store
      ) { progress.show($0, of: $1) }
    }
    let interrupt = Interrupt { work.cancel() }
    defer { interrupt.end() }
    let result: ExperimentResult
    do {
      result = try await work.value
      progress.clear()
    } catch {
      progress.clear()
      switch error {
      case let error as StoreError: throw Console.exit(error)
      case ExperimentError.store(let error): throw Console.exit(error)
      case ExperimentError.figure(let failure): throw ValidationError(failure.message)
      default: throw error
      }
    }
    if !result.isComplete || result.precision?.isComplete == false {
      // What an earlier run had done is there too, read again or not.
      let most = precision?.schedule.looks.last ?? experiment.replications
      let done: Int
      do {
        done = try countKept(in: 0..<most)
      } catch {
        throw Console.exit(error)
      }
      let all =
        precision == nil ? " of \(experiment.arms.count * experiment.replications)" : ""
      Console.note(
        "kendall: stopped after \(done)\(all) replications, which are kept in \(folder.path): the same command goes on from there"
      )
      throw Console.interrupted
    }
    return result
  }

  /// Runs what is not there yet of a range of the replications, after noting which that is.
  ///
  /// - Returns: how many there are in all, and how many of them are new.
  func runPart(_ range: Range<Int>, _ plan: RunPlan, _ shard: Shard) async throws
    -> (total: Int, new: Int)
  {
    let total = range.count * experiment.arms.count
    do {
      try store.keep(plan, shard)
      let kept = try countKept(in: range)
      if kept == total { return (total, 0) }
      let (experiment, store, threads) = (experiment, store, options.threads)
      let progress = ProgressLine(total: total, isQuiet: options.quiet)
      let work = Task {
        try await ReplicationRunner(experiment, threads: threads, store: store).run(
          range, consume: { _, _, _ in }, progress: { progress.show($0) })
      }
      let interrupt = Interrupt { work.cancel() }
      defer {
        interrupt.end()
        progress.clear()
      }
      try await work.value
      let now = try countKept(in: range)
      if now < total {
        progress.clear()
        Console.note(
          "kendall: stopped after \(now) of \(total) replications, which are kept in \(folder.path): the same command goes on from there"
        )
        throw Console.interrupted
      }
      return (total, total - kept)
    } catch let error as StoreError {
      throw Console.exit(error)
    }
  }

  /// How many replications of a range the store holds, over all policies.
  private func countKept(in range: Range<Int>) throws(StoreError) -> Int {
    var count = 0
    for arm in experiment.arms {
      count += try store.replications(of: arm.name).count { range.contains($0) }
    }
    return count
  }

  /// What the run itself was like, for run-info.json.
  var circumstances: RunReport.Circumstances {
    RunReport.Circumstances(
      started: started.formatted(.iso8601), wallSeconds: Date().timeIntervalSince(started),
      threads: options.threads, host: ProcessInfo.processInfo.hostName,
      system: ProcessInfo.processInfo.operatingSystemVersionString)
  }

  /// What the page of a study is of.
  func origin(_ experiment: Experiment, policies: [String] = []) -> StudyPage.Origin? {
    experiment.arms.first.map {
      StudyPage.Origin(
        model: $0.compiled.model, identity: identity, policies: policies, seed: experiment.seed)
    }
  }

  /// Writes the tables and the page of a study, and prints what it came to.
  func present(
    _ tables: [(name: String, data: Data)], _ page: StudyPage, of origin: StudyPage.Origin?,
    json: JSONText?, _ words: @autoclosure () -> String
  ) throws {
    try Console.present(
      tables, page, of: origin, in: folder.path, json: json, quiet: options.quiet, words())
  }

  /// Writes the reports of a run, all or none, in place of those of a run before, or exits with a
  /// message.
  func write(_ files: [(name: String, data: Data)]) throws {
    try Console.write(files, in: folder.path, removing: RunReport.optionalFiles)
  }

  /// Warns where precision was judged too early, and exits with 3 where it has not been reached.
  func reportPrecision(_ result: ExperimentResult) throws {
    guard let precision = result.precision else { return }
    if let caution = PrecisionText.caution(precision) {
      Console.note("kendall: warning: \(caution)")
    }
    if precision.isReached { return }
    if options.quiet {
      for line in PrecisionText.lines(of: precision) { Console.note("kendall: " + line) }
    }
    throw Console.notPrecise
  }
}

extension Console {
  /// Says which replications failed; exits with 1 if some policy has none left.
  static func reportFailures(_ result: ExperimentResult) throws {
    var isLost = false
    for arm in result.arms {
      for (index, failure) in arm.failures.prefix(3) {
        note("kendall: \(arm.name), replication \(index) failed \(failure.sentence)")
      }
      if arm.failures.count > 3 {
        note("kendall: \(arm.name): \(arm.failures.count) replications failed in all")
      }
      if arm.replications.isEmpty { isLost = true }
    }
    if isLost { throw ExitCode(1) }
  }

  /// Warns where the warm-up is shorter than what the replications themselves ask for.
  static func noteInitialState(_ result: ExperimentResult) {
    for arm in result.arms {
      if let warning = BottleneckText.growth(of: arm) { note("kendall: warning: \(warning)") }
    }
    if let warning = InitialStateText.warning(of: result) { note("kendall: warning: \(warning)") }
  }

  static let interrupted = ExitCode(130)

  /// The exit for what was stopped and keeps nothing, after a message.
  static var stopped: ExitCode {
    note("kendall: stopped; nothing was written")
    return interrupted
  }

  /// The most replications allowed were not enough for the precision that was asked for.
  static let notPrecise = ExitCode(3)

  /// The exit for a store that cannot be used, after its message.
  static func exit(_ error: StoreError) -> ExitCode {
    note("kendall: \(error.message)")
    switch error {
    case .inUse: return ExitCode(75)
    case .otherOrigin, .unreadable: return dataError
    case .cannotWrite: return cannotCreate
    }
  }
}

import ArgumentParser
import Experiments
import FacilityModel
import Foundation
import Reporting

/// One experiment of a command, from the store of its folder to its reports.
///
/// Ctrl-C stops it after the replications at work; the same command goes on from there.
struct ExperimentSession {
  let experiment: Experiment
  let folder: ReportFolder
  let identity: RunReport.Identity
  private let options: ExperimentOptions
  private let store: ResultStore
  private let started = Date()

  /// Opens the folder and its store, or exits with a message.
  init(
    _ experiment: Experiment, model: String, file: SourceFile,
    settings: [(name: String, value: String)], _ options: ExperimentOptions
  ) throws {
    self.experiment = experiment
    self.options = options
    folder = try options.folder(for: model)
    identity = RunReport.Identity(
      modelName: URL(fileURLWithPath: model).lastPathComponent, modelBytes: file.bytes,
      settings: settings, version: kendallVersion)
    do {
      store = try ResultStore(
        folder: folder.path, identity: identity.store(of: experiment), fresh: options.fresh)
    } catch {
      throw Console.exit(error)
    }
  }

  /// Runs what is not there yet and gives the whole, or exits with a message.
  func run() async throws -> ExperimentResult {
    let (experiment, store) = (experiment, store)
    let progress = ProgressLine(total: experiment.arms.count * experiment.replications)
    let work = Task {
      try await ExperimentResult.run(experiment, threads: options.threads, store: store) { done in
        progress.show(done)
      }
    }
    let interrupt = Interrupt { work.cancel() }
    defer { interrupt.end() }
    let result: ExperimentResult
    do {
      result = try await work.value
      progress.clear()
    } catch {
      progress.clear()
      if let error = error as? StoreError { throw Console.exit(error) }
      throw error
    }
    if !result.isComplete {
      let done = result.arms.reduce(0) { $0 + $1.replications.count + $1.failures.count }
      Console.note(
        "kendall: stopped after \(done) of \(experiment.arms.count * experiment.replications) "
          + "replications, which are kept in \(folder.path): the same command goes on from there")
      throw Console.interrupted
    }
    return result
  }

  /// What the run itself was like, for run-info.json.
  var circumstances: RunReport.Circumstances {
    RunReport.Circumstances(
      started: started.formatted(.iso8601), wallSeconds: Date().timeIntervalSince(started),
      threads: options.threads, host: ProcessInfo.processInfo.hostName,
      system: ProcessInfo.processInfo.operatingSystemVersionString)
  }

  /// Writes reports, all or none, or exits with a message.
  func write(_ files: [(name: String, data: Data)]) throws {
    do {
      try folder.write(files)
    } catch {
      Console.note("kendall: \(error)")
      throw Console.cannotCreate
    }
  }

  /// Says which replications failed; exits with 1 if some policy has none left.
  func reportFailures(_ result: ExperimentResult) throws {
    var isLost = false
    for arm in result.arms {
      for (index, failure) in arm.failures.prefix(3) {
        Console.note("kendall: \(arm.name), replication \(index) failed \(failure.sentence)")
      }
      if arm.failures.count > 3 {
        Console.note("kendall: \(arm.name): \(arm.failures.count) replications failed in all")
      }
      if arm.replications.isEmpty { isLost = true }
    }
    if isLost { throw ExitCode(1) }
  }
}

extension Console {
  static let interrupted = ExitCode(130)

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

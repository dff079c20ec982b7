import ArgumentParser
import EventEngine
import Experiments
import FacilityModel
import Foundation
import Reporting

/// `kendall merge`: the shards of a run as one run, with its reports.
struct MergeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Join the shards of a run and write its reports.",
    discussion: """
      Examples:
        kendall run MODEL -r 100 --shard 1/2 --out results
        kendall run MODEL -r 100 --shard 2/2 --out results
        kendall merge results

      A folder stands for the shards within it; shards may also be named one by
      one (kendall merge results/* or kendall merge a/shard-1-of-2 b/shard-2-of-2).
      All must be of the same model, settings, seed and version, and together hold
      every replication once: otherwise it is said which is missing, and the exit
      code is 65. The reports are those that one process would have written, byte
      for byte (run-info.json apart), and so is results.sqlite as far as reports
      go. They are written into the folder in which the shards are, unless --out
      says otherwise.
      """)

  @Argument(help: "Folders of shards, or folders that hold them.", completion: .directory)
  var folders: [String]
  @Option(
    help: ArgumentHelp("The folder of the reports.", valueName: "folder"), completion: .directory)
  var out: String?
  @Flag(help: "Replace the results that the folder holds, whatever they are.") var fresh = false
  @Flag(help: "Print the summary, and where the reports are, as JSON.") var json = false
  @Flag(help: "Print no summary.") var quiet = false

  func validate() throws {
    if folders.isEmpty { throw ValidationError("say in which folders the shards are") }
  }

  func run() async throws {
    let started = Date()
    let stores = try stores()
    guard let first = stores.first else {
      Console.note(
        "kendall: no shard in \(folders.joined(separator: ", ")): kendall run --shard 1/5 makes "
          + "them")
      throw Console.noInput
    }
    do {
      try ShardStore.check(stores)
    } catch {
      Console.note("kendall: \(error.message)")
      throw Console.dataError
    }
    let kept = try KeptRun(folder: first.folder, first.plan, version: kendallVersion)
    let target = out ?? Self.parent(of: stores)
    let result = try await join(stores, kept, in: target)
    let circumstances = RunReport.Circumstances(
      started: started.formatted(.iso8601), wallSeconds: Date().timeIntervalSince(started),
      threads: 1, host: ProcessInfo.processInfo.hostName,
      system: ProcessInfo.processInfo.operatingSystemVersionString)
    let isComparison = first.plan.isComparison
    try Console.write(
      isComparison
        ? CompareCommand.files(of: result, kept.identity, circumstances)
        : RunReport.files(of: result, kept.identity, circumstances), in: target,
      removing: RunReport.optionalFiles)
    if json {
      try Console.print(
        SummaryJSON.json(
          of: result, comparison: isComparison ? Comparison(result) : nil, folder: target))
    } else if !quiet {
      let seconds = circumstances.wallSeconds
      try Console.print(
        "\(stores.count) shard\(stores.count == 1 ? "" : "s") joined.\n"
          + (isComparison
            ? CompareCommand.summary(of: result, seconds, folder: target)
            : TerminalSummary.text(of: result, seconds: seconds, folder: target)))
    }
    try Console.reportFailures(result)
    Console.noteInitialState(result)
  }

  /// The stores that the arguments stand for, or an exit with a message.
  private func stores() throws -> [ShardStore] {
    var found: [ShardStore] = []
    var seen: Set<String> = []
    do {
      for folder in folders {
        let places = try Self.shardFolders(folder)
        for place in places {
          let path = URL(fileURLWithPath: place).standardizedFileURL.resolvingSymlinksInPath().path
          guard seen.insert(path).inserted, let store = try ShardStore(folder: place) else {
            continue
          }
          found.append(store)
        }
      }
    } catch let error as StoreError {
      throw Console.exit(error)
    }
    return found
  }

  /// A folder itself, or the folders of shards within it.
  ///
  /// Files, and the charts of a merge before, are none: `results/*` names them too.
  private static func shardFolders(_ folder: String) throws -> [String] {
    let files = FileManager.default
    guard let names = try? files.contentsOfDirectory(atPath: folder) else {
      if files.fileExists(atPath: folder) { return [] }
      Console.note("kendall: there is no folder \(folder)")
      throw Console.noInput
    }
    let inside = names.sorted().filter { $0.hasPrefix("shard-") }.map { folder + "/" + $0 }
    return inside.isEmpty ? [folder] : inside
  }

  /// The folder in which the first shard is.
  private static func parent(of stores: [ShardStore]) -> String {
    let parent = URL(fileURLWithPath: stores.first?.folder ?? ".").deletingLastPathComponent()
    return parent.standardizedFileURL.path
  }

  /// Takes everything over into one store and reads it as one run.
  private func join(_ stores: [ShardStore], _ kept: KeptRun, in target: String) async throws
    -> ExperimentResult
  {
    let identity = kept.identity.store(of: kept.experiment)
    for store in stores {
      let differences = store.differences(from: identity)
      guard differences.isEmpty else {
        Console.note(
          "kendall: \(store.folder) holds results of another origin "
            + "(\(differences.joined(separator: "; "))): run its shard again, with --fresh")
        throw Console.dataError
      }
    }
    do {
      for store in stores { try store.verify() }
      let folder = try ReportFolder(creating: target)
      let whole = try ResultStore(folder: folder.path, identity: identity, fresh: fresh)
      try whole.keep(kept.identity.sources(of: kept.experiment))
      for store in stores { try whole.absorb(store) }
      return try await ExperimentResult.run(kept.experiment, threads: 1, store: whole)
    } catch let error as StoreError {
      throw Console.exit(error)
    } catch let error as ReportFileError {
      Console.note("kendall: \(error)")
      throw Console.cannotCreate
    }
  }
}

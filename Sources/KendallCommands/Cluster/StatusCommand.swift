import ArgumentParser
import Experiments
import Foundation
import Reporting

/// `kendall status`: how far a run in shards has come.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say how far a run in shards has come.",
    discussion: """
      Example:
        kendall status results

      Counts the shards in the folder; where the run was handed to Slurm, asks it
      for the others. The exit code is 0 once the reports are there and 75 before.
      """)

  @Argument(help: "The folder that was given as --out.", completion: .directory) var folder: String
  @Flag(help: "Print as JSON.") var json = false

  func run() throws {
    let files = FileManager.default
    guard let names = try? files.contentsOfDirectory(atPath: folder) else {
      Console.note("kendall: there is no folder \(folder)")
      throw Console.noInput
    }
    let there = names.filter { $0.hasPrefix("shard-") }
    let submission = (files.contents(atPath: folder + "/slurm/" + Submission.fileName))
      .flatMap { try? JSONDecoder().decode(Submission.self, from: $0) }
    let count =
      submission?.shards
      ?? there.compactMap { $0.split(separator: "-").last.flatMap { Int($0) } }
      .max()
    guard let count else {
      Console.note("kendall: \(folder) holds no shards: kendall submit or run --shard makes them")
      throw Console.noInput
    }
    let complete = try there.sorted().filter(isComplete)
    let isDone = complete.count == count && isMerged(after: complete)
    let tasks = submission.map { states(of: $0.shardsJob) } ?? [:]
    let merge = submission.map { states(of: $0.mergeJob) }?.keys.first
    let progress = Progress(
      count: count, complete: complete.count, tasks: tasks.sorted { $0.key < $1.key },
      merge: merge, isDone: isDone)
    if json {
      try Console.print(String(progress.json.text.dropLast()))
    } else {
      try Console.print(progress.words(submission, folder: folder))
      if !isDone, tasks.isEmpty, complete.count < count {
        try Console.print(
          "missing: \(missing(complete, of: count))"
            + (submission == nil ? "" : "; the same kendall submit hands them in again"))
      }
    }
    if !isDone { throw ExitCode(75) }
  }

  /// What there is to say.
  private struct Progress {
    var count: Int
    var complete: Int
    /// How many tasks are in which state.
    var tasks: [(key: String, value: Int)]
    /// The state of the job that merges.
    var merge: String?
    var isDone: Bool

    var json: JSONText {
      let states = tasks.map { (name: $0.key, value: JSONText.integer(Int128($0.value))) }
      return [
        "shards": .integer(Int128(count)), "complete": .integer(Int128(complete)),
        "slurm": .object(states), "merge": merge.map { .string($0) } ?? .null,
        "reports": .bool(isDone),
      ]
    }

    func words(_ submission: Submission?, folder: String) -> String {
      var lines = ["\(complete) of \(count) shards complete"]
      if let submission, !tasks.isEmpty {
        let states = tasks.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        lines.append("Slurm, job \(submission.shardsJob): \(states)")
      }
      if let submission, let merge, !isDone {
        lines.append("merge, job \(submission.mergeJob): \(merge)")
      }
      if isDone { lines.append("The report: \(folder)/report.html") }
      return lines.joined(separator: "\n")
    }
  }

  /// Whether a shard has all its replications; one that is being written has not.
  private func isComplete(_ name: String) throws -> Bool {
    do {
      return try ShardStore(folder: folder + "/" + name)?.firstMissing == nil
    } catch StoreError.inUse {
      return false
    } catch {
      throw Console.exit(error)
    }
  }

  /// Whether the reports were written after the last of the shards.
  private func isMerged(after shards: [String]) -> Bool {
    func date(_ path: String) -> Date? {
      (try? FileManager.default.attributesOfItem(atPath: folder + "/" + path))?[.modificationDate]
        as? Date
    }
    guard let report = date("report.html") else { return false }
    return shards.allSatisfy { name in
      date(name + "/" + ResultStore.fileName).map { $0 <= report } ?? true
    }
  }

  /// How many tasks of a job are in which state, as Slurm calls it.
  private func states(of job: String) -> [String: Int] {
    guard let queue = OtherProgram.run("squeue", ["-h", "-r", "-j", job, "-o", "%T"]),
      queue.code == 0
    else { return [:] }
    return queue.output.split(separator: "\n").reduce(into: [:]) {
      $0[$1.lowercased(), default: 0] += 1
    }
  }

  private func missing(_ complete: [String], of count: Int) -> String {
    let there = Set(complete)
    let numbers = (1...count).filter { !there.contains("shard-\($0)-of-\(count)") }
    return numbers.prefix(10).map(String.init).joined(separator: ", ")
      + (numbers.count > 10 ? " and \(numbers.count - 10) more" : "")
  }
}

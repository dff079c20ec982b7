import Foundation
import Testing

/// The scripts of a cluster job, run by a shell alone; `make cluster-test` runs them under Slurm.
@Suite("kendall submit and kendall status") struct ClusterTests {
  private static let model = """
    { "name": "queue", "time": { "length": "2 days" },
      "resources": { "r": { "capacity": 1 } },
      "arrivals": { "x": { "rate": "2 per hour", "pathway": "p" } },
      "pathways": { "p": [
        { "do": "work", "with": "r", "for": { "exponential": { "mean": "20 min" } } } ] },
      "policies": { "it's more": { "resources": { "r": { "capacity": 2 } } } } }
    """

  private func withModel(_ body: (_ model: String, _ folder: URL) throws -> Void) throws {
    try Kendall.withModel(Self.model, body)
  }

  /// Runs a script as Slurm would; gives its exit code.
  private func run(_ script: String, task: Int) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", script]
    process.environment = ProcessInfo.processInfo.environment.merging([
      "SLURM_ARRAY_TASK_ID": "\(task)", "SLURM_JOB_ID": "\(100 + task)",
      // As often put back as is allowed: a failure is final.
      "SLURM_RESTART_COUNT": "3",
    ]) { $1 }
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  @Test func `the scripts end with the bytes of one process, however often they are run`() throws {
    try withModel { model, folder in
      let whole = folder.appendingPathComponent("whole")
      let out = folder.appendingPathComponent("the cluster's")
      let options = [model, "-r", "7", "--policy", "it's more"]
      #expect(try Kendall.run(["run"] + options + ["--out", whole.path, "--quiet"]).code == 0)
      let printed = try Kendall.run(
        ["submit", "--dry-run", "--shards", "3", "--out", out.path] + options)
      #expect(printed.code == 0, "\(printed.errors)")
      #expect(!FileManager.default.fileExists(atPath: out.path))
      let scripts = printed.output.components(separatedBy: "#!/bin/bash")
      try #require(scripts.count == 3)
      try FileManager.default.createDirectory(at: out, withIntermediateDirectories: true)
      for task in [2, 3, 2] { #expect(try run(scripts[1], task: task) == 0) }
      // One is missing: the merge says so and writes nothing.
      #expect(try run(scripts[2], task: 0) == 65)
      let before = try Kendall.run(["status", out.path])
      #expect(before.code == 75 && before.output.contains("2 of 3 shards complete"))
      #expect(before.output.contains("missing: 1"))
      #expect(try run(scripts[1], task: 1) == 0)
      #expect(try run(scripts[2], task: 0) == 0)
      let expected = try Kendall.reports(in: whole)
      #expect(try Kendall.reports(in: out) == expected && !expected.isEmpty)
      let after = try Kendall.run(["status", out.path, "--json"])
      #expect(after.code == 0 && after.output.contains("\"reports\": true"))
      let left = try FileManager.default.contentsOfDirectory(atPath: out.path)
      #expect(!left.contains { $0.hasPrefix(".part") })
    }
  }

  @Test func `a mistake is told before anything is handed in`() throws {
    try withModel { model, folder in
      for (arguments, code, words) in [
        ([model, "--shards", "0"], 64, "from 1 to"),
        ([model, "--seeed", "3"], 64, "--seeed"),
        ([model, "--precision", "time in system: 5%"], 64, "exclude each other"),
        ([model, "--shard", "1/2"], 64, "not for submit"),
        ([folder.path + "/none.json"], 66, "no such file"),
        ([model, "--policy", "none"], 65, "none"),
      ] as [([String], Int32, String)] {
        let outcome = try Kendall.run(["submit", "--dry-run"] + arguments)
        #expect(outcome.code == code, "\(arguments): \(outcome.errors)")
        #expect(outcome.errors.contains(words), "\(arguments): \(outcome.errors)")
      }
    }
  }

  @Test func `status of a folder without shards says so`() throws {
    try withModel { _, folder in
      for path in [folder.path, folder.path + "/none"] {
        let outcome = try Kendall.run(["status", path])
        #expect(outcome.code == 66)
      }
    }
  }
}

import Foundation
import Testing

/// Parts of a run that are joined end with the bytes of a single process.
@Suite("kendall run --shard and kendall merge") struct ShardTests {
  private static let model = """
    { "name": "queue", "time": { "length": "5 days", "warmUp": "1 day" },
      "parameters": { "units": 1 }, "resources": { "r": { "capacity": "units" } },
      "arrivals": { "x": { "rate": "2 per hour", "pathway": "p" } },
      "pathways": { "p": [
        { "do": "work", "with": "r", "for": { "exponential": { "mean": "20 min" } } } ] },
      "policies": { "more": { "parameters": { "units": 2 } } } }
    """

  private func withModel(_ body: (_ model: String, _ folder: URL) throws -> Void) throws {
    try Kendall.withModel(Self.model, body)
  }

  private func succeed(_ arguments: [String]) throws {
    let outcome = try Kendall.run(arguments)
    #expect(outcome.code == 0, "\(arguments): \(outcome.errors)")
  }

  @Test(arguments: [
    ["run", "--all-policies", "--set", "units=2", "--confidence", "0.9"], ["compare"],
  ])
  func `1, 2, 3 and 7 shards give the bytes of one process`(_ command: [String]) throws {
    try withModel { model, folder in
      let whole = folder.appendingPathComponent("whole")
      let arguments = [command[0], model, "-r", "10", "--quiet"] + command.dropFirst()
      try succeed(arguments + ["--out", whole.path])
      let expected = try Kendall.reports(in: whole)
      #expect(expected["report.html"] != nil && expected["manifest.json"] != nil)
      #expect((expected["comparison.csv"] != nil) == (command[0] == "compare"))
      for count in [1, 2, 3, 7] {
        let out = folder.appendingPathComponent("of\(count)")
        // The last first: the order in which shards are run does not matter.
        for number in (1...count).reversed() {
          try succeed(arguments + ["--shard", "\(number)/\(count)", "--out", out.path])
        }
        // The second merge finds the first's files among its arguments.
        for _ in 0..<2 {
          let names = try FileManager.default.contentsOfDirectory(atPath: out.path)
          try succeed(["merge", "--quiet"] + names.map { out.path + "/" + $0 })
          #expect(try Kendall.reports(in: out) == expected, "\(count) shards")
        }
        try succeed(["report", out.path, "--quiet"])
        #expect(try Kendall.reports(in: out) == expected, "the page made anew")
      }
    }
  }

  @Test func `a shard that was killed goes on, and a complete one is skipped`() throws {
    try withModel { model, folder in
      let (whole, out) = (
        folder.appendingPathComponent("whole"), folder.appendingPathComponent("out")
      )
      let arguments = ["run", model, "-r", "400", "--quiet", "--threads", "1"]
      try succeed(arguments + ["--out", whole.path])
      for shard in ["1/2", "2/2"] {
        let process = try Kendall.start(arguments + ["--shard", shard, "--out", out.path])
        Thread.sleep(forTimeInterval: 0.25)
        kill(process.processIdentifier, shard == "1/2" ? SIGKILL : SIGINT)
        process.waitUntilExit()
        try succeed(arguments + ["--shard", shard, "--out", out.path])
      }
      let again = try Kendall.run(
        ["run", model, "-r", "400", "--shard", "2/2", "--out", out.path])
      #expect(again.output.contains("Shard 2/2: replications 200 to 399 of 400, 1 policy, all"))
      try succeed(["merge", out.path, "--quiet"])
      #expect(try Kendall.reports(in: out) == Kendall.reports(in: whole))
    }
  }

  @Test func `what does not belong together is refused with what is wrong`() throws {
    try withModel { model, folder in
      func shard(_ text: String, _ out: String, _ more: [String] = []) throws {
        try succeed(
          ["run", model, "-r", "6", "--quiet", "--shard", text, "--out"]
            + [folder.appendingPathComponent(out).path] + more)
      }
      func refusal(_ folders: [String], _ code: Int32 = 65) throws -> String {
        let outcome = try Kendall.run(
          ["merge", "--out", folder.path + "/none"]
            + folders.map { folder.appendingPathComponent($0).path })
        #expect(outcome.code == code)
        return outcome.errors
      }
      try shard("1/3", "a")
      try shard("3/3", "a")
      #expect(
        try refusal(["a"]).contains(
          "replications 2 to 3 are missing: run the shards that hold them (--shard 2/3)"))
      try shard("2/2", "b")
      #expect(try refusal(["a", "b"]).contains("replication 2 is missing"))
      try shard("1/2", "b")
      #expect(try refusal(["a", "b"]).contains("both hold replication 0"))
      try shard("2/3", "c", ["--seed", "7"])
      #expect(try refusal(["a", "c"]).contains("seed 7 instead of 1"))
      try shard("2/3", "d", ["--set", "units=2"])
      #expect(try refusal(["a", "d"]).contains("“--set units=2” instead of “”"))
      try Data(Self.model.replacing("20 min", with: "21 min").utf8)
        .write(to: URL(fileURLWithPath: model))
      try shard("2/3", "e")
      #expect(try refusal(["a", "e"]).contains("the model file has changed"))
      #expect(try refusal(["e/shard-2-of-3/nothing"], 66).contains("there is no folder"))
      try FileManager.default.createDirectory(
        at: folder.appendingPathComponent("empty"), withIntermediateDirectories: true)
      #expect(try refusal(["empty"], 66).contains("no shard in"))
      #expect(
        try Kendall.run(["run", model, "--shard", "6/5"]).errors.contains("--shard takes a part"))
      #expect(
        try Kendall.run(["run", model, "--shard", "1/5", "--precision", "time in system: 5%"]).code
          == 64)
    }
  }
}

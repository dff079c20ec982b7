import Foundation
import Testing

/// What becomes of a store that was damaged: it is refused, never believed, and nothing crashes.
@Suite("Damaged stores", .serialized) struct DamageTests {
  private let model = "Models/verification/10-trace-driven-queue.json"
  private let file = "results.sqlite"

  private func run(_ folder: URL, _ more: [String] = []) throws -> Kendall.Outcome {
    try Kendall.run(["run", model, "-r", "4", "--quiet", "--out", folder.path] + more)
  }

  /// Does something to a store by statements, as another program would.
  private func change(_ folder: URL, _ statement: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c",
      "import sqlite3,sys; c = sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit(); "
        + "c.execute('pragma wal_checkpoint(truncate)')",
      folder.appendingPathComponent(file).path, statement,
    ]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test(arguments: [
    ("delete from value where figure = 3 and replication = 2", "replication 2 of"),
    ("update value set value = value + 1e-9 where replication = 1 and figure = 0", "replication 1"),
    ("update value set value = 'x' where replication = 1 and figure = 0", "“value” is damaged"),
    ("update figure set statistic = 'p96' where statistic = 'p95'", "is damaged"),
    ("update replication set events = events + 1 where replication = 3", "replication 3 of"),
    ("update replication set pools = zeroblob(24) where replication = 0", "replication 0 of"),
    ("update replication set checksum = null where replication = 0", "“checksum” is damaged"),
    ("update figure set unit = x'ff00fe' where figure = 0", "damaged"),
    ("delete from replication where replication = 2", "UNIQUE constraint"),
  ])
  func `what is not what was kept is refused`(_ statement: String, _ words: String) throws {
    try Kendall.withFolder { folder in
      #expect(try run(folder).code == 0)
      try change(folder, statement)
      let outcome = try run(folder)
      #expect(outcome.code == 65, "\(outcome.code): \(outcome.errors)")
      #expect(outcome.errors.contains(words), "\(outcome.errors)")
      #expect(outcome.errors.contains("replace it with --fresh"))
      #expect(try run(folder, ["--fresh"]).code == 0)
    }
  }

  @Test func `a store of another form is refused as one of another version`() throws {
    try Kendall.withFolder { folder in
      #expect(try run(folder).code == 0)
      try change(folder, "delete from origin where key = 'store'")
      let outcome = try run(folder)
      #expect(outcome.code == 65)
      #expect(outcome.errors.contains("another version of Kendall's stores"), "\(outcome.errors)")
    }
  }

  @Test func `a damaged shard is named before anything is joined`() throws {
    try Kendall.withFolder { folder in
      for part in ["1/2", "2/2"] {
        let outcome = try Kendall.run([
          "run", model, "-r", "4", "--shard", part, "--quiet", "--out", folder.path,
        ])
        #expect(outcome.code == 0, "\(outcome.errors)")
      }
      let shard = folder.appendingPathComponent("shard-2-of-2")
      try change(shard, "delete from value where figure = 3")
      let outcome = try Kendall.run(["merge", folder.path])
      #expect(outcome.code == 65, "\(outcome.code)")
      #expect(outcome.errors.contains("shard-2-of-2/results.sqlite cannot be read"))
      #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent(file).path))
    }
  }

  /// Bits anywhere in the file: in pages that are read, that are not, and that say what is where.
  @Test func `flipped bits never crash it, and never change a number`() throws {
    try Kendall.withFolder { folder in
      #expect(try run(folder).code == 0)
      let expected = try Kendall.reports(in: folder)
      // What still lies in the write-ahead log goes into the file.
      try change(folder, "select 1")
      let whole = try Data(contentsOf: folder.appendingPathComponent(file))
      var state: UInt64 = 17
      func next(below limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(limit))
      }
      var refused = 0
      for round in 0..<24 {
        try Kendall.withFolder { other in
          var bytes = whole
          for _ in 0..<(round % 4 == 3 ? 8 : 1) {
            bytes[next(below: bytes.count)] ^= 1 << UInt8(next(below: 8))
          }
          try bytes.write(to: other.appendingPathComponent(file))
          let outcome = try run(other)
          if outcome.code == 0 {
            #expect(try Kendall.reports(in: other) == expected, "round \(round)")
          } else {
            refused += 1
            #expect(outcome.code == 65, "round \(round): \(outcome.code), \(outcome.errors)")
          }
        }
      }
      #expect(refused > 0)
    }
  }
}

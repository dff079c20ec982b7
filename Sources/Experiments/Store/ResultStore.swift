import EventEngine
import Foundation
import GRDB
import Synchronization

/// The results of replications in an SQLite file, one transaction a replication.
///
/// What a replication came to is there wholly or not at all, whatever stops the process; the same
/// command then goes on where it was. R, pandas and DuckDB can open the file: the view `results`
/// holds one row for each (policy, replication, figure).
package final class ResultStore: Sendable {
  /// The name of the file in the folder of the reports.
  package static let fileName = "results.sqlite"

  let path: String
  let queue: DatabaseQueue
  private let lock: FolderLock
  /// The figures known so far, by policy.
  private let known = Mutex<[String: [Figure]]>([:])

  /// Opens the store of a folder, or makes it.
  ///
  /// - Parameter fresh: whether an older store is to be replaced, whatever it holds.
  package init(folder: String, identity: StoreIdentity, fresh: Bool = false) throws(StoreError) {
    path = folder + "/" + Self.fileName
    guard let lock = try FolderLock(folder: folder) else { throw .inUse(path: folder) }
    self.lock = lock
    if fresh {
      for end in ["", "-wal", "-shm", "-journal"] {
        try? FileManager.default.removeItem(atPath: path + end)
      }
    }
    let path = path
    do {
      queue = try Self.open(path)
      try queue.write { try Self.migrate($0) }
    } catch {
      throw Self.unreadable(path, error)
    }
    let stored: [String: String]
    do {
      stored = try queue.read { database in
        let rows = try Row.fetchAll(database, sql: "SELECT key, value FROM origin")
        return Dictionary(rows.map { ($0["key"], $0["value"]) }) { first, _ in first }
      }
      try reloadFigures()
    } catch {
      throw Self.unreadable(path, error)
    }
    let differences = stored.isEmpty ? [] : identity.differences(from: stored)
    if !differences.isEmpty { throw .otherOrigin(path: path, differences: differences) }
    do {
      try queue.write { database in
        for (key, value) in identity.fields {
          try database.execute(
            sql: "INSERT OR IGNORE INTO origin (key, value) VALUES (?, ?)",
            arguments: [key, value])
        }
      }
    } catch {
      throw .cannotWrite(path: path, reason: "\(error)")
    }
  }

  /// Reads anew which figures the policies have.
  func reloadFigures() throws {
    for (policy, figures) in try queue.read({ try Self.figures($0) }) {
      known.withLock { $0[policy] = figures }
    }
  }

  /// Which replications of a policy are there.
  package func replications(of policy: String) throws(StoreError) -> Set<Int> {
    do {
      return try queue.read {
        try Set(
          Int.fetchAll(
            $0, sql: "SELECT replication FROM replication WHERE policy = ?", arguments: [policy]))
      }
    } catch {
      throw Self.unreadable(path, error)
    }
  }

  /// What a replication came to; nil if it is not there.
  package func outcome(of policy: String, replication: Int) throws(StoreError)
    -> ReplicationOutcome?
  {
    let figures = known.withLock { $0[policy] } ?? []
    do {
      return try queue.read { database in
        guard
          let row = try Row.fetchOne(
            database, sql: "SELECT * FROM replication WHERE policy = ? AND replication = ?",
            arguments: [policy, replication])
        else { return nil }
        if let reason = row["reason"] as String? {
          return .failed(
            FailureText(
              reason: reason, tick: row["tick"], entity: row["entity"], step: row["step"],
              place: row["place"]))
        }
        let values = try Row.fetchAll(
          database,
          sql: "SELECT value, observations FROM value WHERE policy = ? AND replication = ? "
            + "ORDER BY figure", arguments: [policy, replication])
        return .finished(
          ReplicationSummary(
            figures: figures,
            values: values.map { FigureValue(value: $0[0], observations: $0[1]) },
            pools: Self.pools(StoredNumbers.read(row["pools"])),
            profile: StoredNumbers.read(row["profile"]), start: StoredNumbers.read(row["start"]),
            controls: StoredNumbers.read(row["controls"]),
            windowTicks: row["window"], events: row["events"], departures: row["departures"]))
      }
    } catch {
      throw Self.unreadable(path, error)
    }
  }

  /// Keeps what a replication came to, wholly or not at all.
  package func save(_ outcome: ReplicationOutcome, policy: String, replication: Int)
    throws(StoreError)
  {
    let isKnown = known.withLock { $0[policy] != nil }
    do {
      try queue.write { database in
        switch outcome {
        case .failed(let failure):
          try database.execute(
            sql: "INSERT INTO replication (policy, replication, reason, tick, entity, step, place) "
              + "VALUES (?, ?, ?, ?, ?, ?, ?)",
            arguments: [
              policy, replication, failure.reason, failure.tick, failure.entity, failure.step,
              failure.place,
            ])
        case .finished(let summary):
          if !isKnown { try Self.insert(summary.figures, of: policy, into: database) }
          try Self.insert(summary, of: policy, replication, into: database)
        }
      }
    } catch {
      throw .cannotWrite(path: path, reason: Self.words(error))
    }
    if !isKnown, case .finished(let summary) = outcome {
      known.withLock { $0[policy] = summary.figures }
    }
  }

  private static func words(_ error: any Error) -> String {
    (error as? DatabaseError)?.message ?? "\(error)"
  }

  private static func unreadable(_ path: String, _ error: any Error) -> StoreError {
    .unreadable(path: path, reason: words(error))
  }
}

extension ResultStore {
  private static func open(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { database in
      // A crash of the machine may lose the last transactions, never a part of one.
      try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
    }
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  private static func migrate(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE IF NOT EXISTS origin (key TEXT PRIMARY KEY, value TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS figure (
          policy TEXT NOT NULL, figure INTEGER NOT NULL, measure TEXT NOT NULL,
          scope TEXT NOT NULL, statistic TEXT NOT NULL, unit TEXT NOT NULL,
          PRIMARY KEY (policy, figure)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS replication (
          policy TEXT NOT NULL, replication INTEGER NOT NULL, window INTEGER, events INTEGER,
          departures INTEGER, profile BLOB, pools BLOB, reason TEXT, tick INTEGER, entity TEXT,
          step TEXT, place TEXT, start BLOB, controls BLOB,
          PRIMARY KEY (policy, replication)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS value (
          policy TEXT NOT NULL, replication INTEGER NOT NULL, figure INTEGER NOT NULL,
          value REAL, observations INTEGER,
          PRIMARY KEY (policy, replication, figure)) WITHOUT ROWID;
        CREATE VIEW IF NOT EXISTS results AS
          SELECT policy, replication, measure, scope, statistic, unit, value, observations
          FROM value JOIN figure USING (policy, figure);
        """)
    // Stores of before lack what is followed from the start; their replications have none of it.
    for column in ["start", "controls"]
    where try !database.columns(in: "replication").contains(where: { $0.name == column }) {
      try database.execute(sql: "ALTER TABLE replication ADD COLUMN \(column) BLOB")
    }
  }

  private static func figures(_ database: Database) throws -> [String: [Figure]] {
    var all: [String: [Figure]] = [:]
    for row in try Row.fetchAll(database, sql: "SELECT * FROM figure ORDER BY policy, figure") {
      all[row["policy"], default: []].append(
        Figure(
          measure: row["measure"], scope: row["scope"], statistic: row["statistic"],
          unit: row["unit"]))
    }
    return all
  }

  private static func insert(_ figures: [Figure], of policy: String, into database: Database)
    throws
  {
    let statement = try database.cachedStatement(
      sql: "INSERT INTO figure VALUES (?, ?, ?, ?, ?, ?)")
    for (index, figure) in figures.enumerated() {
      try statement.execute(arguments: [
        policy, index, figure.measure, figure.scope, figure.statistic, figure.unit,
      ])
    }
  }

  private static func insert(
    _ summary: ReplicationSummary, of policy: String, _ replication: Int, into database: Database
  ) throws {
    try database.execute(
      sql: "INSERT INTO replication (policy, replication, window, events, departures, profile, "
        + "pools, start, controls) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        policy, replication, summary.windowTicks, summary.events, summary.departures,
        StoredNumbers.data(summary.profile), StoredNumbers.data(Self.numbers(summary.pools)),
        StoredNumbers.data(summary.start), StoredNumbers.data(summary.controls),
      ])
    let statement = try database.cachedStatement(
      sql: "INSERT INTO value VALUES (?, ?, ?, ?, ?)")
    for (index, value) in summary.values.enumerated() {
      try statement.execute(arguments: [
        policy, replication, index, value.value, value.observations,
      ])
    }
  }

  /// Pools as numbers: figure, kind, how many (-1 for too many), values.
  private static func numbers(_ pools: [PooledObservations]) -> [Double] {
    pools.flatMap { pool -> [Double] in
      [Double(pool.figure), Double(pool.kind.rawValue), Double(pool.values?.count ?? -1)]
        + (pool.values ?? [])
    }
  }

  private static func pools(_ numbers: [Double]) -> [PooledObservations] {
    var pools: [PooledObservations] = []
    var place = 0
    while place + 2 < numbers.count {
      let count = Int(numbers[place + 2])
      let end = min(numbers.count, place + 3 + max(0, count))
      pools.append(
        PooledObservations(
          figure: Int(numbers[place]),
          kind: TallyKind(rawValue: UInt8(numbers[place + 1])) ?? .number,
          values: count < 0 ? nil : Array(numbers[(place + 3)..<end])))
      place = end
    }
    return pools
  }
}

/// Numbers as bytes, eight each, least significant first.
enum StoredNumbers {
  static func data(_ numbers: [Double]) -> Data {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(numbers.count * 8)
    for number in numbers {
      let pattern = number.bitPattern
      for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: pattern >> (8 * shift))) }
    }
    return Data(bytes)
  }

  static func read(_ data: Data?) -> [Double] {
    let bytes = [UInt8](data ?? Data())
    return stride(from: 0, to: bytes.count - 7, by: 8).map { start in
      var pattern: UInt64 = 0
      for shift in 0..<8 { pattern |= UInt64(bytes[start + shift]) << (8 * shift) }
      return Double(bitPattern: pattern)
    }
  }
}

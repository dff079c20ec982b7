import Foundation
import GRDB
import Synchronization

/// The results of replications in an SQLite file, one transaction a replication.
///
/// What a replication came to is there wholly or not at all, whatever stops the process; the same
/// command then goes on where it was. Each has a checksum, and is read back only if that agrees. R, pandas and DuckDB can open the file: the view `results`
/// holds one row for each (policy, replication, figure).
package final class ResultStore: Sendable {
  /// The name of the file in the folder of the reports.
  package static let fileName = "results.sqlite"

  let path: String
  let queue: DatabaseQueue
  private let lock: FolderLock
  /// The figures known so far, by policy.
  private let known = Mutex<[String: StoredFigures]>([:])

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
        let pairs = try rows.map {
          (try $0.stored("key") as String, try $0.stored("value") as String)
        }
        return Dictionary(pairs) { first, _ in first }
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
      throw Self.unwritable(path, error)
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
    let figures = known.withLock { $0[policy] } ?? StoredFigures([])
    do {
      return try queue.read { try Self.outcome(of: policy, replication, figures, in: $0) }
    } catch {
      throw Self.unreadable(path, error)
    }
  }

  /// Keeps what a replication came to, wholly or not at all.
  package func save(_ outcome: ReplicationOutcome, policy: String, replication: Int)
    throws(StoreError)
  {
    let there = known.withLock { $0[policy] }
    var new: StoredFigures?
    do {
      new = try queue.write { database -> StoredFigures? in
        switch outcome {
        case .failed(let failure):
          try Self.insert(failure, of: policy, replication, into: database)
          return nil
        case .finished(let summary):
          let figures = there ?? StoredFigures(summary.figures)
          if there == nil { try Self.insert(figures.figures, of: policy, into: database) }
          try Self.insert(summary, of: policy, replication, figures, into: database)
          return figures
        }
      }
    } catch {
      throw Self.unwritable(path, error)
    }
    if there == nil, let new { known.withLock { $0[policy] = new } }
  }

  private static func words(_ error: any Error) -> String {
    (error as? DatabaseError)?.message ?? "\(error)"
  }

  /// Why something could not be kept: what is not there cannot be in the way, unless the file is
  /// damaged.
  static func unwritable(_ path: String, _ error: any Error) -> StoreError {
    let code = (error as? DatabaseError)?.resultCode.primaryResultCode
    switch code {
    case .SQLITE_CONSTRAINT?, .SQLITE_CORRUPT?, .SQLITE_NOTADB?, .SQLITE_ERROR?:
      return unreadable(path, error)
    default: return .cannotWrite(path: path, reason: words(error))
    }
  }

  static func unreadable(_ path: String, _ error: any Error) -> StoreError {
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
          step TEXT, place TEXT, start BLOB, controls BLOB, checksum INTEGER,
          PRIMARY KEY (policy, replication)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS value (
          policy TEXT NOT NULL, replication INTEGER NOT NULL, figure INTEGER NOT NULL,
          value REAL, observations INTEGER,
          PRIMARY KEY (policy, replication, figure)) WITHOUT ROWID;
        CREATE VIEW IF NOT EXISTS results AS
          SELECT policy, replication, measure, scope, statistic, unit, value, observations
          FROM value JOIN figure USING (policy, figure);
        """)
  }
}

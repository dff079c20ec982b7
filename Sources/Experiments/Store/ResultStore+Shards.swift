import Foundation
import GRDB

/// The store of a part of the replications, as it lies in its folder.
package struct ShardStore: Sendable {
  package let folder: String
  package let shard: Shard
  package let plan: RunPlan
  /// What the store was made from: the rows of its identity.
  let origin: [String: String]
  /// The replications that are there, by policy.
  let there: [String: Set<Int>]
  private let lock: FolderLock

  /// Reads what a folder holds; nil where there is no store of a shard.
  package init?(folder: String) throws(StoreError) {
    let path = folder + "/" + ResultStore.fileName
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    guard let lock = try FolderLock(folder: folder) else { throw .inUse(path: folder) }
    self.lock = lock
    self.folder = folder
    do {
      let queue = try DatabaseQueue(path: path)
      let read = try queue.read { database -> Contents? in
        guard try database.tableExists("plan"), try database.tableExists("origin") else {
          return nil
        }
        return try Contents(
          plan: Row.fetchAll(database, sql: "SELECT key, value FROM plan ORDER BY place").map {
            (key: try $0.stored("key"), value: try $0.stored("value"))
          },
          origin: Row.fetchAll(database, sql: "SELECT key, value FROM origin").map {
            (key: try $0.stored("key"), value: try $0.stored("value"))
          },
          there: Row.fetchAll(database, sql: "SELECT policy, replication FROM replication").map {
            (policy: try $0.stored("policy"), replication: try $0.stored("replication"))
          })
      }
      guard let read, let plan = RunPlan(rows: read.plan),
        let shard = read.plan.first(where: { $0.key == "shard" }).flatMap({ Shard($0.value) })
      else { return nil }
      self.plan = plan
      self.shard = shard
      origin = Dictionary(read.origin) { first, _ in first }
      var there: [String: Set<Int>] = [:]
      for entry in read.there { there[entry.policy, default: []].insert(entry.replication) }
      self.there = there
    } catch {
      throw ResultStore.unreadable(path, error)
    }
  }

  private struct Contents {
    var plan: [(key: String, value: String)]
    var origin: [(String, String)]
    var there: [(policy: String, replication: Int)]

    init(
      plan: [(key: String, value: String)], origin: [(key: String, value: String)],
      there: [(policy: String, replication: Int)]
    ) {
      self.plan = plan
      self.origin = origin.map { ($0.key, $0.value) }
      self.there = there
    }
  }

  /// The replications that the shard is to hold.
  package var range: Range<Int> { shard.range(of: plan.replications) }

  /// The first replication that is not there yet; nil where the shard is complete.
  package var firstMissing: Int? {
    range.first { index in plan.policies.contains { there[$0]?.contains(index) != true } }
  }

  /// Reads all replications of the shard, so that a damaged one is found before it is taken over.
  package func verify() throws(StoreError) {
    let path = folder + "/" + ResultStore.fileName
    do {
      try DatabaseQueue(path: path).read { database in
        let figures = try ResultStore.figures(database)
        for policy in plan.policies {
          for replication in range {
            _ = try ResultStore.outcome(
              of: policy, replication, figures[policy] ?? StoredFigures([]), in: database)
          }
        }
      }
    } catch {
      throw ResultStore.unreadable(path, error)
    }
  }

  /// What differs from an identity, in words.
  package func differences(from identity: StoreIdentity) -> [String] {
    identity.differences(from: origin)
  }
}

/// Why stores cannot be joined, in words.
package struct MergeProblem: Error, Sendable, Equatable {
  package var message: String
}

extension ShardStore {
  /// Checks that stores together hold every replication once, of one plan.
  package static func check(_ stores: [ShardStore]) throws(MergeProblem) {
    guard let first = stores.first else { return }
    for other in stores.dropFirst() where other.plan != first.plan {
      let words = first.plan.differences(from: other.plan).joined(separator: "; ")
      throw MergeProblem(
        message: "\(other.folder) is no part of the same run as \(first.folder): \(words)")
    }
    var next = 0
    var before: ShardStore?
    let rising = stores.filter { !$0.range.isEmpty }.sorted {
      ($0.range.lowerBound, $0.folder) < ($1.range.lowerBound, $1.folder)
    }
    for store in rising {
      if let before, store.range.lowerBound < next {
        throw MergeProblem(
          message: "\(before.folder) and \(store.folder) both hold replication "
            + "\(store.range.lowerBound): give each shard once")
      }
      if store.range.lowerBound > next { throw gap(next, store.range.lowerBound, first) }
      if let missing = store.firstMissing {
        throw MergeProblem(
          message: "\(store.folder) is not complete (replication \(missing) is missing): the "
            + "command that began it, with --shard \(store.shard.text), goes on with it")
      }
      next = store.range.upperBound
      before = store
    }
    if next < first.plan.replications { throw gap(next, first.plan.replications, first) }
  }

  private static func gap(_ from: Int, _ to: Int, _ any: ShardStore) -> MergeProblem {
    let which = to - from == 1 ? "replication \(from) is" : "replications \(from) to \(to - 1) are"
    let parts = (1...any.shard.count).compactMap { Shard("\($0)/\(any.shard.count)") }.filter {
      $0.range(of: any.plan.replications).overlaps(from..<to)
    }
    let names = parts.prefix(8).map { "--shard \($0.text)" }.joined(separator: ", ")
    return MergeProblem(
      message: "\(which) missing: run the shards that hold them (\(names)"
        + (parts.count > 8 ? " …)" : ")") + " and give them too")
  }
}

extension ResultStore {
  /// Keeps what the run of a shard is to do, in place of what was said before.
  package func keep(_ plan: RunPlan, _ shard: Shard) throws(StoreError) {
    do {
      try queue.write { database in
        try database.execute(
          sql: "CREATE TABLE IF NOT EXISTS plan "
            + "(place INTEGER PRIMARY KEY, key TEXT NOT NULL, value TEXT NOT NULL)")
        try database.execute(sql: "DELETE FROM plan")
        for (place, row) in ([("shard", shard.text)] + plan.rows).enumerated() {
          try database.execute(
            sql: "INSERT INTO plan VALUES (?, ?, ?)", arguments: [place, row.0, row.1])
        }
      }
    } catch {
      throw Self.unwritable(path, error)
    }
  }

  /// Takes over the replications that a shard is to hold, all or none; those that are there already
  /// stay as they are.
  package func absorb(_ shard: ShardStore) throws(StoreError) {
    do {
      try queue.writeWithoutTransaction { database in
        try database.execute(
          sql: "ATTACH DATABASE ? AS part",
          arguments: [shard.folder + "/" + ResultStore.fileName])
        defer { try? database.execute(sql: "DETACH DATABASE part") }
        let span: StatementArguments = [shard.range.lowerBound, shard.range.upperBound]
        try database.inTransaction {
          try database.execute(sql: "INSERT OR IGNORE INTO figure SELECT * FROM part.figure")
          for table in ["replication", "value"] {
            try database.execute(
              sql: "INSERT OR IGNORE INTO \(table) SELECT * FROM part.\(table) "
                + "WHERE replication >= ? AND replication < ?", arguments: span)
          }
          return .commit
        }
      }
      try reloadFigures()
    } catch {
      throw Self.unwritable(path, error)
    }
  }
}

import EventEngine
import Foundation
import GRDB

/// What a store knows of a policy's figures: they are part of what every replication is checked by.
struct StoredFigures: Sendable {
  let figures: [Figure]
  let checksum: UInt64

  init(_ figures: [Figure]) {
    self.figures = figures
    checksum = StoredChecksum.of(figures)
  }
}

/// The rows of replications: as they are kept, and read back only if they are what was kept.
extension ResultStore {
  static func figures(_ database: Database) throws -> [String: StoredFigures] {
    var all: [String: [Figure]] = [:]
    for row in try Row.fetchAll(database, sql: "SELECT * FROM figure ORDER BY policy, figure") {
      all[try row.stored("policy"), default: []].append(
        Figure(
          measure: try row.stored("measure"), scope: try row.stored("scope"),
          statistic: try row.stored("statistic"), unit: try row.stored("unit")))
    }
    return all.mapValues { StoredFigures($0) }
  }

  static func insert(_ figures: [Figure], of policy: String, into database: Database) throws {
    let statement = try database.cachedStatement(
      sql: "INSERT INTO figure VALUES (?, ?, ?, ?, ?, ?)")
    for (index, figure) in figures.enumerated() {
      try statement.execute(arguments: [
        policy, index, figure.measure, figure.scope, figure.statistic, figure.unit,
      ])
    }
  }

  static func insert(
    _ failure: FailureText, of policy: String, _ replication: Int, into database: Database
  ) throws {
    try database.execute(
      sql: "INSERT INTO replication (policy, replication, reason, tick, entity, step, place, "
        + "checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        policy, replication, failure.reason, failure.tick, failure.entity, failure.step,
        failure.place, checksum(of: failure, policy, replication),
      ])
  }

  static func insert(
    _ summary: ReplicationSummary, of policy: String, _ replication: Int, _ known: StoredFigures,
    into database: Database
  ) throws {
    let pools = numbers(summary.pools)
    try database.execute(
      sql: "INSERT INTO replication (policy, replication, window, events, departures, profile, "
        + "pools, start, controls, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        policy, replication, summary.windowTicks, summary.events, summary.departures,
        StoredNumbers.data(summary.profile), StoredNumbers.data(pools),
        StoredNumbers.data(summary.start), StoredNumbers.data(summary.controls),
        checksum(of: summary, pools, known, policy, replication),
      ])
    let statement = try database.cachedStatement(
      sql: "INSERT INTO value VALUES (?, ?, ?, ?, ?)")
    for (index, value) in summary.values.enumerated() {
      try statement.execute(arguments: [
        policy, replication, index, value.value, value.observations,
      ])
    }
  }

  /// What a replication came to; nil if it is not there.
  static func outcome(
    of policy: String, _ replication: Int, _ known: StoredFigures, in database: Database
  ) throws -> ReplicationOutcome? {
    guard
      let row = try Row.fetchOne(
        database, sql: "SELECT * FROM replication WHERE policy = ? AND replication = ?",
        arguments: [policy, replication])
    else { return nil }
    let damage = StoredDamage(description: "replication \(replication) of “\(policy)” is damaged")
    let checksum: Int64 = try row.stored("checksum")
    if let reason: String = try row.storedIfAny("reason") {
      let failure = FailureText(
        reason: reason, tick: try row.stored("tick"), entity: try row.storedIfAny("entity"),
        step: try row.storedIfAny("step"), place: try row.storedIfAny("place"))
      guard Self.checksum(of: failure, policy, replication) == checksum else { throw damage }
      return .failed(failure)
    }
    let values = try Row.fetchAll(
      database,
      sql: "SELECT value, observations FROM value WHERE policy = ? AND replication = ? "
        + "ORDER BY figure", arguments: [policy, replication])
    guard values.count == known.figures.count else { throw damage }
    let pools = StoredNumbers.read(try row.storedIfAny("pools"))
    var summary = ReplicationSummary(
      figures: known.figures,
      values: try values.map {
        FigureValue(
          value: try $0.storedIfAny("value"), observations: try $0.storedIfAny("observations"))
      },
      pools: [], profile: StoredNumbers.read(try row.storedIfAny("profile")),
      start: StoredNumbers.read(try row.storedIfAny("start")),
      controls: StoredNumbers.read(try row.storedIfAny("controls")),
      windowTicks: try row.stored("window"), events: try row.stored("events"),
      departures: try row.stored("departures"))
    guard Self.checksum(of: summary, pools, known, policy, replication) == checksum else {
      throw damage
    }
    // Only now are these numbers known to be counts and places.
    summary.pools = Self.pools(pools)
    return .finished(summary)
  }

  private static func checksum(
    of summary: ReplicationSummary, _ pools: [Double], _ known: StoredFigures, _ policy: String,
    _ replication: Int
  ) -> Int64 {
    var sum = StoredChecksum()
    sum.add(known.checksum)
    sum.add(policy)
    for number in [
      Int64(replication), summary.windowTicks, summary.events, summary.departures,
    ] { sum.add(number) }
    for value in summary.values {
      sum.add(value.value)
      sum.add(value.observations.map { Int64($0) })
    }
    for numbers in [pools, summary.profile, summary.start, summary.controls] { sum.add(numbers) }
    return Int64(bitPattern: sum.value)
  }

  private static func checksum(of failure: FailureText, _ policy: String, _ replication: Int)
    -> Int64
  {
    var sum = StoredChecksum()
    sum.add(policy)
    sum.add(Int64(replication))
    sum.add(failure.tick)
    for text in [failure.reason, failure.entity, failure.step, failure.place] { sum.add(text) }
    return Int64(bitPattern: sum.value)
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

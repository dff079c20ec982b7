import OutputStatistics

/// What a replication that is followed event by event shows of itself in between.
extension Engine {
  /// The levels that are read, by their place behind the number inside.
  package static let followedLevels: [ResourceLevel] = [.busy, .onDuty, .queued, .dirty, .broken]

  /// Reads the number inside, then `followedLevels` of each resource, as they are now.
  package mutating func readLevels(into levels: inout [Int64]) {
    levels.removeAll(keepingCapacity: true)
    levels.append(records.inside.value)
    for index in 0..<resources.count {
      for level in Self.followedLevels {
        levels.append(resources[index].integral(of: level).value)
      }
    }
  }

  /// How many lines the log of all entities has so far.
  package var logCount: Int { watcher.log.count }

  /// A line of that log; asking for the log itself between two events would copy it.
  package func logEntry(_ index: Int) -> LogEntry { watcher.log[index] }

  /// Also keeps the value that an attribute of each entity had last.
  package mutating func keepValues(of attribute: Int32) { watcher.keptValue = attribute }

  /// By entity: the last value of the attribute that is kept, where it had one.
  package var keptValues: [UInt64: Double] { watcher.values }
}

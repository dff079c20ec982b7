import OutputStatistics

extension ReplicationOutcome {
  /// What a pair of antithetic replications comes to: the mean of both, which is one replication for
  /// all statistics; a failure where either fails.
  static func pair(_ one: ReplicationOutcome, _ other: ReplicationOutcome) -> ReplicationOutcome {
    guard case .finished(let a) = one else { return one }
    guard case .finished(let b) = other else { return other }
    return .finished(a.mean(with: b))
  }
}

extension ReplicationSummary {
  /// The mean of two.
  ///
  /// What only one has is that one's; observations are counted and pooled together.
  func mean(with other: ReplicationSummary) -> ReplicationSummary {
    var summary = self
    summary.values = zip(values, other.values).map { a, b in
      FigureValue(
        value: a.value.flatMap { one in b.value.map { (one + $0) / 2 } ?? one } ?? b.value,
        observations: a.observations.map { $0 + (b.observations ?? 0) } ?? b.observations)
    }
    summary.pools = zip(pools, other.pools).map { a, b in
      var pool = a
      pool.values = a.values.flatMap { one in b.values.map { one + $0 } }
      return pool
    }
    summary.profile = zip(profile, other.profile).map { a, b in
      a.isNaN ? b : b.isNaN ? a : (a + b) / 2
    }
    summary.start = zip(start, other.start).map { ($0 + $1) / 2 }
    summary.controls = zip(controls, other.controls).map { ($0 + $1) / 2 }
    summary.events += other.events
    summary.departures += other.departures
    return summary
  }
}

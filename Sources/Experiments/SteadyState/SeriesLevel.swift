/// What the bins of a series are without the waves of rotas and rates that repeat.
enum SeriesLevel {
  /// How a series is cut into cycles.
  struct Cycles {
    /// Bins of a cycle.
    var phases: Int
    /// Whole cycles of the second half.
    var count: Int

    /// - Returns: nil where the bins do not fit the cycle, or where the half that waves are estimated
    ///   from holds fewer than three cycles: it would look too steady.
    init?(_ cycle: Int64?, width: Int64, bins: Int) {
      guard let cycle, cycle > width, cycle % width == 0 else { return nil }
      phases = Int(cycle / width)
      count = bins / 2 / phases
      if count < 3 { return nil }
    }
  }

  /// A series less the wave of each phase: the mean of that phase over the last cycles, less the mean
  /// of all phases.
  static func withoutWaves(_ series: [Double], _ cycles: Cycles) -> [Double] {
    let waves = waves(of: series, cycles)
    guard !waves.isEmpty else { return series }
    return series.indices.map { series[$0] - waves[$0 % cycles.phases] }
  }

  /// The wave of each phase; none where the series is too short.
  static func waves(of series: [Double], _ cycles: Cycles) -> [Double] {
    let (phases, count) = (cycles.phases, cycles.count)
    let first = series.count - phases * count
    guard !series.isEmpty, first >= 0 else { return [] }
    var means = Array(repeating: 0.0, count: phases)
    for index in first..<series.count { means[index % phases] += series[index] / Double(count) }
    let mean = means.reduce(0, +) / Double(phases)
    return means.map { $0 - mean }
  }
}

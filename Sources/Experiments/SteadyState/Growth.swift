import EventEngine
package import OutputStatistics
import RandomStreams

/// Whether a facility fills up for as long as a run lasts, because more comes than can be served.
///
/// What is observed is cut into three parts of whole cycles of rotas and rates. The facility is said
/// to fill up where the mean number inside of the last part is above that of the first by at least
/// 30 % and one entity, as a 99.8 % interval over replications shows, and where it rises from the
/// middle to the end by at least half of what it rises from the beginning to the middle: what begins
/// empty and settles rises ever more slowly, a line that more join than leave does not.
package struct Growth: Sendable {
  package let policy: String
  /// The mean number inside of the three parts, over replications.
  package let levels: [Double]
  /// The last less the first, in entities.
  package let rise: MeanInterval

  /// - Returns: nil where it does not fill up, or where that cannot be told.
  package init?(_ arm: ArmResult) {
    let width = InitialState.binWidth(of: arm.program)
    guard width > 0,
      let found = Self(
        arm.starts, width: width, cycle: arm.program.cycle, warmUp: arm.program.warmUp,
        policy: arm.name, isDeterministic: arm.isDeterministic)
    else { return nil }
    self = found
  }

  /// Judges series from the start, by replication and bin.
  package init?(
    _ runs: [[Double]], width: Int64, cycle: Int64?, warmUp: Int64, policy: String,
    isDeterministic: Bool
  ) {
    let bins = runs.map(\.count).min() ?? 0
    let first = Int((warmUp + width - 1) / width)
    // Bins that belong together: those of a cycle.
    let unit = cycle.map { Int($0 / width) } ?? 1
    guard runs.count >= 2, unit > 0, cycle.map({ $0 % width == 0 }) ?? true else { return nil }
    let units = (bins - first) / unit
    let size = units / 3 * unit
    guard units >= 3, size >= 5 else { return nil }
    let starts = [
      first, first + (units * unit - size) / 2 / unit * unit, first + units * unit - size,
    ]
    let parts = runs.map { run in
      starts.map { start in run[start..<(start + size)].reduce(0, +) / Double(size) }
    }
    levels = starts.indices.map { place in
      parts.reduce(0) { $0 + $1[place] } / Double(runs.count)
    }
    rise = MeanInterval(
      parts.map { $0[2] - $0[0] }, level: InitialState.level, deterministic: isDeterministic)
    self.policy = policy
    guard let lower = rise.lower, let mean = rise.mean, lower > 0, mean >= 1,
      mean >= 0.3 * levels[0], levels[2] - levels[1] >= 0.5 * (levels[1] - levels[0])
    else { return nil }
  }
}

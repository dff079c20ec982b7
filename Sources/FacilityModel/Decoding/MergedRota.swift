import EventEngine

/// The rotas of several groups of units as one plan: how many are on duty in all, and of each group.
struct MergedRota {
  private(set) var plan: CapacityPlan
  /// By change of the plan and then by group.
  private(set) var onDuty: [Int64] = []

  init(_ plans: [CapacityPlan]) {
    let start = plans.map(\.origin).max() ?? 0
    let period = plans.filter { $0.period > 0 && $0.changes.count > 1 }.map(\.period)
      .reduce(Int64(1), Self.common)
    let repeats = period > 1
    // All that happens once, and then one period of what repeats.
    let end = repeats ? start + period : start + 1
    var ticks: Set<Int64> = [0, start]
    for plan in plans { ticks.formUnion(plan.ticks(before: end)) }
    let ascending = ticks.sorted()
    plan = CapacityPlan(
      changes: ascending.map { tick in
        CapacityPlan.Change(
          tick: tick, value: plans.reduce(0) { $0 + $1.valueInForce(at: tick) })
      }, period: repeats ? period : 0)
    plan.loopsFrom = ascending.firstIndex(of: start) ?? 0
    for tick in ascending { onDuty += plans.map { $0.valueInForce(at: tick) } }
  }

  /// The least common multiple.
  private static func common(_ a: Int64, _ b: Int64) -> Int64 {
    var (x, y) = (a, b)
    while y != 0 { (x, y) = (y, x % y) }
    return a / x * b
  }
}

extension CapacityPlan {
  /// From when on its changes repeat, or nothing changes any more.
  fileprivate var origin: Int64 {
    if changes.count < 2 { return 0 }
    return period > 0 ? changes[loopsFrom].tick : changes[changes.count - 1].tick
  }

  /// The value that holds from a tick on, whether that lies before or behind what comes once.
  package func valueInForce(at tick: Int64) -> Int64 {
    var within = tick
    if period > 0, tick >= origin { within = origin + (tick - origin) % period }
    return changes.last { $0.tick <= within }?.value ?? changes[0].value
  }

  /// When it changes, before a tick.
  fileprivate func ticks(before end: Int64) -> [Int64] {
    if changes.count < 2 { return [] }
    var found = changes.map(\.tick)
    guard period > 0 else { return found.filter { $0 < end } }
    let loop = changes[loopsFrom...].map(\.tick)
    var round = period
    while origin + round < end {
      found += loop.map { $0 + round }
      round += period
    }
    return found.filter { $0 < end }
  }
}

import EventEngine
import FacilityModel

/// Somebody whom a condition or a signal lets go on, or makes give up.
final class Watch {
  let waiting: Waiting
  let isGivingUp: Bool
  let condition: AwaitedCondition?
  let signal: Int?
  var isCalled = false
  var isOver = false
  var priority = 0.0
  /// The number of the event at which the clock may change the condition.
  var clock: Int?

  init(_ waiting: Waiting, givingUp: Bool, condition: AwaitedCondition?, signal: Int?) {
    self.waiting = waiting
    isGivingUp = givingUp
    self.condition = condition
    self.signal = signal
  }
}

extension ReferenceInterpreter {
  /// An entity comes to a wait; false if it has to stay.
  func wait(_ step: WaitStep, _ visitor: Visitor, then tasks: [Task] = []) throws(ReferenceFailure)
    -> Bool
  {
    if case .condition(let condition) = step.cause, !step.looksLater,
      value(of: condition.expression, for: visitor) != 0
    {
      if isObserving { out.waits[step.info.name, default: []].append(0) }
      note(.granted, visitor, step.info.name)
      visitor.first(tasks)
      return true
    }
    let priority = try step.request.priority.map { expression throws(ReferenceFailure) in
      try finite(value(of: expression, for: visitor))
    }
    let waiting = Waiting(
      visitor, step.info, needs: [], priority: priority ?? 0, since: now, whenGranted: tasks,
      renege: step.request.renege)
    switch step.cause {
    case .condition(let condition):
      watch(Watch(waiting, givingUp: false, condition: condition, signal: nil))
    case .signal(let signal):
      watch(Watch(waiting, givingUp: false, condition: nil, signal: signal))
    }
    try startPatience(waiting, priority: waiting.priority)
    note(.joined, visitor, step.info.name)
    return false
  }

  /// How long an entity waits, and on what it gives up.
  func startPatience(_ waiting: Waiting, priority: Double) throws(ReferenceFailure) {
    guard let renege = waiting.renege else { return }
    if let quantity = renege.patience {
      let patience = try value(of: quantity, for: waiting.visitor)
      if patience < 0 { throw failure(.negativeDuration) }
      if patience <= 0x1p61 {
        schedule(.renege(waiting), order: 6, at: now + ticks(patience))
        waiting.patience = scheduled
      }
    }
    if let condition = renege.condition {
      watch(Watch(waiting, givingUp: true, condition: condition, signal: nil), priority: priority)
    }
  }

  private func watch(_ watch: Watch, priority: Double? = nil) {
    watch.priority = priority ?? watch.waiting.priority
    planClock(watch)
    let place = watches.firstIndex { $0.priority > watch.priority } ?? watches.count
    watches.insert(watch, at: place)
    isWatchingDue = true
  }

  /// Nobody needs to look after a wait any more: it is over.
  func unwatch(_ waiting: Waiting) {
    for watch in watches where watch.waiting === waiting {
      watch.isOver = true
      cancel(watch.clock)
    }
    watches.removeAll { $0.isOver }
  }

  /// Plans when the clock may next change what is waited for: at the times at which one of its
  /// comparisons may turn.
  func planClock(_ watch: Watch) {
    watch.clock = nil
    guard let condition = watch.condition else { return }
    var turns: [(tick: Int64, comesBack: Bool)] = []
    if condition.grid > 0 { turns.append(((now / condition.grid + 1) * condition.grid, true)) }
    let start = model.time.startInWeek
    let midnight = (start + now) / Ticks.day * Ticks.day - start
    for clock in condition.clocks {
      let value = self.value(of: clock.value, for: watch.waiting.visitor)
      let origin = (clock.hand == .timeInSystem ? watch.waiting.visitor.arrival : 0) - clock.offset
      if clock.period > 0 {
        // Every time from the period before this one to the one behind it.
        let begun = (Double(now - origin) / Double(clock.period)).rounded(.down)
        for period in -1...2 {
          let start = origin + (Int64(begun) + Int64(period)) * clock.period
          turns.append((start, true))
          if value >= 0, value < Double(clock.period) {
            turns += around(value, from: start).map { ($0, true) }
          }
        }
        continue
      }
      switch clock.hand {
      case .now, .timeInSystem: turns += around(value, from: origin).map { ($0, false) }
      case .weekday: turns.append((midnight + Ticks.day, true))
      case .hourOfDay:
        turns.append((midnight + Ticks.day, true))
        if value >= 0, value < 24 {
          let hours = value * 3_600e6
          turns += around(hours, from: midnight).map { ($0, true) }
          turns += around(hours, from: midnight + Ticks.day).map { ($0, true) }
        }
      }
    }
    let next = turns.filter { $0.tick > now && $0.tick <= 1 << 61 }.map(\.tick).min()
    guard let next else { return }
    let comesBack = turns.first { $0.tick == next }?.comesBack ?? false
    schedule(.lookAgain(watch, comesBack: comesBack), order: 2, at: next)
    watch.clock = scheduled
  }

  /// The ticks at which a comparison with a value may turn.
  private func around(_ value: Double, from start: Int64) -> [Int64] {
    guard value.isFinite, abs(value) <= 0x1p61 else { return [] }
    let tick = start + Int64(value.rounded(.down))
    return [tick, tick + 1]
  }

  /// Looks at all who wait now, in their order, each in the state that those before have left.
  func serveWatches() throws(ReferenceFailure) {
    isWatchingDue = false
    if try jockey() {
      isWatchingDue = true
      return
    }
    for watch in watches where !watch.isOver {
      let visitor = watch.waiting.visitor
      let holds = watch.condition.map { value(of: $0.expression, for: visitor) != 0 }
      guard holds ?? watch.isCalled else { continue }
      lastActivity = now
      isWatchingDue = true
      if watch.isGivingUp {
        try giveUp(watch.waiting)
        continue
      }
      cancel(watch.waiting.patience)
      unwatch(watch.waiting)
      visitor.waited += now - watch.waiting.since
      if isObserving {
        out.waits[watch.waiting.step.name, default: []].append(now - watch.waiting.since)
      }
      note(.granted, visitor, watch.waiting.step.name)
      visitor.first(watch.waiting.whenGranted)
      try proceed(visitor)
    }
  }

  /// Gives a signal to the first so many who wait for it.
  func giveSignal(_ step: SignalStep, _ visitor: Visitor) throws(ReferenceFailure) {
    var left = Double.infinity
    if let count = step.count {
      left = try finite(value(of: count, for: visitor))
      guard left >= 0, left <= 1e9, left == left.rounded() else { throw failure(.badUnits) }
    }
    for watch in watches where watch.signal == step.signal && !watch.isCalled && left > 0 {
      watch.isCalled = true
      left -= 1
    }
  }
}

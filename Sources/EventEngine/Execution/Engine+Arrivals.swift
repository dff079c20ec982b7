import CGSL
import OutputStatistics
import RandomStreams

/// 2^32: unit exponentials are summed in whole parts of this size.
private let exponentialScale = 4_294_967_296.0

extension Engine {
  /// Schedules the next arrival of a source, if there is one.
  mutating func scheduleArrival(_ source: Int32) throws(SimulationFailure) {
    let wasOpen = sources[source].isOpen
    sources[source].isOpen = false
    if wasOpen { openSources &-= 1 }
    let count = sources[source].count
    if sources[source].limit >= 0, count >= sources[source].limit { return }
    let mean = sources[source].meanTicks
    let tick: Int64
    if mean > 0 {
      let time = cumulateExponential(source) * mean
      if time > Double(maximumTick) { return }
      tick = ticks(time)
    } else {
      guard let next = try nextArrival(source, after: count) else { return }
      tick = next
    }
    // What the clock cannot hold comes after every end.
    if tick > min(lastArrivalTick, maximumTick) { return }
    if tick < now { throw failure(.negativeDuration, entity: nil, step: nil) }
    calendar.schedule(.arrival, at: tick, subject: source)
    sources[source].isOpen = true
    openSources &+= 1
  }

  /// The tick of the arrival after the `count`-th, or nil when there are no more.
  private mutating func nextArrival(_ source: Int32, after count: Int64) throws(SimulationFailure)
    -> Int64?
  {
    switch program.sources[Int(source)].process {
    case .constantRate: return nil
    case .profile(let profile):
      let cumulated = cumulateExponential(source)
      guard let time = profileCursors[source].advance(to: cumulated, in: profile) else {
        return nil
      }
      return time > Double(maximumTick) ? nil : ticks(time)
    case .interarrival(let quantity):
      let number = UInt64(bitPattern: count &+ 1)
      let gap = try value(of: quantity, for: -1, word: number, what: "the time between arrivals")
      if gap < 0 { throw failure(.negativeDuration, entity: nil, step: nil) }
      return gap > Double(maximumTick) ? nil : now &+ ticks(gap)
    case .scheduled(let list):
      return count < list.count ? list[Int(count)] : nil
    case .appointments(let list):
      guard let tick = list.tick(of: count &+ 1), tick <= lastArrivalTick else { return nil }
      return max(now, tick &- list.earliest)
    case .modulated(let rate): return try nextModulated(source, rate)
    }
  }

  /// One more unit exponential of the source, added to those before.
  @inline(__always)
  mutating func cumulateExponential(_ source: Int32) -> Double {
    let unit = -log1p(-mirrored(arrivalStreams[source].uniform()))
    sources[source].cumulated &+= Int64((unit * exponentialScale).rounded(.toNearestOrEven))
    return Double(sources[source].cumulated) * (1 / exponentialScale)
  }

  /// The next entity of a source enters and begins its pathway.
  mutating func arrive(_ source: Int32) throws(SimulationFailure) {
    if !sources[source].isPlain { return try meetOccasion(source) }
    let number = sources[source].count &+ 1
    sources[source].count = number
    if entities.present >= entityLimit {
      throw failure(.tooManyEntities(entityLimit), entity: nil, step: nil)
    }
    if followsState { try noteFound(by: source) }
    let identity = sources[source].identity &+ UInt64(bitPattern: number)
    let entity = entities.enter(identity: identity, source: source, ordinal: number, at: now)
    records.inside.change(by: 1, at: now)
    records.entered[source] &+= 1
    records.arrivals &+= 1
    if watcher.isWatching { watch(.arrived, entity, sources[source].step) }
    if sources[source].hasAttributes { try setAttributes(of: entity, from: Int(source), number) }
    entities.counter[entity] = sources[source].entry
    if records.arrivals == endingArrival { end(at: now) }
    try scheduleArrival(source)
    try advance(entity)
  }

  /// Gives an entity the attributes that those of its source have on arrival.
  mutating func setAttributes(of entity: Int32, from source: Int, _ number: Int64)
    throws(SimulationFailure)
  {
    for column in program.sources[source].columns {
      entities.setAttribute(entity, column.attribute, to: column.values[Int(number) - 1])
    }
    for attribute in program.sources[source].attributes {
      let given = try value(of: attribute.value, for: entity, what: "an attribute")
      entities.setAttribute(entity, attribute.attribute, to: given)
    }
  }
}

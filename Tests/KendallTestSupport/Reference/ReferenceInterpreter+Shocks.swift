import EventEngine
import FacilityModel
import RandomStreams

/// The times at which a shock is on, as far as they have been worked out.
struct ShockTimes {
  var spans: [Range<Int64>] = []
  /// Where the next occurrence counts from, and its number.
  var end: Int64 = 0
  var number: UInt64 = 0
  /// Up to which tick the spans are all that there are.
  var known: Int64 = -1
}

extension ReferenceInterpreter {
  /// The spans in which a shock is on that begin no later than a tick, and the one after.
  func spans(of shock: Int, beyond tick: Int64) throws(ReferenceFailure) -> [Range<Int64>] {
    let definition = model.shocks[shock]
    var times = shockTimes[shock] ?? ShockTimes()
    defer { shockTimes[shock] = times }
    switch definition.occurrences {
    case .at(let list):
      if times.known < 0 {
        for quantity in list {
          let start = ticks(try self.quantity(quantity, word: times.number))
          try add(start, to: &times, definition)
          times.number += 1
        }
        times.known = .max
      }
    case .every(let gap):
      // Until the next is known.
      while times.spans.last.map({ $0.lowerBound <= tick }) ?? true,
        times.number < UInt64(changesWithoutArrival)
      {
        let start = times.end + ticks(try quantity(gap, word: times.number))
        times.end = start
        try add(start, to: &times, definition)
        times.number += 1
        times.known = start
      }
    }
    return times.spans
  }

  private func add(_ start: Int64, to times: inout ShockTimes, _ shock: ShockDefinition)
    throws(ReferenceFailure)
  {
    if shock.probability < 1 {
      var stream = self.stream(shock.info.name + "/occurs", word: times.number)
      if stream.uniform() >= shock.probability { return }
    }
    let end = start + ticks(try quantity(shock.length, word: times.number))
    times.end = max(times.end, end)
    if start == end { return }
    if case .at = shock.occurrences, let last = times.spans.last, start <= last.upperBound {
      times.spans[times.spans.count - 1] = last.lowerBound..<max(last.upperBound, end)
    } else {
      times.spans.append(start..<end)
    }
  }

  /// Plans the next beginning of a shock that has not come yet.
  func planShock(_ shock: Int, after tick: Int64) throws(ReferenceFailure) {
    let spans = try spans(of: shock, beyond: tick)
    if let next = spans.first(where: { $0.lowerBound >= tick }) {
      schedule(.shock(shock, on: next), order: 4, at: next.lowerBound)
    }
  }

  /// A shock begins or ends.
  func turnShock(_ shock: Int, on span: Range<Int64>?) throws(ReferenceFailure) {
    let definition = model.shocks[shock]
    out.variables[Int(definition.variable)] = span == nil ? 0 : 1
    for effect in definition.effects {
      rosterUnits(of: effect.resource)
      settleGroups(of: effect.resource)
      mark(effect.resource)
    }
    for effect in definition.effects
    where model.resources[Int(effect.resource)].preemptsAtShiftEnd
      || (span != nil && definition.preempts)
    {
      endShift(of: effect.resource)
    }
    if let span {
      schedule(.shock(shock, on: nil), order: 2, at: span.upperBound)
    } else {
      try planShock(shock, after: now)
    }
  }

  /// As many are on duty as the rota says and the shocks leave.
  func rosterUnits(of resource: Int32) {
    let isListed = named[resource] != nil
    change(resource) {
      let left = shocked(resource)
      $0.rostered = isListed ? min(left, planned[Int(resource)]) : left
    }
    withdraw(of: resource)
  }

  /// What the shocks leave of the rota's units of a resource: factors, then sums, then numbers.
  func shocked(_ resource: Int32) -> Int64 {
    var effects: [ShockEffect] = []
    for shock in model.shocks where out.variables[Int(shock.variable)] == 1 {
      effects += shock.effects.filter { $0.resource == resource }
    }
    if let set = effects.map(\.set).filter({ $0 >= 0 }).min() { return set }
    let factor = effects.reduce(1.0) { $0 * $1.factor }
    let share = Double(planned[Int(resource)]) * factor
    return max(0, Int64((share + 1e-9).rounded(.down)) + effects.reduce(0) { $0 + $1.more })
  }

  /// By what the shocks multiply the arrivals of a source at a tick, and until when.
  func shockFactor(_ definition: SourceDefinition, at tick: Int64) throws(ReferenceFailure) -> (
    factor: Double, end: Int64
  ) {
    var (factor, end) = (1.0, Int64.max)
    for part in definition.shocks {
      for span in try spans(of: Int(part.shock), beyond: tick) where span.upperBound > tick {
        if span.contains(tick) { factor *= part.factor }
        end = min(end, span.contains(tick) ? span.upperBound : span.lowerBound)
        break
      }
    }
    return (factor, end)
  }

  /// Whether somebody of a source without a rate comes in spite of the shocks.
  func comesInShocks(_ number: Int64, of definition: SourceDefinition, at tick: Int64)
    throws(ReferenceFailure) -> Bool
  {
    if !isThinnedByShocks(definition) { return true }
    var stream = self.stream("arrivals/\(definition.name)/shocks", word: UInt64(number))
    return stream.uniform() < (try shockFactor(definition, at: tick).factor)
  }

  func isThinnedByShocks(_ definition: SourceDefinition) -> Bool {
    if case .modulated = definition.process { return false }
    return !definition.shocks.isEmpty
  }
}

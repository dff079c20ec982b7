import EventEngine
import FacilityModel
import Foundation
import RandomStreams

extension ReferenceInterpreter {
  /// Plans the next arrival of a source, if there is one.
  func planArrival(_ source: Int) throws(ReferenceFailure) {
    isOpen[source] = false
    let definition = model.sources[source]
    if definition.limit >= 0, arrivalsOf[source] >= definition.limit { return }
    guard let time = try nextArrival(definition, source, occasionsOf[source]), time <= 0x1p61 else {
      return
    }
    let tick = ticks(time)
    if tick > lastArrival { return }
    schedule(.arrival(source), order: 5, at: tick)
    isOpen[source] = true
  }

  private func nextArrival(_ definition: SourceDefinition, _ source: Int, _ count: Int64)
    throws(ReferenceFailure) -> Double?
  {
    switch definition.process {
    case .constantRate(let mean): return unitExponentials(source) * mean
    case .profile(let profile): return profile.inverse(unitExponentials(source))
    case .interarrival(let quantity):
      let gap: Double
      switch quantity {
      case .expression(let expression): gap = try finite(value(of: expression, for: nil))
      case .random(let random):
        var stream = self.stream(random.purpose, word: UInt64(count + 1))
        gap = try draw(random, for: nil, from: &stream)
      }
      if gap < 0 { throw failure(.negativeDuration) }
      return Double(now + ticks(gap))
    case .scheduled(let list): return count < list.count ? Double(list[Int(count)]) : nil
    case .modulated(let rate):
      let bound = definition.state?.atMost ?? 1
      return try time(
        of: unitExponentials(source), at: rate, bound: bound, source: definition)
    case .appointments(let list):
      return list.tick(of: count + 1).flatMap {
        $0 > lastArrival ? nil : Double(max(now, $0 - list.earliest))
      }
    }
  }

  /// The sum of one more unit exponential of a source than before.
  private func unitExponentials(_ source: Int) -> Double {
    var stream = self.stream("arrivals/" + model.sources[source].name, word: 0)
    stream.position = exponentialsDrawn[source]
    exponentialsDrawn[source] += 1
    exponentials[source] += Int64((-log1p(-stream.uniform()) * 0x1p32).rounded(.toNearestOrEven))
    return Double(exponentials[source]) / 0x1p32
  }

  /// An occasion of a source: it brings one entity, several or none.
  func arrive(_ source: Int) throws(ReferenceFailure) {
    let definition = model.sources[source]
    occasionsOf[source] += 1
    let occasion = occasionsOf[source]
    var newcomers: [Visitor] = []
    if case .appointments(let list) = definition.process {
      if let visitor = try meetSlot(occasion, of: list, source) { newcomers.append(visitor) }
    } else {
      var size = try batchSize(definition, occasion)
      if try !accepts(occasion, of: definition) {
        ordinalsOf[source] += size
        size = 0
      }
      if try !comesInShocks(occasion, of: definition, at: now) {
        ordinalsOf[source] += size
        size = 0
      }
      for _ in 0..<size {
        if definition.limit >= 0, arrivalsOf[source] >= definition.limit { break }
        ordinalsOf[source] += 1
        newcomers.append(try enter(source, ordinal: ordinalsOf[source], row: occasion))
      }
    }
    try planArrival(source)
    if !isPlain(definition) { try seeWhetherAnybodyComes() }
    for visitor in newcomers { try begin(visitor) }
    endIfNobodyIsLeft()
  }

  /// An entity enters and gets its attributes.
  func enter(_ source: Int, ordinal: Int64, row: Int64) throws(ReferenceFailure) -> Visitor {
    let definition = model.sources[source]
    if visitors.count + hidden >= entityLimit { throw failure(.tooManyEntities(entityLimit)) }
    try noteFound(by: source)
    arrivalsOf[source] += 1
    arrivals += 1
    let visitor = Visitor(
      identity: hash(ofName: definition.name) &+ UInt64(ordinal), source: source,
      ordinal: ordinal, arrival: now)
    visitors.append(visitor)
    if isObserving { out.entered[source] += 1 }
    note(.arrived, visitor, "arrivals/" + definition.name)
    if case .appointments(let list) = definition.process { tell(visitor, of: list) }
    for column in definition.columns {
      visitor.attributes[column.attribute] = column.values[Int(row) - 1]
    }
    for (attribute, quantity) in definition.attributes {
      visitor.attributes[attribute] = try value(of: quantity, for: visitor)
    }
    if case .arrivals(let last) = model.time.end, arrivals == last { end = now }
    return visitor
  }

  /// An entity begins its pathway, which its class may choose.
  func begin(_ visitor: Visitor) throws(ReferenceFailure) {
    let definition = model.sources[visitor.source]
    var pathway = model.pathways[definition.pathway]
    if let mix = definition.mix {
      let part = part(of: mix, for: visitor)
      visitor.attributes[mix.attribute] = part.label
      for (attribute, quantity) in part.attributes {
        visitor.attributes[attribute] = try value(of: quantity, for: visitor)
      }
      pathway = model.pathways[part.pathway]
    }
    visitor.first(pathway.steps.map { .step($0) } + [.endOfPathway(pathway.name)])
    try proceed(visitor)
  }

  /// The run may end with the last who leaves, or with the last who does not come.
  func endIfNobodyIsLeft() {
    if case .empty = model.time.end, isDeserted, !isOpen.contains(true), awaited == 0,
      end == nil
    {
      end = now
    }
  }

  /// An entity leaves; what it still holds becomes free.
  func depart(_ visitor: Visitor, outcome: Int, step: String) throws(ReferenceFailure) {
    try giveEverythingBack(visitor, step: step)
    departures += 1
    visitors.removeAll { $0 === visitor }
    leaveSession(visitor)
    if isObserving {
      out.outcomes[visitor.source][outcome] += 1
      out.stays[visitor.source][outcome].append(now - visitor.arrival)
    }
    for (index, measure) in model.measures.enumerated() {
      guard let figure = measure.value, measure.mark == nil,
        measure.source ?? visitor.source == visitor.source,
        measure.outcome ?? outcome == outcome
      else { continue }
      if let condition = measure.condition, value(of: condition, for: visitor) == 0 { continue }
      try observe(value(of: figure, for: visitor), in: index)
    }
    note(.departed, visitor, step)
    try leaveFamily(visitor)
    try departMembers(of: visitor, outcome: outcome, step: step)
    if case .departures(let last) = model.time.end, departures == last, end == nil { end = now }
    endIfNobodyIsLeft()
  }

  /// An entity gives back all that it holds as it ends.
  func giveEverythingBack(_ visitor: Visitor, step: String) throws(ReferenceFailure) {
    for resource in visitor.held.keys.sorted() {
      let units = visitor.held[resource] ?? 0
      if units > 0 {
        let purpose =
          hash(ofName: step) ^ mix(hash(ofName: model.resources[Int(resource)].name))
        try giveBack(units, of: resource, visitor, purpose: purpose, visit: 0)
      }
    }
  }

  /// Whether no entity is left, not even a hidden one.
  var isDeserted: Bool { visitors.isEmpty && hidden == 0 }

  /// Adds an observation to a measure.
  func observe(_ value: Double, in measure: Int) throws(ReferenceFailure) {
    let observed = try finite(value)
    if !isObserving { return }
    switch model.measures[measure].tallyKind {
    case .share: out.tallies[measure].append(observed == 0 ? 0 : 1)
    case .duration: out.tallies[measure].append(Double(ticks(observed)))
    case .number: out.tallies[measure].append(observed)
    }
  }
}

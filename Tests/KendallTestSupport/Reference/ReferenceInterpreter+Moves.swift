import EventEngine
import FacilityModel

/// What is still to be done of a move.
struct Journey {
  enum Stage { case arrive, fetch, load, carry, unload, part, goHome, atHome }

  var destination: Double
  var needs: [Need] = []
  var stage: Stage
}

extension ReferenceInterpreter {
  /// An entity goes to another place, by itself or with a transport that it asks for.
  func move(_ step: MoveStep, _ visitor: Visitor) throws(ReferenceFailure) -> Bool {
    let destination = value(of: step.destination, for: visitor)
    if step.ride != nil {
      return try seize(step.request, visitor, step.info) {
        [.travel(step, Journey(destination: destination, needs: $0, stage: .fetch))]
      }
    }
    visitor.first([.travel(step, Journey(destination: destination, stage: .arrive))])
    return try travel(
      visitor, step.info, from: .leaf(.attribute(step.place)), to: destination,
      step.loadedSpeed, rule: step.ifPreempted)
  }

  /// Time passes on the way.
  private func travel(
    _ visitor: Visitor, _ info: StepInfo, from: FacilityModel.Expression, to: Double,
    _ speed: FacilityModel.Expression?, rule: InterruptedRule?
  ) throws(ReferenceFailure) -> Bool {
    let time = PlacesDefinition.time(from: from, to: .constant(to), speed: speed)
    return try begin(Work(visitor, info, .expression(time), rule: rule, needs: []))
  }

  /// The next part of a move; false where time passes.
  func go(on journey: Journey, _ step: MoveStep, _ visitor: Visitor) throws(ReferenceFailure)
    -> Bool
  {
    func info(_ name: String) -> StepInfo {
      StepInfo(name: step.info.name + "/" + name, keyword: name, place: step.info.place)
    }
    func then(_ stage: Journey.Stage) {
      var next = journey
      next.stage = stage
      visitor.first([.travel(step, next)])
    }
    guard journey.stage != .arrive, let ride = step.ride,
      let unit = lastUnit(of: ride.resource, visitor)
    else {
      visitor.attributes[step.place] = journey.destination
      return true
    }
    let here = visitor.attributes[step.place] ?? .nan
    switch journey.stage {
    case .fetch:
      unit.travelsEmpty = true
      then(.load)
      return try travel(
        visitor, info("fetch"), from: .leaf(.placeOfUnit(ride.resource)), to: here,
        step.emptySpeed, rule: .never)
    case .load:
      (unit.travelsEmpty, unit.place) = (false, here)
      then(.carry)
      guard let loading = ride.loading else { return true }
      return try begin(Work(visitor, info("loading"), loading, rule: .never, needs: []))
    case .carry:
      unit.travelsLoaded = true
      then(.unload)
      return try travel(
        visitor, step.info, from: .leaf(.attribute(step.place)), to: journey.destination,
        step.loadedSpeed, rule: .never)
    case .unload:
      visitor.attributes[step.place] = journey.destination
      (unit.travelsLoaded, unit.place) = (false, journey.destination)
      then(.part)
      guard let unloading = ride.unloading else { return true }
      return try begin(Work(visitor, info("unloading"), unloading, rule: .never, needs: []))
    case .part:
      if ride.transport.returnsHome, stations[Int(ride.resource)].line.isEmpty {
        var next = journey
        next.stage = .goHome
        try handOver(journey.needs, visitor, then: [.travel(step, next)])
        return true
      }
      try release(1, of: ride.resource, visitor, step.info, loopDepth: step.loopDepth)
      return true
    case .goHome:
      unit.travelsEmpty = true
      then(.atHome)
      return try travel(
        visitor, info("home"), from: .leaf(.placeOfUnit(ride.resource)),
        to: ride.transport.home, step.emptySpeed, rule: .never)
    case .atHome, .arrive:
      (unit.travelsEmpty, unit.place) = (false, ride.transport.home)
      try release(1, of: ride.resource, visitor, step.info, loopDepth: step.loopDepth)
      hidden -= 1
      endIfNobodyIsLeft()
      return false
    }
  }

  /// Gives units of a transport to an entity: of those that are free as many as are on duty, the
  /// first ones, come into question.
  func hand(
    _ count: Int64, of resource: Int32, _ transport: TransportDefinition, to visitor: Visitor
  ) {
    for number in 0..<count {
      let onDuty = max(1, stations[Int(resource)].free + count - number)
      let free = (units[resource] ?? []).filter { $0.holder == nil && $0.outage == nil }
      let here = model.places.flatMap { visitor.attributes[$0.table.attribute] }
      func rank(_ unit: Unit) -> Double {
        if transport.rule == .longestIdle { return Double(unit.idleSince) }
        return here.map { way(model.places?.table.nearness, unit.place, $0) } ?? 0
      }
      guard let best = free.prefix(Int(onDuty)).map(rank).min(),
        let unit = free.prefix(Int(onDuty)).first(where: { rank($0) == best })
      else { return }
      unit.holder = visitor
      handedOut += 1
      unit.turn = handedOut
    }
  }

  /// The unit that an entity got last of a transport.
  func lastUnit(of resource: Int32, _ visitor: Visitor) -> Unit? {
    units[resource]?.filter { $0.holder === visitor }.max { $0.turn < $1.turn }
  }

  /// A unit is given back, wherever it is.
  func park(_ unit: Unit) {
    (unit.travelsEmpty, unit.travelsLoaded, unit.idleSince) = (false, false, now)
  }

  /// A number of a table of pairs of places, which are given by their labels.
  func way(_ table: [Double]?, _ from: Double, _ to: Double) -> Double {
    guard let table, let places = model.places, let start = places.place(ofLabel: from),
      let end = places.place(ofLabel: to)
    else { return .nan }
    return table[start * places.names.count + end]
  }

  /// Adds up how many units travel.
  func observeTravel(for elapsed: Int64) {
    for (resource, all) in units {
      out.travel[Int(resource)][0] += Int128(all.count { $0.travelsEmpty }) * Int128(elapsed)
      out.travel[Int(resource)][1] += Int128(all.count { $0.travelsLoaded }) * Int128(elapsed)
    }
  }
}

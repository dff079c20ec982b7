import EventEngine

extension Lowering {
  /// Goes to another place, by oneself or with a transport.
  mutating func move(_ step: MoveStep) {
    let end = makeLabel()
    let here = Expression.leaf(.attribute(step.place))
    var destination = step.destination
    var kept: [(attribute: Int32, value: QuantityModel)] = []
    if destination.constantValue == nil {
      // Wherever it is decided to go, one comes there.
      let attribute = makeAttribute("\(step.info.name)/destination")
      kept = [(attribute, .expression(destination))]
      destination = .leaf(.attribute(attribute))
    }
    let time = PlacesDefinition.time(from: here, to: destination, speed: step.loadedSpeed)
    if let ride = step.ride {
      self.ride(ride, step, kept, time, to: destination, end: end)
    } else {
      for (attribute, value) in kept { assign(attribute, value) }
      delay(.expression(time), step.info, rule: step.ifPreempted, end: end)
      assign(step.place, .expression(destination))
    }
    place(end)
  }

  /// Waits for a unit of a transport, which comes, and travels with it.
  private mutating func ride(
    _ ride: MoveStep.Ride, _ step: MoveStep,
    _ kept: [(attribute: Int32, value: QuantityModel)], _ time: Expression,
    to destination: Expression, end: Label
  ) {
    func own(_ name: String) -> StepInfo {
      StepInfo(name: step.info.name + "/" + name, keyword: name, place: step.info.place)
    }
    let unit = Expression.leaf(.placeOfUnit(ride.resource))
    let items = seize(step.request, step.info, end: end, first: kept)
    emit(.convey(resource: ride.resource, phase: .travelsEmpty))
    let here = Expression.leaf(.attribute(step.place))
    delay(
      .expression(PlacesDefinition.time(from: unit, to: here, speed: step.emptySpeed)),
      own("fetch"), rule: .never, end: end)
    emit(.convey(resource: ride.resource, phase: .stands))
    if let loading = ride.loading { delay(loading, own("loading"), rule: .never, end: end) }
    emit(.convey(resource: ride.resource, phase: .travelsLoaded))
    delay(.expression(time), step.info, rule: .never, end: end)
    assign(step.place, .expression(destination))
    emit(.convey(resource: ride.resource, phase: .stands))
    if let unloading = ride.unloading {
      delay(unloading, own("unloading"), rule: .never, end: end)
    }
    let stays = makeLabel()
    if ride.transport.returnsHome {
      jump(
        to: stays,
        unless: .binary(.equal, .leaf(.queueLength(ride.resource)), .constant(0)))
      goHome(ride, step, own("home"), items, unit)
      jump(to: end)
    }
    place(stays)
    release(
      ReleaseStep.Item(resource: ride.resource, count: .constant(1)), step.info,
      loopDepth: step.loopDepth)
  }

  /// Lets a unit travel home by itself.
  private mutating func goHome(
    _ ride: MoveStep.Ride, _ step: MoveStep, _ own: StepInfo, _ items: Range<Int32>,
    _ unit: Expression
  ) {
    let (begin, after) = (makeLabel(), makeLabel())
    let home = Expression.constant(ride.transport.home)
    emit(
      .detach(
        offspring: offspring(
          OffspringModel(
            step: own, source: nil, count: nil, loopDepth: step.loopDepth, items: items),
          entry: begin)))
    jump(to: after)
    place(begin)
    emit(.convey(resource: ride.resource, phase: .travelsEmpty))
    delay(
      .expression(PlacesDefinition.time(from: unit, to: home, speed: step.emptySpeed)), own,
      rule: .never, end: after)
    assign(step.place, .expression(home))
    emit(.convey(resource: ride.resource, phase: .stands))
    release(
      ReleaseStep.Item(resource: ride.resource, count: .constant(1)), step.info,
      loopDepth: step.loopDepth)
    emit(.vanish)
    place(after)
  }
}

extension Model {
  /// Makes places and transports known to the program.
  func lowerPlaces(into program: inout Program) {
    guard let places else { return }
    program.places = places.table
    for (index, resource) in resources.enumerated() {
      guard let transport = resource.transport,
        let home = places.place(ofLabel: transport.home)
      else { continue }
      program.transports.append(
        TransportSpecification(
          resource: Int32(index), home: Int32(home), rule: transport.rule))
    }
  }
}

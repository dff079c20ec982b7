import EventEngine

extension Model {
  /// The set-up times of all resources.
  func lowerSetUps(into program: inout Program) {
    for (index, resource) in resources.enumerated() {
      guard let setUp = resource.setUp else { continue }
      program.setUps.append(
        SetUpSpecification(
          resource: Int32(index), attribute: setUp.attribute,
          firstValue: Int32(program.setUpValues.count), valueCount: Int32(setUp.values.count),
          firstTime: Int32(program.setUpTimes.count), first: setUp.first,
          other: setUp.other ?? .nan))
      program.setUpValues += setUp.values
      program.setUpTimes += setUp.times
    }
  }
}

extension Lowering {
  /// Sets up what a step has taken, where that takes time.
  ///
  /// - Parameters:
  ///   - items: what the step has taken.
  ///   - end: where an entity goes on that gives the step up.
  ///   - rule: what becomes of the work of the step when a unit is taken away; if that never is,
  ///     nor is it in the set-up.
  mutating func setUp(
    _ request: SeizeRequest, _ info: StepInfo, items: Range<Int32>, end: Label,
    rule: InterruptedRule? = nil
  ) {
    for units in request.items {
      guard let setUp = setUps[units.resource],
        let index = program.setUps.firstIndex(where: { $0.resource == units.resource })
      else { continue }
      let time = setUp.keeps ?? makeAttribute("\(info.name)/set-up time")
      let done = makeLabel()
      emit(.beginSetUp(setUp: Int32(index), attribute: time))
      jump(
        to: done, unless: .binary(.less, .constant(0), .leaf(.attribute(time))))
      let own = StepInfo(name: info.name + "/set-up", keyword: "set-up", place: info.place)
      let activity = setUpDelay(
        .expression(.leaf(.attribute(time))), own, items: items, end: end, rule)
      place(done)
      emit(.endSetUp(setUp: Int32(index), activity: activity))
      noteSetUp(of: units.resource, items: items, own)
    }
  }

  /// Lets the time of a set-up pass; the activity that this is, or -1 if nothing can interrupt it.
  private mutating func setUpDelay(
    _ time: QuantityModel, _ info: StepInfo, items: Range<Int32>, end: Label,
    _ rule: InterruptedRule?
  ) -> Int32 {
    let activity = program.activities.count
    var own: InterruptedRule?
    if case .never = rule { own = .never }
    delay(time, info, rule: own, end: end, items: items)
    if program.activities.count == activity { return -1 }
    edit { $0.activities[activity].setsUp = true }
    return Int32(activity)
  }

  /// Notes at which step a unit is set up that is taken as one of some items.
  private mutating func noteSetUp(of resource: Int32, items: Range<Int32>, _ info: StepInfo) {
    let step = self.step(info)
    edit { program in
      let missing = program.items.count - program.setUpSteps.count
      if missing > 0 { program.setUpSteps += Array(repeating: -1, count: missing) }
      for item in items where program.items[Int(item)].resource == resource {
        program.setUpSteps[Int(item)] = step
      }
    }
  }

  /// Says of all further items that nothing is set up with them.
  mutating func finishSetUps() {
    edit { program in
      if program.setUps.isEmpty { return }
      let missing = program.items.count - program.setUpSteps.count
      program.setUpSteps += Array(repeating: -1, count: missing)
    }
  }
}

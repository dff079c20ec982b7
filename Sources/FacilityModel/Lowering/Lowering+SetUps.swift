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
  mutating func setUp(
    _ request: SeizeRequest, _ info: StepInfo, items: Range<Int32>, end: Label
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
      delay(.expression(.leaf(.attribute(time))), own, rule: nil, end: end, items: items)
      place(done)
      emit(.endSetUp(setUp: Int32(index)))
    }
  }
}

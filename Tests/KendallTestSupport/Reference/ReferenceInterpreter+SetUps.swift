import EventEngine
import FacilityModel

extension ReferenceInterpreter {
  /// What is done with what a step has got before it goes on: it is set up.
  func setUpTasks(_ step: StepInfo, _ needs: [Need], _ rule: InterruptedRule? = nil) -> [Task] {
    var own: InterruptedRule?
    if case .never = rule { own = .never }
    return needs.filter { model.resources[Int($0.resource)].setUp != nil }
      .map { .setUp($0.resource, step, needs, own) }
  }

  private func setUp(of resource: Int32) -> SetUpDefinition {
    guard let setUp = model.resources[Int(resource)].setUp else {
      preconditionFailure("nothing to set up")
    }
    return setUp
  }

  private func last(_ resource: Int32, _ visitor: Visitor) -> NamedUnit? {
    (named[resource] ?? []).filter { $0.holder === visitor }.max { $0.taken < $1.taken }
  }

  /// The time that a unit takes to be set up for somebody.
  func setUpTime(_ resource: Int32, _ unit: NamedUnit, _ visitor: Visitor?) -> Double {
    let setUp = setUp(of: resource)
    return setUp.time(from: unit.setUpFor, to: visitor?.attributes[setUp.attribute] ?? .nan)
  }

  /// The least of the times of all that are free, or of all.
  func leastSetUpTime(_ resource: Int32, _ visitor: Visitor?) -> Double {
    let all = named[resource] ?? []
    let free = all.filter { isFree($0, of: resource) }
    return (free.isEmpty ? all : free).map { setUpTime(resource, $0, visitor) }.min() ?? .infinity
  }

  /// A unit begins to be set up; false where that takes time.
  func beginSetUp(
    _ resource: Int32, _ step: StepInfo, _ needs: [Need], _ rule: InterruptedRule?,
    _ visitor: Visitor
  ) throws(ReferenceFailure) -> Bool {
    guard let unit = last(resource, visitor) else { return true }
    let time = try finite(setUpTime(resource, unit, visitor))
    if let attribute = setUp(of: resource).keeps { visitor.attributes[attribute] = time }
    visitor.first([.endOfSetUp(resource)])
    if time == 0 { return true }
    return try begin(setUpWork(of: unit, time, step, needs, rule: rule, visitor))
  }

  private func setUpWork(
    of unit: NamedUnit, _ time: Double, _ step: StepInfo, _ needs: [Need],
    rule: InterruptedRule?, _ visitor: Visitor
  ) -> Work {
    unit.isBeingSetUp = true
    let info = StepInfo(name: step.name + "/set-up", keyword: "set-up", place: step.place)
    let work = Work(visitor, info, .expression(.constant(time)), rule: rule, needs: needs)
    work.setsUp = true
    return work
  }

  func endSetUp(_ resource: Int32, _ visitor: Visitor) {
    guard
      let unit = (named[resource] ?? []).first(where: {
        $0.holder === visitor && $0.isBeingSetUp
      }) ?? last(resource, visitor)
    else { return }
    unit.isBeingSetUp = false
    unit.setUpFor = visitor.attributes[setUp(of: resource).attribute] ?? .nan
    unit.setUpOwner = visitor.identity
  }

  /// A set-up is interrupted before work that was: if the unit is kept, it begins anew.
  func leaveSetUpAgain(_ visitor: Visitor) {
    for unit in named.values.joined() where unit.holder === visitor && unit.isBeingSetUp {
      unit.isBeingSetUp = false
      unit.isGotAgain = true
    }
  }

  /// Somebody has got again what it lost.
  func noteGotAgain(_ waiting: Waiting) {
    for need in waiting.needs { last(need.resource, waiting.visitor)?.isGotAgain = true }
  }

  /// Sets up what somebody has got again to go on with work, or with a first set-up; false if that
  /// takes time.
  func setUpAgain(_ goal: Work, _ visitor: Visitor) throws(ReferenceFailure) -> Bool {
    for (index, definition) in model.resources.enumerated() {
      let resource = Int32(index)
      guard let setUp = definition.setUp,
        let unit = (named[resource] ?? []).first(where: {
          $0.holder === visitor && $0.isGotAgain
        }), let step = unit.need?.step
      else { continue }
      unit.isGotAgain = false
      let wanted = visitor.attributes[setUp.attribute] ?? .nan
      if unit.setUpOwner == visitor.identity, unit.setUpFor == wanted { continue }
      let time = try finite(setUpTime(resource, unit, visitor))
      if time == 0 {
        unit.setUpFor = wanted
        unit.setUpOwner = visitor.identity
        continue
      }
      visitor.first([.endOfSetUp(resource), .setUpAgain(goal)])
      let work = setUpWork(
        of: unit, time, step, goal.needs, rule: goal.rule, visitor)
      work.before = goal
      return try begin(work)
    }
    return true
  }
}

import EventEngine
import FacilityModel

extension ReferenceInterpreter {
  /// What is done with what a step has got before it goes on: it is set up.
  func setUpTasks(_ step: StepInfo, _ needs: [Need]) -> [Task] {
    needs.filter { model.resources[Int($0.resource)].setUp != nil }
      .map { .setUp($0.resource, step, needs) }
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
  func beginSetUp(_ resource: Int32, _ step: StepInfo, _ needs: [Need], _ visitor: Visitor)
    throws(ReferenceFailure) -> Bool
  {
    guard let unit = last(resource, visitor) else { return true }
    let time = try finite(setUpTime(resource, unit, visitor))
    if let attribute = setUp(of: resource).keeps { visitor.attributes[attribute] = time }
    visitor.first([.endOfSetUp(resource)])
    if time == 0 { return true }
    unit.isBeingSetUp = true
    let info = StepInfo(name: step.name + "/set-up", keyword: "set-up", place: step.place)
    return try begin(
      Work(visitor, info, .expression(.constant(time)), rule: nil, needs: needs))
  }

  func endSetUp(_ resource: Int32, _ visitor: Visitor) {
    guard let unit = last(resource, visitor) else { return }
    unit.isBeingSetUp = false
    unit.setUpFor = visitor.attributes[setUp(of: resource).attribute] ?? .nan
  }
}

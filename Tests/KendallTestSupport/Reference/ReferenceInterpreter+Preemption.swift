import EventEngine
import FacilityModel
import RandomStreams

/// Time that an entity spends at a step, and that others may interrupt.
final class Work {
  let visitor: Visitor
  let step: StepInfo
  let duration: QuantityModel
  /// What the step says under `ifPreempted`, if it says anything.
  let rule: InterruptedRule?
  /// What the step has taken for it.
  let needs: [Need]
  /// Whether a unit is set up, and before which work that was interrupted, if it is done again.
  var setsUp = false
  var before: Work?
  /// How long it takes in all, how long when it goes on, and when it is over.
  var length: Int64 = 0
  var left: Int64?
  var end: Int64 = 0
  /// How often its time has been drawn; 0 before it has begun.
  var draws = 0
  /// What is left of it, in shares, where it is done at a resource that is shared.
  var shares: Int128 = 0

  init(
    _ visitor: Visitor, _ step: StepInfo, _ duration: QuantityModel, rule: InterruptedRule?,
    needs: [Need]
  ) {
    self.visitor = visitor
    self.step = step
    self.duration = duration
    self.rule = rule
    self.needs = needs
  }
}

/// Units of a resource in the hands of an entity.
struct Holder {
  let visitor: Visitor
  var units: Int64
  var priority: Double
}

extension ReferenceInterpreter {
  /// Lets time pass for an entity.
  func begin(_ work: Work) throws(ReferenceFailure) -> Bool {
    if work.left == nil {
      let length = try self.length(of: work)
      if length < 0 { throw failure(.negativeDuration) }
      if length > 0x1p61 { throw failure(.beyondClock) }
      work.draws += 1
      work.length = ticks(length)
      work.left = work.length
    }
    work.end = now + (work.left ?? 0)
    if !work.setsUp,
      let resource = work.needs.map(\.resource).first(where: {
        model.resources[Int($0)].sharedUnits > 0
      })
    {
      beginSharing(work, resource)
    } else {
      schedule(.workOver(work), order: 1, at: work.end)
    }
    count(true, work.visitor)
    note(.began, work.visitor, work.step.name)
    return false
  }

  /// The time that work takes: a draw of its own whenever it is drawn anew.
  private func length(of work: Work) throws(ReferenceFailure) -> Double {
    guard work.draws > 0, case .random(let random) = work.duration else {
      return try value(of: work.duration, for: work.visitor)
    }
    let word = entityWord(
      identity: work.visitor.identity, visit: visit(work.visitor, loopDepth: random.loopDepth))
    var stream = self.stream(random.purpose, word: mix(word &+ UInt64(work.draws)))
    return try draw(random, for: work.visitor, from: &stream)
  }

  /// The work that an entity does at this moment.
  func work(of visitor: Visitor) -> Work? {
    for event in upcoming {
      if case .workOver(let work) = event.what, work.visitor === visitor { return work }
    }
    return nil
  }

  func isRemovable(_ resource: Int32) -> Bool { model.resources[Int(resource)].isRemovable }

  /// Whether an entity that holds units can lose them.
  private func canBeRobbed(_ visitor: Visitor) -> Bool {
    guard let work = work(of: visitor) else { return false }
    if case .never = work.rule { return false }
    return true
  }

  /// What an entity loses of a resource when its work is interrupted for it.
  private func loss(of resource: Int32, _ visitor: Visitor) -> Int64 {
    work(of: visitor)?.needs.first { $0.resource == resource }?.units
      ?? (named[resource] != nil ? 1 : visitor.held[resource]) ?? 0
  }

  /// Takes what an entity lacks from those of worse priority; false, without any change, if there is
  /// not enough to take, or nothing lacking, or somebody in line before it.
  func preempt(_ needs: [Need], _ visitor: Visitor) throws(ReferenceFailure) -> Bool {
    func victims(_ resource: Int32) -> [Holder] {
      stations[Int(resource)].holders.filter {
        $0.priority > visitor.priority && $0.visitor !== visitor && canBeRobbed($0.visitor)
      }
    }
    var lacks = false
    for (index, need) in needs.enumerated() {
      let station = stations[Int(need.resource)]
      let isLastComeFirst =
        model.resources[Int(need.resource)].line.discipline == .lastComeFirstServed
      if let first = station.line.first,
        isLastComeFirst
          ? first.priority < visitor.priority : first.priority <= visitor.priority
      {
        return false
      }
      // Who is interrupted for a need before this one, and keeps this resource, has it for good.
      let able = victims(need.resource).filter { holder in
        let isBack = work(of: holder.visitor)?.needs.contains { $0.resource == need.resource }
        return isBack == true
          || !needs[..<index].contains {
            (stations[Int($0.resource)].free < $0.units || named[$0.resource] != nil)
              && (holder.visitor.held[$0.resource] ?? 0) > 0
          }
      }
      if named[need.resource] != nil {
        if try bestUnit(for: need, visitor) != nil { continue }
        lacks = true
        if unitToTake(need, visitor, from: able) == nil { return false }
        continue
      }
      if station.free >= need.units { continue }
      lacks = true
      let more = able.map { loss(of: need.resource, $0.visitor) }
      if station.free + more.reduce(0, +) < need.units { return false }
    }
    if !lacks { return false }
    isChangingHands = true
    for need in needs {
      if named[need.resource] != nil {
        found[need.resource] = try bestUnit(for: need, visitor)
        if found[need.resource] != nil { continue }
        guard let (holder, unit) = unitToTake(need, visitor, from: victims(need.resource)) else {
          preconditionFailure("nobody to pre-empt")
        }
        takeAway(
          need.resource, from: holder, named: unit,
          rule: self.work(of: holder.visitor)?.rule ?? .resume)
        found[need.resource] = unit
        continue
      }
      while stations[Int(need.resource)].free < need.units {
        let all = victims(need.resource)
        let worst = all.map(\.priority).max()
        guard let victim = all.last(where: { $0.priority == worst }) else {
          preconditionFailure("nobody to pre-empt")
        }
        takeAway(
          need.resource, from: victim, rule: self.work(of: victim.visitor)?.rule ?? .resume)
      }
    }
    return true
  }

  /// Interrupts the work of those for whom no unit is on duty any more, the worst first.
  func endShift(of resource: Int32) {
    while stations[Int(resource)].free < 0 || owed(of: resource) > 0 {
      let all = stations[Int(resource)].holders.filter { canBeRobbed($0.visitor) }
      let worst = all.map(\.priority).max()
      guard let victim = all.last(where: { $0.priority == worst }) else { return }
      let isHandedOver = model.resources[Int(resource)].handsOverAtShiftEnd
      takeAway(
        resource, from: victim, named: unitsHeld(resource, victim.visitor).last,
        rule: isHandedOver ? .resume : work(of: victim.visitor)?.rule ?? .resume)
    }
  }

  /// Takes a resource, and what belongs to the work, from an entity.
  func takeAway(
    _ resource: Int32, from holder: Holder, unit: Unit? = nil, named lostUnit: NamedUnit? = nil,
    rule: InterruptedRule
  ) {
    let visitor = holder.visitor
    guard let work = work(of: visitor) else { preconditionFailure("no work to interrupt") }
    let lost = loss(of: resource, visitor)
    takeOut(visitor)
    // A set-up that is interrupted begins anew, before what was interrupted first.
    let goal = work.before ?? work
    if work.before != nil { visitor.agenda.removeLast(goal.setsUp ? 2 : 3) }
    var needs = goal.needs
    if !needs.contains(where: { $0.resource == resource }) {
      needs.append(Need(resource: resource, units: lost))
    }
    // The unit that is lost is asked for as it was; another of its resource is kept.
    for index in needs.indices where needs[index].resource == resource {
      if let need = lostUnit?.need { needs[index] = need }
    }
    var isReturning = true
    if case .reroute = rule { isReturning = false }
    let waiting = Waiting(
      visitor, goal.step, needs: needs, priority: holder.priority, since: now,
      whenGranted: [.setUpAgain(goal)] + (goal.setsUp ? [] : [.goOnWith(goal)]), renege: nil)
    waiting.isResuming = true
    visitor.joined = now
    for need in needs {
      visitor.held[need.resource, default: 0] -= need.units
      change(need.resource) { $0.busy -= need.units }
      noteEndOfUse(need.units, of: need.resource)
      let back = returnUnits(
        need.units, of: need.resource, visitor, newest: true, becomeDirty: false,
        lost: need.resource == resource ? lostUnit : nil, isLost: true)
      letGo(
        need.units, of: need.resource, visitor,
        preferred: need.resource == resource ? unit : nil, back: back)
      mark(need.resource)
      guard isReturning else { continue }
      waiting.orders[need.resource] = -.infinity
      let line = stations[Int(need.resource)].line
      let place = line.firstIndex { $0.priority >= waiting.priority } ?? line.count
      change(need.resource) { $0.line.insert(waiting, at: place) }
      mark(need.resource)
    }
    switch rule {
    case .reroute(let steps):
      if case .giveBack = visitor.agenda.last, !goal.needs.isEmpty { visitor.agenda.removeLast() }
      if case .travel = visitor.agenda.last { visitor.agenda.removeLast() }
      visitor.first(steps.map { .step($0) })
      schedule(.goOn(visitor), order: 1, at: now)
      return
    case _ where work.setsUp: break
    case .restart: work.left = work.length
    case .resample: work.left = nil
    default: work.left = work.end - now
    }
    note(.joined, visitor, waiting.step.name)
  }

  /// Notes who has got units.
  func gotHold(_ units: Int64, of resource: Int32, _ visitor: Visitor) {
    hand(units, of: resource, to: visitor)
    let station = Int(resource)
    if let index = stations[station].holders.firstIndex(where: { $0.visitor === visitor }) {
      stations[station].holders[index].units += units
      stations[station].holders[index].priority = visitor.priority
    } else {
      stations[station].holders.append(
        Holder(visitor: visitor, units: units, priority: visitor.priority))
    }
  }

  /// Notes who has given units back.
  func letGo(
    _ units: Int64, of resource: Int32, _ visitor: Visitor, preferred: Unit? = nil,
    back: [NamedUnit] = []
  ) {
    let station = Int(resource)
    if let index = stations[station].holders.firstIndex(where: { $0.visitor === visitor }) {
      stations[station].holders[index].units -= units
      if stations[station].holders[index].units <= 0 {
        stations[station].holders.remove(at: index)
      }
    }
    if named[resource] != nil {
      return takeBack(back.compactMap(\.unit), preferred: preferred)
    }
    takeBack(units, of: resource, from: visitor, preferred: preferred)
  }
}

import EventEngine
import FacilityModel

/// An entity that waits for partners.
struct Meeting {
  let visitor: Visitor
  let step: MatchStep
  let key: Double
  let order: Double
  let since: Int64
}

extension ReferenceInterpreter {
  /// An entity comes to where it waits for partners.
  func meet(_ step: MatchStep, _ visitor: Visitor) throws(ReferenceFailure) {
    let match = step.definition
    let key = match.key.map { value(of: $0, for: visitor) } ?? 0
    note(.gathering, visitor, step.info.name)
    let order = try match.kinds[step.kind].order.map { expression throws(ReferenceFailure) in
      try finite(value(of: expression, for: visitor))
    }
    let meeting = Meeting(
      visitor: visitor, step: step, key: key, order: order ?? 0, since: now)
    let behind = meetings.firstIndex { $0.order > meeting.order }
    meetings.insert(meeting, at: behind ?? meetings.count)
    while let all = try complete(step.match, match, key) { try assemble(all, match) }
  }

  /// Those who go on as one, the first kind first, if there are enough of each.
  private func complete(_ number: Int, _ match: MatchDefinition, _ key: Double)
    throws(ReferenceFailure) -> [Meeting]?
  {
    let present = meetings.filter { $0.step.match == number && $0.key == key }
    guard let leader = present.first(where: { $0.step.kind == 0 })?.visitor else { return nil }
    var all: [Meeting] = []
    for (kind, definition) in match.kinds.enumerated() {
      let own = present.filter { $0.step.kind == kind }
      func wanted(_ expression: Expression?) throws(ReferenceFailure) -> Int {
        guard let expression else { return 1 }
        let number = try finite(value(of: expression, for: leader))
        guard number >= (kind == 0 ? 1 : 0), number <= 1e9, number == number.rounded() else {
          throw failure(.badCount)
        }
        return Int(number)
      }
      let least = try wanted(definition.least)
      if own.count < least { return nil }
      let most = definition.most == nil ? least : max(least, try wanted(definition.most))
      all += own.prefix(most)
    }
    return all
  }

  private func assemble(_ all: [Meeting], _ match: MatchDefinition) throws(ReferenceFailure) {
    let leader = all[0].visitor
    meetings.removeAll { meeting in all.contains { $0.visitor === meeting.visitor } }
    let party = Party(nil, key: 0, wanted: all.count)
    for member in all.dropFirst() {
      party.members.append((member.visitor, member.since))
      member.visitor.party = party
      member.visitor.met = member.step
      for attribute in match.keep {
        if let given = member.visitor.attributes[attribute] {
          leader.attributes[attribute] = given
        }
      }
    }
    completing = leader
    for meeting in all where meeting.visitor === leader || meeting.visitor.party === party {
      let (visitor, name) = (meeting.visitor, meeting.step.info.name)
      if meeting.step.renege != nil { cancel(visitor.sections.popLast()?.deadline) }
      visitor.waited += now - meeting.since
      observeGathering(name, now - meeting.since)
      note(.reunited, visitor, name)
      if match.isPermanent, visitor !== leader {
        visitor.party = nil
        charge(leader, for: visitor)
        try mergeAway(visitor, step: name)
      }
    }
    guard completing === leader else { return }
    completing = nil
    leader.leads = match.isPermanent ? nil : party
    leader.first(
      all[0].step.steps.map { .step($0) } + (match.isPermanent ? [] : [.endOfBatch(party)]))
    schedule(.goOn(leader), order: 1, at: now)
  }

  /// Takes an entity out of those who wait for partners, if it is one.
  func leaveMeeting(_ visitor: Visitor) -> Bool {
    guard let index = meetings.firstIndex(where: { $0.visitor === visitor }) else { return false }
    let meeting = meetings.remove(at: index)
    visitor.waited += now - meeting.since
    note(.interrupted, visitor, meeting.step.info.name)
    return true
  }
}

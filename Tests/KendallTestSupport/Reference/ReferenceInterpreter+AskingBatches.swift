import EventEngine
import FacilityModel

extension ReferenceInterpreter {
  /// An entity joins a batch that takes others in until it has what it asks for.
  func joinAsking(_ step: BatchStep, _ key: Double, _ visitor: Visitor)
    throws(ReferenceFailure) -> Bool
  {
    visitor.batchOrder =
      try step.order.map { expression throws(ReferenceFailure) in
        try finite(value(of: expression, for: visitor))
      } ?? 0
    visitor.met = nil
    var newcomer = (visitor: visitor, since: now)
    for party in parties where party.step?.info.name == step.info.name && party.key == key {
      if party.members.count < party.most {
        party.members.append(newcomer)
        newcomer.visitor.party = party
        if !party.hasAsked, party.members.count >= party.wanted { ask(party, resuming: true) }
        return false
      }
      guard step.order != nil else { continue }
      let order = newcomer.visitor.batchOrder
      let worst = party.members.dropFirst().map(\.visitor.batchOrder).max() ?? order
      guard worst > order,
        let place = party.members.lastIndex(where: { $0.visitor.batchOrder == worst })
      else { continue }
      let displaced = party.members.remove(at: place)
      party.members.append(newcomer)
      newcomer.visitor.party = party
      newcomer = displaced
    }
    let party = try begin(step, key, newcomer.visitor)
    party.members.append(newcomer)
    newcomer.visitor.party = party
    if party.wanted > 1 { return false }
    let isSelf = newcomer.visitor === visitor
    ask(party, resuming: !isSelf)
    return isSelf
  }

  /// The first of a batch goes on to ask.
  func ask(_ party: Party, resuming: Bool) {
    guard let step = party.step else { return }
    cancel(party.deadline)
    party.hasAsked = true
    let (leader, since) = party.members[0]
    leader.waited += now - since
    observeGathering(step.info.name, now - since)
    if let attribute = step.countAs {
      leader.attributes[attribute] = Double(party.members.count)
    }
    note(.reunited, leader, step.info.name)
    leader.party = nil
    leader.first([.askForBatch(party)])
    if resuming { schedule(.goOn(leader), order: 1, at: now) }
  }

  func seizeForBatch(_ party: Party, _ leader: Visitor) throws(ReferenceFailure) -> Bool {
    guard let step = party.step, let request = step.request else { return true }
    return try seize(request, leader, step.info) { needs in
      [.closeBatch(party)] + step.steps.map { .step($0) } + [.handBackFromBatch(step, needs)]
        + (step.isPermanent ? [] : [.endOfBatch(party)])
    }
  }

  /// Nobody else is taken into a batch.
  func close(_ party: Party) throws(ReferenceFailure) {
    guard let step = party.step else { return }
    parties.removeAll { $0 === party }
    let (leader, size) = (party.members[0].visitor, Double(party.members.count))
    party.members.removeFirst()
    if let attribute = step.countAs { leader.attributes[attribute] = size }
    for (visitor, since) in party.members {
      visitor.waited += now - since
      observeGathering(step.info.name, now - since)
      if let attribute = step.countAs { visitor.attributes[attribute] = size }
      note(.reunited, visitor, step.info.name)
      if step.isPermanent {
        visitor.party = nil
        charge(leader, for: visitor)
        try mergeAway(visitor, step: step.info.name)
      }
    }
    leader.leads = step.isPermanent ? nil : party
  }
}

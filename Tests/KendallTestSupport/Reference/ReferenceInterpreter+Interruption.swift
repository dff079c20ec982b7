import EventEngine
import FacilityModel
import RandomStreams

/// A section with a limit of time that an entity is in.
final class OpenSection {
  let step: WithinStep
  let visitor: Visitor
  /// What the visitor held on entering.
  let held: [Int32: Int64]
  /// The number of the event that ends it, if the clock can hold it.
  var deadline: Int?

  init(_ step: WithinStep, _ visitor: Visitor) {
    self.step = step
    self.visitor = visitor
    held = visitor.held
  }
}

extension ReferenceInterpreter {
  /// Takes an event out of what will happen.
  func cancel(_ number: Int?) { upcoming.removeAll { $0.number == number } }

  /// An entity enters a section whose time is limited.
  func enter(_ step: WithinStep, _ visitor: Visitor) throws(ReferenceFailure) {
    let limit = try value(of: step.limit, for: visitor)
    if limit < 0 { throw failure(.negativeDuration) }
    let section = OpenSection(step, visitor)
    if limit <= 0x1p61 {
      schedule(.sectionOver(section), order: 6, at: now + ticks(limit))
      section.deadline = scheduled
    }
    visitor.sections.append(section)
    visitor.first(step.steps.map { .step($0) } + [.endOfSection(section)])
  }

  /// The time of a section is over.
  func expire(_ section: OpenSection) throws(ReferenceFailure) {
    let visitor = section.visitor
    while let inner = visitor.sections.popLast(), inner !== section { cancel(inner.deadline) }
    takeOut(visitor)
    note(.timedOut, visitor, section.step.info.name)
    for resource in visitor.held.keys.sorted() {
      let inside = (visitor.held[resource] ?? 0) - (section.held[resource] ?? 0)
      if inside > 0 {
        let name = model.resources[Int(resource)].name
        try giveBack(
          inside, of: resource, visitor,
          purpose: hash(ofName: section.step.info.name) ^ mix(hash(ofName: name)),
          visit: visit(visitor, loopDepth: section.step.loopDepth))
      }
    }
    while let task = visitor.agenda.popLast() {
      if case .endOfSection(let other) = task, other === section { break }
    }
    visitor.first(section.step.otherwise.map { .step($0) })
    try proceed(visitor)
  }

  /// Takes an entity out of the lines it waits in, or out of what it does.
  func takeOut(_ visitor: Visitor) {
    for event in upcoming {
      if case .workOver(let work) = event.what, work.visitor === visitor {
        cancel(event.number)
        leaveSharing(work)
        count(false, visitor)
        if work.before != nil { leaveSetUpAgain(visitor) }
        note(.interrupted, visitor, work.step.name)
        return
      }
      if case .goOn(let other) = event.what, other === visitor { return cancel(event.number) }
    }
    if let forking = visitor.forking { return interruptFork(forking) }
    if leaveMeeting(visitor) { return }
    if let party = visitor.party { return leaveParty(party, visitor) }
    if completing === visitor {
      completing = nil
      return
    }
    let waiting =
      stations.lazy.flatMap(\.line).first { $0.visitor === visitor }
      ?? watches.first { $0.waiting.visitor === visitor }?.waiting
    guard let waiting else { preconditionFailure("nothing can be interrupted") }
    cancel(waiting.patience)
    leaveLines(waiting)
    note(.interrupted, visitor, waiting.step.name)
  }

  /// A wait ends without what was waited for.
  func leaveLines(_ waiting: Waiting) {
    unwatch(waiting)
    for need in waiting.needs.reversed() {
      change(need.resource) { $0.line.removeAll { $0 === waiting } }
      mark(need.resource)
    }
    noteWait(waiting)
    if isObserving, !waiting.isResuming {
      out.abandonedWaits[waiting.step.name, default: []].append(now - waiting.since)
    }
  }
}

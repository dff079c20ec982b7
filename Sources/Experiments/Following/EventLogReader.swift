import EventEngine

/// Makes cases of the lines of a log, in the order in which they were written.
struct EventLogReader {
  private let program: Program
  private(set) var cases: [EventLog.Case] = []
  private var places: [UInt64: Int] = [:]
  /// The last name of a step; the whole where another step has the same last name.
  private let names: [String]
  private let requests: [Int32: Int]
  /// By resource: the unit numbers in use.
  private var taken: [[Bool]]

  init(_ program: Program) {
    self.program = program
    names = CaseNames.steps(of: program)
    var requests: [Int32: Int] = [:]
    for (index, request) in program.requests.enumerated() { requests[request.step] = index }
    self.requests = requests
    taken = program.resources.map { _ in [] }
  }

  mutating func read(_ line: LogEntry) {
    let entry = line.entry
    if entry.happening == .arrived || entry.happening == .created { begin(line) }
    // Who repairs and cleans is nobody's case.
    guard let place = places[line.entity] else { return }
    let step = names[Int(entry.step)]
    switch entry.happening {
    case .joined, .gathering:
      cases[place].activities.append(
        EventLog.Activity(
          kind: .wait, name: step, resources: wanted(entry.step), start: entry.tick))
    case .granted:
      finish(place, .wait, step, at: entry.tick)
      take(place, entry.step, step, at: entry.tick)
    case .reneged, .reunited: finish(place, .wait, step, at: entry.tick)
    case .began:
      var held: [Int32] = []
      for use in cases[place].uses where use.end == nil && !held.contains(use.resource) {
        held.append(use.resource)
      }
      cases[place].activities.append(
        EventLog.Activity(kind: .work, name: step, resources: held, start: entry.tick))
    case .ended: finish(place, .work, step, at: entry.tick)
    case .interrupted:
      finish(place, .work, step, at: entry.tick, isBroken: true)
      finish(place, .wait, step, at: entry.tick, isBroken: true)
    case .released:
      let (resource, kept) = entry.givenBack
      giveBack(place, resource, keeping: kept, at: entry.tick)
    case .departed, .merged: end(place, entry)
    case .arrived, .created, .timedOut, .failed, .repaired, .forked: break
    }
  }

  private mutating func begin(_ line: LogEntry) {
    let source = program.sources[Int(line.source)]
    let isChild = line.entry.happening == .created
    places[line.entity] = cases.count
    cases.append(
      EventLog.Case(name: caseNames.name(of: line, from: source.name), source: source.name))
    cases[cases.count - 1].activities.append(
      EventLog.Activity(
        kind: .arrival, name: isChild ? "made" : "arrival", resources: [], start: line.entry.tick,
        complete: line.entry.tick))
  }

  private var caseNames = CaseNames()

  private mutating func finish(
    _ place: Int, _ kind: EventLog.Activity.Kind, _ name: String, at tick: Int64,
    isBroken: Bool = false
  ) {
    guard
      let index = cases[place].activities.lastIndex(where: {
        $0.kind == kind && $0.name == name && $0.complete == nil
      })
    else { return }
    cases[place].activities[index].complete = tick
    cases[place].activities[index].isBroken = isBroken
  }

  private func items(_ step: Int32) -> ArraySlice<RequestItem> {
    guard let request = requests[step].map({ program.requests[$0] }) else { return [] }
    return program.items[
      Int(request.firstItem)..<Int(request.firstItem + request.itemCount)]
  }

  private func wanted(_ step: Int32) -> [Int32] { items(step).map(\.resource) }

  private mutating func take(_ place: Int, _ step: Int32, _ name: String, at tick: Int64) {
    // What is used up is not given back.
    for item in items(step) where program.resources[Int(item.resource)].stock < 0 {
      let resource = Int(item.resource)
      let unit = taken[resource].firstIndex(of: false) ?? taken[resource].count
      if unit == taken[resource].count { taken[resource].append(true) }
      taken[resource][unit] = true
      cases[place].uses.append(
        EventLog.Use(resource: item.resource, step: name, start: tick, end: nil, unit: unit + 1))
    }
  }

  /// Ends the uses of a resource, but the last so many.
  private mutating func giveBack(
    _ place: Int, _ resource: Int32, keeping kept: Int = 0, at tick: Int64
  ) {
    let open = cases[place].uses.indices.filter {
      cases[place].uses[$0].resource == resource && cases[place].uses[$0].end == nil
    }
    for index in open.dropLast(kept) {
      cases[place].uses[index].end = tick
      taken[Int(resource)][cases[place].uses[index].unit - 1] = false
    }
  }

  private mutating func end(_ place: Int, _ entry: TraceEntry) {
    for index in cases[place].activities.indices
    where cases[place].activities[index].complete == nil {
      cases[place].activities[index].complete = entry.tick
      cases[place].activities[index].isBroken = true
    }
    for use in cases[place].uses where use.end == nil {
      giveBack(place, use.resource, at: entry.tick)
    }
    let outcome =
      entry.happening == .merged ? "ends as part of another" : program.outcomes[Int(entry.detail)]
    cases[place].outcome = outcome
    cases[place].activities.append(
      EventLog.Activity(
        kind: .departure, name: outcome, resources: [], start: entry.tick, complete: entry.tick))
  }
}

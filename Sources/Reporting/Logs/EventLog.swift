package import EventEngine
package import FacilityModel

/// What every entity of one replication did, as process mining wants it: cases with activities.
package struct EventLog: Sendable {
  /// A part of a case that has a beginning and an end.
  package struct Activity: Sendable {
    package enum Kind: Sendable { case arrival, wait, work, departure }

    package var kind: Kind
    package var name: String
    /// What the entity held meanwhile, or waited for; each resource once.
    package var resources: [Int32]
    package var start: Int64
    /// Nil where the run ended before.
    package var complete: Int64?
    /// Whether it was broken off.
    package var isBroken = false
  }

  /// Units of a resource that an entity had, from taking to giving back.
  package struct Use: Sendable {
    package var resource: Int32
    /// The step at which they were taken.
    package var step: String
    package var start: Int64
    package var end: Int64?
    /// A number for the unit, from 1; units are interchangeable, so the lowest that is free.
    package var unit: Int
  }

  package struct Case: Sendable {
    /// Such as `walk-in:17`.
    package var name: String
    package var source: String
    package var activities: [Activity] = []
    package var uses: [Use] = []
    /// The case that it was made by, where it was.
    package var parent: String?
    package var outcome: String?
  }

  package private(set) var cases: [Case]
  let resources: [String]
  private let model: Model

  /// Reads the log of an engine that has run while it kept everything.
  package init(_ entries: [LogEntry], _ program: Program, _ model: Model) {
    var reader = EventLogReader(program)
    for entry in entries { reader.read(entry) }
    cases = reader.cases
    resources = program.resources.map(\.name)
    self.model = model
  }

  /// Leaves out who arrived before a tick, and what came of them.
  package mutating func keep(from tick: Int64) {
    var kept: Set<String> = []
    cases = cases.filter { one in
      let isKept =
        (one.activities.first?.start ?? .min) >= tick && one.parent.map(kept.contains) ?? true
      if isKept { kept.insert(one.name) }
      return isKept
    }
  }

  /// Ticks since 1970-01-01 of a moment; runs without a date begin in the week of Monday, 2024-01-01.
  func moment(_ tick: Int64) -> Int64 { Self.moment(tick, model.time) }

  /// The same for any run with a plan of time.
  static func moment(_ tick: Int64, _ time: TimeFrame) -> Int64 {
    let weekday = time.startDay == nil ? time.startInWeek / Ticks.day : 0
    let firstDay = Int64(time.startDay ?? 19_723) + weekday
    return firstDay * Ticks.day + time.startInWeek % Ticks.day + tick
  }

  /// A moment for people, to the minute: the date, or the day of the run where it has no date.
  package func words(_ tick: Int64) -> String { Self.words(tick, model.time) }

  static func words(_ tick: Int64, _ plan: TimeFrame) -> String {
    let text = time(tick, plan)
    let day =
      plan.startDay == nil
      ? "day \((plan.startInWeek % Ticks.day + tick) / Ticks.day + 1)" : "\(text.prefix(10))"
    return "\(day) \(text.dropFirst(11).prefix(5))"
  }

  /// Whether the run has a date.
  package var isDated: Bool { model.time.startDay != nil }

  /// A moment as a date and time of day.
  func time(_ tick: Int64) -> String { Self.time(tick, model.time) }

  static func time(_ tick: Int64, _ plan: TimeFrame) -> String {
    let (days, ticks) = moment(tick, plan).quotientAndRemainder(dividingBy: Ticks.day)
    let seconds = ticks / Ticks.second
    let millis = ticks % Ticks.second / 1000
    func padded(_ value: Int64, _ width: Int) -> String {
      let text = String(value)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    let (year, month, day) = ClockTime.date(ofDay: Int(days))
    return "\(padded(Int64(year), 4))-\(padded(Int64(month), 2))-\(padded(Int64(day), 2))T"
      + "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
      + ".\(padded(millis, 3))"
  }
}

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

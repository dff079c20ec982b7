package import EventEngine
package import FacilityModel

/// What waits are due to.
package enum WaitCauses: Measure {
  package static let name = "wait due to"
  package static let definition =
    "the mean wait of the waits that ended with a grant during the window, zeros included, in parts "
    + "that add up to it, and each part's share of all waiting. At every moment a wait is due to one "
    + "cause: that of the first resource, in the order in which the step asks for them, that has no "
    + "unit free. Its cause is the first of these that holds: nobody on duty; a unit in turnaround; "
    + "a unit out of service; all units in use held by entities that wait themselves; all in use. "
    + "If every resource has a unit free, these are too few, or somebody before in line needs more. "
    + "For a resource that is asked for with others, what is due to the others is another cause"

  package static func collect(
    _ record: ReplicationRecord, of model: Model, _ program: Program,
    into collector: inout FigureCollector
  ) {
    guard program.followsCauses else { return }
    let requests = program.requests.indices.map { CausesOfRequest($0, record, program) }
    for (index, request) in program.requests.enumerated() where request.itemCount > 0 {
      add("step " + program.steps[Int(request.step)].name, [requests[index].all], &collector)
    }
    for (resource, specification) in program.resources.enumerated() {
      let asking = program.requests.indices.filter { program.asks($0, for: resource) }
      if asking.isEmpty { continue }
      add(
        "resource " + specification.name,
        asking.map { requests[$0].seen(from: Int32(resource), program) }, &collector)
    }
  }

  /// The causes as the figures name them.
  private static var causes: [(name: String, part: KeyPath<CauseParts, Int128>)] {
    [
      ("nobody on duty", \.offShift), ("unit in turnaround", \.turnaround),
      ("unit out of service", \.outOfService), ("blocked units", \.blocked),
      ("all in use", \.busy), ("too few free", \.tooFew), ("other resource", \.others),
    ]
  }

  private static func add(
    _ scope: String, _ parts: [CauseParts], _ collector: inout FigureCollector
  ) {
    let waits = parts.reduce(0) { $0 + $1.waits }
    let total = causes.reduce(Int128(0)) { sum, cause in
      parts.reduce(sum) { $0 + $1[keyPath: cause.part] }
    }
    for cause in causes {
      if cause.part == \.others, !parts.contains(where: \.hasOthers) { continue }
      let part = Double(parts.reduce(Int128(0)) { $0 + $1[keyPath: cause.part] })
      let name = "\(Self.name) \(cause.name)"
      collector.add(
        name, scope, "mean", unit: collector.unit.name,
        waits > 0 ? part / Double(waits) / collector.unit.ticks : nil, observations: waits)
      collector.add(
        name, scope, "share", unit: "1", total > 0 ? part / Double(total) : nil,
        observations: waits)
    }
  }
}

/// Ticks of waiting by cause.
struct CauseParts {
  var waits = 0
  var offShift: Int128 = 0
  var turnaround: Int128 = 0
  var outOfService: Int128 = 0
  var blocked: Int128 = 0
  var busy: Int128 = 0
  var tooFew: Int128 = 0
  var others: Int128 = 0
  /// Whether others are asked for at the same time.
  var hasOthers = false

  /// Adds the clocks of one resource, in the order of `WaitCause`.
  mutating func add(_ clocks: ArraySlice<Int128>) {
    for (cause, ticks) in zip(WaitCause.allCases, clocks) {
      switch cause {
      case .offShift: offShift += ticks
      case .turnaround: turnaround += ticks
      case .outOfService: outOfService += ticks
      case .blocked: blocked += ticks
      case .busy: busy += ticks
      }
    }
  }
}

/// What the waits of one request were due to.
struct CausesOfRequest {
  private let request: Int
  private let waits: Int
  /// By (item, cause), and then the time with too few free.
  private let clocks: ArraySlice<Int128>

  init(_ request: Int, _ record: ReplicationRecord, _ program: Program) {
    self.request = request
    waits = record.waits[request].count
    func count(_ group: Int32) -> Int {
      group < 0 ? 0 : Int(program.waitGroups[Int(group)].clockCount)
    }
    let first = program.groupOfRequest[..<request].reduce(0) { $0 + count($1) }
    clocks = record.causes[first..<(first + count(program.groupOfRequest[request]))]
  }

  private func clocks(ofItem item: Int) -> ArraySlice<Int128> {
    clocks.dropFirst(item * WaitCause.allCases.count).prefix(WaitCause.allCases.count)
  }

  /// The parts whichever resource they are due to.
  var all: CauseParts {
    var parts = CauseParts()
    parts.waits = waits
    for item in 0..<(clocks.count / WaitCause.allCases.count) { parts.add(clocks(ofItem: item)) }
    parts.tooFew = clocks.last ?? 0
    return parts
  }

  /// The parts as a resource sees them: what is due to others is one cause.
  func seen(from resource: Int32, _ program: Program) -> CauseParts {
    var parts = CauseParts()
    let specification = program.requests[request]
    parts.waits = waits
    parts.hasOthers = specification.itemCount > 1
    parts.tooFew = clocks.last ?? 0
    for item in 0..<Int(specification.itemCount) {
      if program.items[Int(specification.firstItem) + item].resource == resource {
        parts.add(clocks(ofItem: item))
      } else {
        parts.others += clocks(ofItem: item).reduce(0, +)
      }
    }
    return parts
  }
}

/// Integrals of the levels of all resources over the window, kept apart by the values of a factor.
struct FactorAreas {
  private let plan: FactorPlan?
  /// The tick at which the factor next changes.
  private(set) var nextEdge: Int64 = .max
  private var lastEdge: Int64 = 0
  private var lastAreas: [Int128] = []
  /// By (change of the plan, resource, level).
  private(set) var areas: [Int128] = []

  init(_ plan: FactorPlan?) { self.plan = plan }

  /// Begins anew at the opening of the window.
  mutating func open(at tick: Int64, areas now: [Int128]) {
    guard let plan else { return }
    nextEdge = plan.nextChange(after: tick)
    lastEdge = tick
    lastAreas = now
    areas = Array(repeating: 0, count: plan.changes.count * now.count)
  }

  /// Adds what has passed since the last edge to the value that held meanwhile.
  mutating func close(at tick: Int64, areas now: [Int128]) {
    guard let plan else { return }
    let first = plan.index(at: lastEdge) * now.count
    for index in now.indices { areas[first + index] += now[index] - lastAreas[index] }
    lastEdge = tick
    lastAreas = now
    if tick >= nextEdge { nextEdge = plan.nextChange(after: tick) }
  }
}

import FacilityModel
package import OutputStatistics

/// What is to be optimised, and with how much effort.
package struct OptimisationPlan: Sendable {
  package var variations: [Variation]
  package var objective: FigureQuery
  package var maximise: Bool
  package var constraints: [Constraint]
  /// Replications of every point to begin with, and of the best at the end at least.
  package var firstStage: Int
  package var lastStage: Int
  /// The most replications of all points together.
  package var budget: Int
  /// Points that are tried at a time.
  package var width: Int

  package init(
    variations: [Variation], objective: FigureQuery, maximise: Bool, constraints: [Constraint],
    firstStage: Int, lastStage: Int, budget: Int, width: Int
  ) {
    self.variations = variations
    self.objective = objective
    self.maximise = maximise
    self.constraints = constraints
    self.firstStage = firstStage
    self.lastStage = lastStage
    self.budget = budget
    self.width = width
  }
}

/// The best values of whole-numbered parameters, by the adaptive hyperbox algorithm.
///
/// From the best point so far a box is drawn whose walls are the nearest visited coordinates; points
/// within are tried, and the box shrinks until all neighbours of the best are known. Then the best and
/// its neighbours get more replications until no neighbour is better: it is a local optimum as far as
/// the replications tell. Points that break a limit are worse than all that keep them, the less the
/// nearer. All points meet the same random numbers, so differences are plain after few replications.
package struct Optimisation: Sendable {
  package struct Point: Sendable {
    package var values: [Double]
    package var replications: Int
    /// The objective, then the constraints.
    package var intervals: [MeanInterval]
    package var keepsLimits: Bool
    /// The figures by replication, from the first on.
    var samples: [[Double]]
  }

  package let plan: OptimisationPlan
  package private(set) var figures: [Figure] = []
  package private(set) var limits: [(limit: Double, tolerance: Double)] = []
  /// Every point that was visited, in the order of the visits.
  package private(set) var points: [Point] = []
  /// The place of the best among them; nil where none keeps the limits.
  package private(set) var best: Int?
  /// Whether the search came to its end before the budget did.
  package private(set) var isLocallyOptimal = false
  /// How many points there are in all.
  package let size: Double

  package var total: Int { points.reduce(0) { $0 + $1.replications } }

  /// Points that no other beats in the objective and in all limited figures, among those visited.
  ///
  /// Of any two the replications count that both have: the mean of a point with few of them differs
  /// from that of one with many by the replications alone.
  package var frontier: [Point] {
    points.filter { point in
      !points.contains { other in
        let gains = figures.indices.map { gain(of: other, over: point, in: $0) }
        return gains.allSatisfy { $0 >= 0 } && gains.contains { $0 > 0 }
      }
    }
  }

  /// By how much a point is better than another in a figure, over the replications that both have.
  private func gain(of point: Point, over other: Point, in figure: Int) -> Double {
    let isMore = figure == 0 ? plan.maximise : plan.constraints[figure - 1].isAtLeast
    let mean = SampleMoments(zip(point.samples[figure], other.samples[figure]).map(-)).mean ?? 0
    return isMore ? mean : -mean
  }

  /// What the others are compared with: the best, or the point with the most replications where
  /// none keeps the limits.
  private var reference: Int? {
    best ?? points.indices.max { points[$0].replications < points[$1].replications }
  }

  /// A point's figure less the best one's, over the replications that both have; nil for the best.
  package func difference(of point: Int, in figure: Int, level: Double) -> PairedDifference? {
    guard let reference, point != reference else { return nil }
    let (mine, theirs) = (points[point].samples[figure], points[reference].samples[figure])
    let count = min(mine.count, theirs.count)
    return PairedDifference(
      Array(mine.prefix(count)), minus: Array(theirs.prefix(count)), level: level)
  }

  /// A point's figure as it would be with the replications of the best: the mean of that and the
  /// difference over the replications that both have.
  package func comparable(_ point: Int, in figure: Int) -> Double? {
    guard let reference, let mean = points[reference].intervals[figure].mean else { return nil }
    return mean + (difference(of: point, in: figure, level: 0.95)?.mean ?? 0)
  }

  /// Points within the limits whose objective cannot be told from that of the best.
  package func alike(level: Double) -> [Int] {
    guard best != nil else { return [] }
    return points.indices.filter {
      points[$0].keepsLimits
        && difference(of: $0, in: 0, level: level).map { $0.isDistinguishable != true } == true
    }
  }

  /// Searches.
  ///
  /// - Parameter compile: makes the policy of a point.
  package static func run(
    _ experiment: Experiment, _ plan: OptimisationPlan, threads: Int, store: ResultStore?,
    progress: @escaping @Sendable (Int) -> Void = { _ in },
    compile: ([Double]) throws(SelectionProblem) -> Experiment.Arm
  ) async throws(SelectionProblem) -> Optimisation {
    var search = Search(
      plan: plan,
      sampler: ReplicationSampler(
        experiment, figures: [plan.objective] + plan.constraints.map(\.query), threads: threads,
        store: store, progress: progress),
      unit: experiment.unit, seed: experiment.seed)
    var isOptimal = false
    while !isOptimal, search.hasBudget { isOptimal = try await search.step(compile) }
    var result = Optimisation(plan: plan, size: search.lattice.count)
    result.isLocallyOptimal = isOptimal
    result.figures = search.sampler.figures
    result.limits = search.limits
    result.points = search.order.enumerated().map { arm, point in
      let values = search.sampler.values[arm]
      return Point(
        values: search.values(of: point), replications: search.sampler.count(of: arm),
        intervals: values.enumerated().map { index, values in
          MeanInterval(
            values, level: experiment.confidence,
            bounds: search.sampler.figures[index].bounds)
        }, keepsLimits: search.violation(of: arm) == 0, samples: values)
    }
    result.best = search.best.flatMap { search.violation(of: $0) == 0 ? $0 : nil }
    return result
  }

  private init(plan: OptimisationPlan, size: Double) {
    self.plan = plan
    self.size = size
  }
}

/// A search under way.
private struct Search {
  let plan: OptimisationPlan
  let sampler: ReplicationSampler
  let unit: ReportUnit
  var lattice: Lattice
  var limits: [(limit: Double, tolerance: Double)] = []
  /// The points by arm, and the arms by point.
  var order: [[Int]] = []
  private var arms: [[Int]: Int] = [:]
  private(set) var best: Int?
  private var round = 0
  private var generator: DesignGenerator

  init(plan: OptimisationPlan, sampler: ReplicationSampler, unit: ReportUnit, seed: UInt64) {
    self.plan = plan
    self.sampler = sampler
    self.unit = unit
    lattice = Lattice(sizes: plan.variations.map { $0.values?.count ?? 1 })
    generator = DesignGenerator(seed: seed)
  }

  /// Whether a round had no room in the budget for all that it wanted.
  private var isExhausted = false

  private var used: Int { order.indices.reduce(0) { $0 + sampler.count(of: $1) } }
  var hasBudget: Bool { !isExhausted && used < plan.budget }

  func values(of point: [Int]) -> [Double] {
    zip(plan.variations, point).map { $0.values?[$1] ?? $0.lowest }
  }

  /// One round: new points in the box around the best, or more replications where none are left;
  /// whether the best has proved to be a local optimum.
  mutating func step(_ compile: ([Double]) throws(SelectionProblem) -> Experiment.Arm)
    async throws(SelectionProblem) -> Bool
  {
    defer { round += 1 }
    guard let best else {
      // The middle, and points all over the box.
      let middle = lattice.sizes.map { ($0 - 1) / 2 }
      let whole = lattice.sizes.map { 0...($0 - 1) }
      var points = [middle]
      points += lattice.sample(plan.width, of: whole, using: &generator).filter { $0 != middle }
      try await visit(points, plan.firstStage, compile)
      return false
    }
    let centre = order[best]
    let box = lattice.box(around: centre)
    let isSmall = zip(box, centre).allSatisfy { $0.lowerBound >= $1 - 1 && $0.upperBound <= $1 + 1 }
    if !isSmall {
      // Replications grow slowly with the rounds, so that a lucky point does not stay the best.
      let growth = plan.firstStage + round / 2
      let fresh = lattice.sample(plan.width, of: box, using: &generator)
      try await visit([centre] + fresh, growth, compile)
      if !fresh.isEmpty { return false }
    }
    let around = lattice.neighbours(of: centre)
    let unknown = around.filter { arms[$0] == nil }
    if !unknown.isEmpty {
      try await visit([centre] + unknown, max(plan.firstStage, sampler.count(of: best)), compile)
      return false
    }
    let count = sampler.count(of: best)
    if count >= plan.lastStage, around.allSatisfy({ sampler.count(of: arms[$0] ?? 0) >= count }) {
      return true
    }
    let more = max(count, min(plan.lastStage, count * 3 / 2 + 1))
    try await visit([centre] + around, more, compile)
    return false
  }

  /// Runs points until each has so many replications, and looks again which is the best.
  private mutating func visit(
    _ points: [[Int]], _ count: Int,
    _ compile: ([Double]) throws(SelectionProblem) -> Experiment.Arm
  ) async throws(SelectionProblem) {
    // What the budget has no room for is left out, and ends the search.
    var left = plan.budget - used
    var fitting: [[Int]] = []
    for point in points {
      let more = max(0, count - (arms[point].map(sampler.count) ?? 0))
      if more > left {
        isExhausted = true
        continue
      }
      left -= more
      fitting.append(point)
    }
    for point in fitting where arms[point] == nil {
      arms[point] = sampler.add(try compile(values(of: point)))
      order.append(point)
      lattice.visit(point)
    }
    let those = fitting.compactMap { arms[$0] }
    if those.isEmpty { return }
    try await sampler.gather(those, to: count)
    if limits.isEmpty {
      limits = try plan.constraints.limits(of: sampler.figures.dropFirst(), unit)
    }
    var best = self.best ?? those[0]
    for arm in order.indices where isBetter(arm, than: best) { best = arm }
    self.best = best
  }

  /// How far a point is from keeping its limits, each over its tolerance; 0 where it keeps them.
  func violation(of arm: Int) -> Double {
    limits.enumerated().reduce(0) { sum, entry in
      let mean = SampleMoments(sampler.values[arm][entry.offset + 1]).mean ?? 0
      let gap =
        plan.constraints[entry.offset].isAtLeast
        ? entry.element.limit - mean : mean - entry.element.limit
      return sum + max(0, gap) / entry.element.tolerance
    }
  }

  /// Whether a point is better than another, as far as the replications that both have tell.
  private func isBetter(_ arm: Int, than other: Int) -> Bool {
    if arm == other { return false }
    let (mine, theirs) = (violation(of: arm), violation(of: other))
    if mine != theirs { return mine < theirs }
    let count = min(sampler.count(of: arm), sampler.count(of: other))
    let differences = zip(sampler.values[arm][0], sampler.values[other][0]).prefix(count).map {
      plan.maximise ? $0 - $1 : $1 - $0
    }
    return (SampleMoments(differences).mean ?? 0) > 0
  }
}

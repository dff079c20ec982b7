import EventEngine
import FacilityModel
import OutputStatistics

/// The entities of one replication under all policies, paired by identity.
struct EntityPairing {
  /// What one policy gives beside the baseline.
  struct Part: Sendable {
    /// Figures of the differences, each with what it is ordered by and its value.
    var figures: [(figure: Figure, order: [Double], value: Double)] = []
    var pairs: [EntityComparison.Pair] = []
    var arrivalsDiffer = false
  }

  /// For each policy but the baseline; nil where one of the two could not be finished.
  private(set) var parts: [Part?] = []
  private let experiment: Experiment
  private let replication: Int
  private let classes: [String]
  private let keepsPairs: Bool

  init(_ experiment: Experiment, replication: Int, by classes: [String], keepsPairs: Bool) {
    self.experiment = experiment
    self.replication = replication
    self.classes = classes
    self.keepsPairs = keepsPairs
    let base = stays(of: 0)
    parts = experiment.arms.indices.dropFirst().map { arm in
      guard let base, let other = stays(of: arm) else { return nil }
      return part(base, other, arm: arm)
    }
  }

  /// The stays of all entities under a policy; nil where the replication failed.
  private func stays(of arm: Int) -> [Stay]? {
    let program = experiment.arms[arm].compiled.program
    let attributes = classes.compactMap { name in
      program.attributes.firstIndex(of: name).map { Int32($0) }
    }
    var engine = Engine(
      program, seed: experiment.seed, replication: UInt64(replication),
      watching: .stays(attributes: attributes))
    do {
      try engine.run()
      return engine.stays
    } catch {
      return nil
    }
  }

  private func part(_ base: [Stay], _ other: [Stay], arm: Int) -> Part {
    var part = Part()
    let (ours, theirs) = (experiment.arms[0], experiment.arms[arm])
    let places = Dictionary(base.enumerated().map { ($1.entity, $0) }) { first, _ in first }
    let warmUp = ours.compiled.program.warmUp
    var groups: [Group: Differences] = [:]
    var met = Array(repeating: false, count: base.count)
    func count(_ stay: Stay, _ arm: Experiment.Arm, _ what: WritableKeyPath<Differences, Int>) {
      for group in self.groups(of: stay, arm) {
        groups[group, default: Differences()][keyPath: what] += 1
      }
    }
    for stay in other {
      guard let place = places[stay.entity] else {
        part.arrivalsDiffer = part.arrivalsDiffer || isArrival(stay, theirs)
        if stay.arrival >= warmUp { count(stay, theirs, \.cameOnlyNow) }
        continue
      }
      met[place] = true
      let before = base[place]
      if before.arrival != stay.arrival, isArrival(stay, theirs) { part.arrivalsDiffer = true }
      guard before.arrival >= warmUp else { continue }
      switch (before.departure, stay.departure) {
      case (nil, nil): break
      case (_?, nil): count(before, ours, \.leftOnlyBefore)
      case (nil, _?): count(stay, theirs, \.leftOnlyNow)
      case (let left?, let leaves?):
        for group in self.groups(of: before, ours) {
          groups[group, default: Differences()].add(
            stay: Double((leaves - stay.arrival) - (left - before.arrival)),
            wait: Double(stay.waited - before.waited))
        }
        if keepsPairs { part.pairs.append(pair(before, stay, ours, theirs)) }
      }
    }
    for (place, stay) in base.enumerated() where !met[place] {
      part.arrivalsDiffer = part.arrivalsDiffer || isArrival(stay, ours)
      if stay.arrival >= warmUp { count(stay, ours, \.cameOnlyBefore) }
    }
    for (group, differences) in groups {
      part.figures += differences.figures(of: group, unit: experiment.unit)
    }
    return part
  }

  /// Whether an entity came from outside, not out of another.
  private func isArrival(_ stay: Stay, _ arm: Experiment.Arm) -> Bool {
    arm.compiled.program.sources[Int(stay.source)].origin == .arrival
  }

  private func pair(
    _ before: Stay, _ now: Stay, _ ours: Experiment.Arm, _ theirs: Experiment.Arm
  ) -> EntityComparison.Pair {
    let (program, other) = (ours.compiled.program, theirs.compiled.program)
    return EntityComparison.Pair(
      policy: theirs.name, replication: replication,
      entity: "\(program.sources[Int(before.source)].name):\(before.ordinal)",
      classes: classes.map { classValue($0, of: before, ours).label }, baseline: before, other: now,
      outcomes: (program.outcomes[Int(before.outcome)], other.outcomes[Int(now.outcome)]))
  }

  /// The groups that an entity belongs to: all, and its value of each class.
  private func groups(of stay: Stay, _ arm: Experiment.Arm) -> [Group] {
    var groups = [Group(scope: "all", order: [-1, 0])]
    for (index, name) in classes.enumerated() where stay.departure != nil || name == "source" {
      let (label, value) = classValue(name, of: stay, arm)
      groups.append(Group(scope: "\(name) \(label)", order: [Double(index), value]))
    }
    return groups
  }

  /// What an entity's class is called, and what classes are ordered by.
  private func classValue(_ name: String, of stay: Stay, _ arm: Experiment.Arm)
    -> (label: String, order: Double)
  {
    let program = arm.compiled.program
    guard let attribute = program.attributes.firstIndex(of: name) else {
      if name == "source" {
        return (program.sources[Int(stay.source)].name, Double(stay.source))
      }
      return ("unset", .infinity)
    }
    let asked = classes.filter { program.attributes.contains($0) }
    guard let place = asked.firstIndex(of: name), place < stay.attributes.count else {
      return ("unset", .infinity)
    }
    let value = stay.attributes[place]
    if value.isNaN { return ("unset", .infinity) }
    let known = arm.compiled.model.attributes[attribute].values.first { $0.value == value }
    let plain = value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
    return (known?.label ?? plain, value)
  }

  /// A part of the entities, and its place among the others.
  struct Group: Hashable {
    var scope: String
    var order: [Double]

    static func == (a: Group, b: Group) -> Bool { a.scope == b.scope }
    func hash(into hasher: inout Hasher) { hasher.combine(scope) }
  }
}

/// Differences of one group in one replication, in ticks, and who is on one side only.
private struct Differences {
  private var stays: [Double] = []
  private var waits: [Double] = []
  var leftOnlyBefore = 0
  var leftOnlyNow = 0
  var cameOnlyBefore = 0
  var cameOnlyNow = 0

  mutating func add(stay: Double, wait: Double) {
    stays.append(stay)
    waits.append(wait)
  }

  /// The figures of the group: of both differences, and how many there are.
  func figures(of group: EntityPairing.Group, unit: ReportUnit)
    -> [(figure: Figure, order: [Double], value: Double)]
  {
    var figures: [(figure: Figure, order: [Double], value: Double)] = []
    func add(_ measure: Int, _ name: String, _ statistic: String, _ unit: String, _ value: Double) {
      figures.append(
        (
          Figure(measure: name, scope: group.scope, statistic: statistic, unit: unit),
          group.order + [Double(measure), Double(figures.count)], value + 0
        ))
    }
    for (index, ticks) in [stays, waits].enumerated() where !ticks.isEmpty {
      let name = "difference of " + EntityComparison.measures[index]
      let sorted = ticks.sorted().map { $0 / unit.ticks }
      add(index, name, "mean", unit.name, SampleMoments(sorted).mean ?? 0)
      for (statistic, order) in FigureCollector.percentiles {
        add(index, name, statistic, unit.name, Quantile.type7(ofSorted: sorted, order) ?? 0)
      }
      add(index, name, "min", unit.name, sorted.first ?? 0)
      add(index, name, "max", unit.name, sorted.last ?? 0)
      let (longer, shorter) = (ticks.count { $0 > 0 }, ticks.count { $0 < 0 })
      let count = Double(ticks.count)
      add(index, name, "share longer", "1", Double(longer) / count)
      add(index, name, "share shorter", "1", Double(shorter) / count)
      add(index, name, "share equal", "1", Double(ticks.count - longer - shorter) / count)
    }
    add(2, "entities", "paired", "entities", Double(stays.count))
    add(2, "entities", "left under the baseline only", "entities", Double(leftOnlyBefore))
    add(2, "entities", "left under the policy only", "entities", Double(leftOnlyNow))
    add(2, "entities", "came under the baseline only", "entities", Double(cameOnlyBefore))
    add(2, "entities", "came under the policy only", "entities", Double(cameOnlyNow))
    return figures
  }
}

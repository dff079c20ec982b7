import EventEngine
import FacilityModel
import OutputStatistics

extension QueueOutlooks {
  /// What the runs say of each resource.
  func read() -> [QueueOutlook]? {
    let window = records.map { Double($0.windowEnd - $0.windowStart) }.reduce(0, +)
    guard window > 0 else { return nil }
    let departures = records.flatMap(\.outcomes).reduce(0, +)
    let isClosed = departures * 10 < records.map(\.insideAtEnd).reduce(0, +)
    let isHeldUp = isHeldUp(by: limitless.copied.union(limitless.kept))
    return compiled.program.resources.indices.compactMap { index -> QueueOutlook? in
      let resource = compiled.program.resources[index]
      if resource.stock >= 0 { return nil }
      let uses = Double(records.map { $0.uses[index] }.reduce(0, +))
      let inUse = records.map { Self.inUse($0, index) }.reduce(0, +)
      let setUp = records.map { self.setUp($0, index) }.reduce(0, +)
      var outlook = QueueOutlook(
        resource: resource.name, units: nil, askedPerHour: uses / window * Double(Ticks.hour),
        held: uses > 0 ? inUse / uses : nil, load: (inUse - setUp) / window, loadError: 0)
      if isHeldUp || setUp > 0 || isTransport(index) { outlook.certainty = .atLeast }
      let isPlentiful = resource.plan.isUnlimited && resource.sharedUnits == 0
      let blocked = self.blocked(index)
      outlook.reason =
        if worn.contains(Int32(index)) {
          .worn
        } else if uses == 0 {
          .unused
        } else if isPlentiful {
          .unlimited
        } else {
          reason(index, isBlocked: blocked > 0.05 * inUse, isClosed: isClosed)
        }
      if outlook.reason == .worn { outlook.certainty = .unknown }
      guard !isPlentiful else { return outlook }
      let hours = self.hours(of: index)
      let units = records.map { self.units(of: index, $0) }
      outlook.loadError = loadError(index, units)
      outlook.units =
        hours.isEmpty
        ? units.reduce(0, +) / Double(units.count)
        : hours.map { $0.units * $0.time }.reduce(0, +) / hours.map(\.time).reduce(0, +)
      outlook.peak = hours.max { $0.margin > $1.margin }.map {
        QueueOutlook.Peak(
          hour: $0.hour, isOfWeek: hours.count > 24, load: $0.load, units: $0.units)
      }
      judge(&outlook, index, working: outlook.load - blocked / window, isClosed: isClosed)
      if outlook.reason == nil { expectWait(&outlook, index, hours) }
      return outlook
    }
  }

  /// Why no formula tells the wait for a resource that is used and not without end.
  private func reason(_ index: Int, isBlocked: Bool, isClosed: Bool) -> QueueOutlook.Reason? {
    let resource = compiled.program.resources[index]
    if resource.sharedUnits > 0 { return .shared }
    if isTransport(index) { return .travelling }
    if !resource.unitNames.isEmpty { return .different }
    let isRatioed = compiled.program.ratios.contains { Int($0.resource) == index }
    if resource.extraUnits > 0 || isRatioed || hasOutages(index) { return .changing }
    if isBlocked { return .blocked }
    if isClosed { return .closed }
    if !isSteady { return .unsteady }
    return nil
  }

  /// Says where more is asked for than there is, whatever else keeps a formula from telling the wait.
  ///
  /// - Parameter working: the load without the time for which units are held by those who wait for
  ///   something else.
  private func judge(
    _ outlook: inout QueueOutlook, _ index: Int, working: Double, isClosed: Bool
  ) {
    guard let units = outlook.units, isJudged, !isClosed, outlook.certainty != .unknown,
      outlook.reason != .unused
    else { return }
    // A list of appointments may fill its hours and not wait; a random stream never can.
    let limit = isSteady ? 0.995 * units : units * (1 + 1e-9)
    guard working >= limit, working > 0 else { return }
    outlook.reason = unserved.contains(Int32(index)) ? .impatient : .overloaded
  }

  private func expectWait(_ outlook: inout QueueOutlook, _ index: Int, _ hours: [Hour]) {
    guard let units = outlook.units, let held = outlook.held, outlook.certainty == .whole
    else { return }
    let isSingle = program.items.allSatisfy {
      Int($0.resource) != index || ($0.units == 1 && $0.quantity < 0)
    }
    if !isSingle {
      outlook.reason = .several
    } else if compiled.program.resources[index].plan.changes.count == 1, isSteadyThroughout {
      outlook.wait = held * DelayFormula.meanWait(load: outlook.load, units: Int(units.rounded()))
    } else if !hours.isEmpty {
      let weight = hours.map { $0.load * $0.time }.reduce(0, +)
      let wait = hours.map { hour in
        hour.load * hour.time
          * DelayFormula.meanWait(load: hour.load, units: Int(hour.units.rounded()))
      }.reduce(0, +)
      // In an hour with more load than units the line grows; no formula of one hour tells how far.
      if wait.isFinite, weight > 0 {
        outlook.wait = held * wait / weight
      } else {
        outlook.reason = .crowded
      }
    }
  }

  private func loadError(_ index: Int, _ units: [Double]) -> Double {
    let margins = zip(records, units).map { record, units in
      (Self.inUse(record, index) - setUp(record, index))
        / Double(record.windowEnd - record.windowStart) - units
    }
    return SampleMoments(margins).standardError ?? 0
  }

  private func isTransport(_ index: Int) -> Bool {
    program.transports.contains { Int($0.resource) == index }
  }

  private func hasOutages(_ index: Int) -> Bool {
    compiled.program.outages.contains { Int($0.resource) == index }
  }

  private func blocked(_ index: Int) -> Double {
    records.map { Double(nearest: $0.area(.blocked, of: index)) }.reduce(0, +)
  }

  /// Set-ups depend on who comes after whom, and so on how many units there are.
  private func setUp(_ record: ReplicationRecord, _ index: Int) -> Double {
    let units = program.firstListedUnits
    return record.setUpAreas[Int(units[index])..<Int(units[index + 1])].reduce(0) {
      $0 + Double(nearest: $1)
    }
  }

  static func inUse(_ record: ReplicationRecord, _ index: Int) -> Double {
    Double(nearest: record.area(.busy, of: index) + record.area(.dirty, of: index))
  }
}

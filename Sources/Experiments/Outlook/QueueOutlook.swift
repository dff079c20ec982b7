import EventEngine
package import FacilityModel
import OutputStatistics

/// What is asked of a resource, and what theory expects of its queue: a figure to hold the simulated
/// one against.
///
/// The load is what would be in use if nobody ever waited: the mean number in service of infinitely
/// many units. The wait is that of M/M/c with the load of each hour (the modified offered load of
/// Jagerman 1975 and Massey and Whitt 1994), weighted by how much is asked for in it.
package struct QueueOutlook: Sendable {
  /// Why there is no wait to expect.
  package enum Reason: String, Sendable {
    case unlimited = "never scarce"
    case changing = "its units break down, open or close"
    case different = "its units differ"
    case several = "several units are taken at once"
    case unsteady = "arrivals are no steady stream"
    case closed = "nobody leaves"
    case overloaded = "more is asked for than there is"
    case crowded = "in some hours more is asked for than there is"
    case impatient = "who waits may go without"
    case blocked = "it is held while waiting for something else"
    case unused = "nobody asks for it"
  }

  /// The hour in which the load comes closest to the units on duty, or passes them most.
  package struct Peak: Sendable {
    /// Hours since midnight, or since Monday 00:00 where the units change from day to day.
    package var hour: Int
    package var isOfWeek: Bool
    package var load: Double
    package var units: Double
  }

  package var resource: String
  /// Units on duty on average over the window; nil where they are never scarce.
  package var units: Double?
  /// Units asked for, by hour.
  package var askedPerHour: Double
  /// For how long a unit is held and made ready again, in ticks on average.
  package var held: Double?
  /// Units that would be in use if nobody waited.
  package var load: Double
  /// The standard error of the load over the replications, 0 for a single one.
  package var loadError: Double
  package var peak: Peak?
  /// The mean wait to expect, in ticks.
  package var wait: Double?
  package var reason: Reason?

  /// Whether more is asked for than there is, beyond what chance explains.
  package var isOverloaded: Bool {
    guard let units, reason == .overloaded else { return false }
    return loadError < 0.05 * units || load - 2 * loadError >= units
  }
}

/// Runs a model in which nobody waits, to see what is asked of its resources.
package struct QueueOutlooks {
  /// The most events that are spent on it.
  private static let budget: Int64 = 400_000
  private let compiled: CompiledModel
  private var program: Program
  /// Resources that keep their units, because their number has a life of its own.
  private var kept: Set<Int> = []
  /// Resources that somebody may go without.
  private let unserved: Set<Int32>

  private init(_ compiled: CompiledModel) {
    self.compiled = compiled
    unserved = compiled.model.resourcesLeftUnserved
    program = compiled.program
    program.followsCauses = false
    if !program.keepsAccounts {
      program.keepsAccounts = true
      program.rates = program.resources.map { _ in
        ChargeRate(costPerHour: 0, costPerUse: 0, kilowatts: 0)
      }
    }
    program.profileBin = Ticks.hour
    program.profileBins = 168
    for transport in program.transports { kept.insert(Int(transport.resource)) }
    for outage in program.outages { kept.insert(Int(outage.resource)) }
    for ratio in program.ratios { kept.insert(Int(ratio.resource)) }
    for index in program.resources.indices {
      let resource = program.resources[index]
      program.resources[index].countsUses = true
      if resource.extraUnits > 0 || resource.stock >= 0 || resource.sharedUnits > 0
        || !resource.unitNames.isEmpty
      {
        kept.insert(index)
      }
      if kept.contains(index) { continue }
      program.resources[index].plan = CapacityPlan(constant: CapacityPlan.unlimited)
      for shock in program.shocks.indices {
        program.shocks[shock].effects.removeAll { Int($0.resource) == index }
      }
    }
  }

  /// The queues of a model in the order of its resources; nil where such a run comes to no end.
  package static func of(_ compiled: CompiledModel, seed: UInt64 = 1) -> [QueueOutlook]? {
    var outlooks = QueueOutlooks(compiled)
    guard ProgramVerifier.problems(in: outlooks.program).isEmpty,
      let first = outlooks.firstRecord(seed: seed)
    else { return nil }
    var records = [first]
    let more = min(9, budget / max(1, first.events) - 1)
    if more > 0, !compiled.program.isDeterministic {
      for replication in 1...UInt64(more) {
        guard let record = outlooks.record(seed, replication) else { return nil }
        records.append(record)
      }
    }
    return outlooks.read(records)
  }

  /// The first replication; shortened where it takes more events than there are to spend.
  private mutating func firstRecord(seed: UInt64) -> ReplicationRecord? {
    var engine = Engine(program, seed: seed, replication: 0)
    var count: Int64 = 0
    do {
      try engine.start()
      while try engine.step() {
        count += 1
        if count > Self.budget {
          program.end = .tick(max(1, engine.now))
          program.warmUp = min(program.warmUp, engine.now / 4)
          return record(seed, 0)
        }
      }
    } catch {
      return nil
    }
    return engine.record()
  }

  private func record(_ seed: UInt64, _ replication: UInt64) -> ReplicationRecord? {
    var engine = Engine(program, seed: seed, replication: replication)
    do { try engine.run() } catch { return nil }
    return engine.record()
  }

  private func read(_ records: [ReplicationRecord]) -> [QueueOutlook]? {
    let window = records.map { Double($0.windowEnd - $0.windowStart) }.reduce(0, +)
    guard window > 0 else { return nil }
    let departures = records.flatMap(\.outcomes).reduce(0, +)
    let isClosed = departures * 10 < records.map(\.insideAtEnd).reduce(0, +)
    return compiled.program.resources.indices.compactMap { index in
      let resource = compiled.program.resources[index]
      if resource.stock >= 0 || resource.sharedUnits > 0 { return nil }
      let loads = records.map { Self.inUse($0, index) / Double($0.windowEnd - $0.windowStart) }
      let uses = Double(records.map { $0.uses[index] }.reduce(0, +))
      let inUse = records.map { Self.inUse($0, index) }.reduce(0, +)
      let moments = SampleMoments(loads)
      var outlook = QueueOutlook(
        resource: resource.name, units: nil, askedPerHour: uses / window * Double(Ticks.hour),
        held: uses > 0 ? inUse / uses : nil, load: inUse / window,
        loadError: (moments.standardError ?? 0))
      if uses == 0 {
        outlook.reason = .unused
      } else if resource.plan.isUnlimited {
        outlook.reason = .unlimited
      } else if !resource.unitNames.isEmpty {
        outlook.reason = .different
      } else if kept.contains(index) {
        outlook.reason = .changing
      } else if blocked(index, records) > 0.05 * inUse {
        outlook.reason = .blocked
      } else if isClosed {
        outlook.reason = .closed
      } else if !isSteady {
        outlook.reason = .unsteady
      }
      guard !resource.plan.isUnlimited else { return outlook }
      let hours = hours(of: index, records)
      outlook.units =
        hours.isEmpty
        ? resource.plan.mean(from: records[0].windowStart, to: records[0].windowEnd)
        : hours.map { $0.units * $0.time }.reduce(0, +) / hours.map(\.time).reduce(0, +)
      outlook.peak = hours.max { $0.margin > $1.margin }.map {
        QueueOutlook.Peak(
          hour: $0.hour, isOfWeek: hours.count > 24, load: $0.load, units: $0.units)
      }
      if outlook.reason == nil { expectWait(&outlook, index, hours) }
      return outlook
    }
  }

  /// The load and the units on duty in an hour of the profile.
  private struct Hour {
    var hour: Int
    var load: Double
    var units: Double
    var time: Double
    var margin: Double { units - load }
  }

  private func hours(of index: Int, _ records: [ReplicationRecord]) -> [Hour] {
    guard program.profileBins > 0, records.allSatisfy({ !$0.binTimes.isEmpty }) else { return [] }
    let width = 1 + program.resources.count * ResourceLevel.allCases.count
    let place = 1 + index * ResourceLevel.allCases.count
    let plan = compiled.program.resources[index].plan
    // Days are alike unless the rota says otherwise: so an hour is seen seven times as often.
    let bins = plan.period > 0 && Ticks.day % plan.period == 0 || plan.changes.count == 1 ? 24 : 168
    let units = plan.means(
      from: records[0].windowStart, to: records[0].windowEnd, bin: program.profileBin,
      bins: bins, offset: program.startInWeek)
    return (0..<bins).compactMap { bin in
      var time = 0.0
      var area = 0.0
      for record in records {
        for one in stride(from: bin, to: program.profileBins, by: bins) {
          time += Double(record.binTimes[one])
          let first = one * width + place
          area += Double(
            nearest: record.binAreas[first + ResourceLevel.busy.rawValue]
              + record.binAreas[first + ResourceLevel.dirty.rawValue])
        }
      }
      guard time > 0, let units = units[bin] else { return nil }
      return Hour(hour: bin, load: area / time, units: units, time: time)
    }
  }

  private func expectWait(_ outlook: inout QueueOutlook, _ index: Int, _ hours: [Hour]) {
    guard let units = outlook.units, let held = outlook.held else { return }
    let isSingle = program.items.allSatisfy {
      Int($0.resource) != index || ($0.units == 1 && $0.quantity < 0)
    }
    if outlook.load >= 0.995 * units {
      outlook.reason = unserved.contains(Int32(index)) ? .impatient : .overloaded
    } else if !isSingle {
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

  /// Whether entities come from steady streams that do not end with their number.
  private var isSteady: Bool {
    compiled.program.sources.allSatisfy { source in
      guard source.origin == .arrival else { return true }
      switch source.process {
      case .scheduled, .appointments: return false
      default: return source.limit < 0
      }
    }
  }

  /// Whether the rates do not change with the clock.
  private var isSteadyThroughout: Bool {
    compiled.program.sources.allSatisfy { source in
      switch source.process {
      case .constantRate, .interarrival: true
      default: source.origin != .arrival
      }
    }
  }

  private func blocked(_ index: Int, _ records: [ReplicationRecord]) -> Double {
    records.map { Double(nearest: $0.area(.blocked, of: index)) }.reduce(0, +)
  }

  private static func inUse(_ record: ReplicationRecord, _ index: Int) -> Double {
    Double(nearest: record.area(.busy, of: index) + record.area(.dirty, of: index))
  }
}

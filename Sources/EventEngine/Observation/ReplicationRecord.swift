import OutputStatistics

/// What one replication gives to the experiment: exact counts and integrals, and observations.
package struct ReplicationRecord: Sendable {
  package var replication: UInt64
  /// The observation window in ticks.
  package var windowStart: Int64
  package var windowEnd: Int64
  package var events: Int64
  package var fingerprint: Fingerprint
  /// Entities that entered during the window, by source: from outside, spawned or cloned, as the
  /// origin of the source says.
  package var entered: [Int64]
  /// Entities that left during the window, by (source, outcome).
  package var outcomes: [Int64]
  /// Entities that became part of others during the window, by source.
  package var merged: [Int64]
  /// Entities inside when the window opened and when it closed.
  package var insideAtStart: Int64
  package var insideAtEnd: Int64
  package var maximumInside: Int64
  /// Integral of the number inside over the window (entity·ticks).
  package var insideArea: Int128
  /// Ticks spent inside the window, summed over entities: equals `insideArea` exactly.
  package var sojourn: Int128
  /// Integrals over the window, by (resource, level).
  package var areas: [Int128]
  /// The longest line and the most units in use, by resource.
  package var maximumQueued: [Int64]
  package var maximumBusy: [Int64]
  /// Observations of waits by request, of stays by (source, outcome), of the model's measures.
  package var waits: [ObservationSet]
  package var abandonedWaits: [ObservationSet]
  /// Waits of interrupted activities until they could go on, by activity.
  package var resumptions: [ObservationSet]
  /// Waits for other entities, by gathering.
  package var gatherings: [ObservationSet]
  package var stays: [ObservationSet]
  package var tallies: [ObservationSet]
  /// What became of appointments during the window, by (source, `AppointmentCount`).
  package var appointments: [Int64]
  /// What came of the sessions of appointments, by source.
  package var sessions: [SessionRecord]
  /// How often each outage began during the window, and its integral of units out of service.
  package var outages: [OutageCounts]
  package var conditions: [ConditionCounts]
  /// How often units were taken during the window, by resource that counts it.
  package var uses: [Int64]
  /// Ticks in use during the window, by listed unit.
  package var unitAreas: [Int128]
  /// Ticks out of service during the window, by listed unit.
  package var unitOutages: [Int128]
  /// Ticks of being set up during the window, by listed unit.
  package var setUpAreas: [Int128]
  /// Ticks of waits that ended with a grant by what they were due to: by request, as many as its
  /// group has clocks.
  package var causes: [Int128]
  /// Unit·ticks that entities have held during the window, by resource, where accounts are kept.
  package var charged: [Int128]
  /// Integrals by (change of the factor, inside and then (resource, level)).
  package var factorAreas: [Int128]
  /// What the gauges came to.
  package var gauges: [GaugeRecord]
  /// Integrals of the units that travel empty and loaded, by transport.
  package var travel: [(empty: Int128, loaded: Int128)]
  /// What the stocks came to.
  package var stocks: [StockRecord]
  /// What the tanks and their flows came to.
  package var tanks: [TankRecord]
  package var flows: [FlowRecord]
  /// Who is stuck for ever at the end.
  package var stuck: StuckEntities
  /// The values of the variables at the end.
  package var variables: [Double]
  /// The time profile: integrals by (bin, inside and then (resource, level)), and time by bin.
  package var binAreas: [Int128]
  package var binTimes: [Int64]
  /// Integrals of the gauges by (bin, gauge).
  package var gaugeBins: [Double]
  /// What the draws within the window came to, by draw of the program.
  package var draws: [DrawTotal]
  /// The integral of the number inside from the very start, by whole bin of `Program.startBin`.
  package var startAreas: [Int128]

  /// The integral over the window of a level of a resource, in units·ticks.
  package func area(_ level: ResourceLevel, of resource: Int) -> Int128 {
    areas[resource * ResourceLevel.allCases.count + level.rawValue]
  }

  /// Whether nobody was lost: who entered, was spawned or cloned has left, has become part of
  /// another or is inside, counted and integrated over time; and what flowed into tanks has flowed out
  /// or over or is there.
  package var isConserved: Bool {
    insideAtStart + entered.reduce(0, +)
      == outcomes.reduce(0, +) + merged.reduce(0, +) + insideAtEnd
      && insideArea == sojourn
      && tanks.allSatisfy(\.isConserved)
      && charged.indices.allSatisfy { charged[$0] == area(.busy, of: $0) }
  }
}

extension Engine {
  /// What happened, once the replication has ended.
  package func record() -> ReplicationRecord {
    let end = endTick
    let opening = records.openingCounts
    let areas = records.areas(at: end, of: resources)
    var sojourn = records.sojourn
    for place in 0..<entities.places where entities.source[place] >= 0 {
      sojourn += Int128(end - max(entities.arrival[place], records.windowStart))
    }
    return ReplicationRecord(
      replication: replication, windowStart: records.windowStart, windowEnd: end,
      events: records.events, fingerprint: watcher.fingerprint,
      entered: zip(records.entered.array, opening.entered).map { $0 - $1 },
      outcomes: zip(records.outcomes.array, opening.outcomes).map { $0 - $1 },
      merged: zip(records.merged.array, opening.merged).map { $0 - $1 },
      insideAtStart: opening.inside, insideAtEnd: records.inside.value,
      maximumInside: records.inside.max, insideArea: areas[0], sojourn: sojourn,
      areas: Array(areas.dropFirst()),
      maximumQueued: (0..<resources.count).map { resources[$0].queued.max },
      maximumBusy: (0..<resources.count).map { resources[$0].busy.max },
      waits: (0..<records.waits.count).map { records.waits[$0].snapshot() },
      abandonedWaits: (0..<records.abandonedWaits.count).map {
        records.abandonedWaits[$0].snapshot()
      },
      resumptions: (0..<records.resumptions.count).map { records.resumptions[$0].snapshot() },
      gatherings: (0..<records.gatherings.count).map { records.gatherings[$0].snapshot() },
      stays: (0..<records.stays.count).map { records.stays[$0].snapshot() },
      tallies: (0..<records.tallies.count).map { records.tallies[$0].snapshot() },
      appointments: records.appointments.array, sessions: sessionRecords(at: end),
      outages: records.outages.array, conditions: records.conditions.array,
      uses: zip(records.uses.array, opening.uses).map { $0 - $1 },
      unitAreas: listed.areas(at: end), unitOutages: listed.outOfServiceAreas(at: end),
      setUpAreas: listed.setUpAreas(at: end),
      causes: records.causes.array,
      charged: keepsAccounts
        ? zip(accounts.charged(at: end), accounts.opening).map { $0 - $1 } : [],
      factorAreas: records.factorAreas.areas, gauges: records.gauges.records(at: end),
      travel: (0..<transports.states.count).map {
        (transports.states[$0].empty.area(at: end), transports.states[$0].loaded.area(at: end))
      },
      stocks: stockRecords(at: end), tanks: tankRecords(), flows: flowRecords(),
      stuck: stuckForEver(), variables: variables.array,
      binAreas: records.binAreas,
      binTimes: records.binTimes, gaugeBins: records.gauges.binAreas,
      draws: records.draws.window, startAreas: records.start.areas)
  }

  /// How many entities the engine has had room for so far.
  package var entityPlaces: Int { entities.places }

  /// The story of the entity that was followed.
  package var story: [TraceEntry] { watcher.story }

  /// The stays of all entities, by arrival, where those were kept.
  package var stays: [Stay] { watcher.stays }

  /// What every entity did, where that was kept.
  package var log: [LogEntry] { watcher.log }
}

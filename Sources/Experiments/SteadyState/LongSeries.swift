import EventEngine
package import FacilityModel
import OutputStatistics
import RandomStreams

/// What one long run of a model gives, bin by bin from its very start.
///
/// Levels are averages over the time of a bin; times in system and waits are means over the entities
/// that leave in it, and one value an entity besides.
package struct LongSeries: Sendable {
  /// What a series is of.
  package struct Name: Hashable, Sendable {
    package var measure: String
    package var scope: String
    package var unit: String
    /// Whether it is a mean over entities, not over time.
    package var isOfEntities: Bool
  }

  package let names: [Name]
  /// When each bin begins, in ticks; all are equally wide.
  package let starts: [Int64]
  package let width: Int64
  /// By series and bin; not a number where nobody left.
  package let bins: [[Double]]
  /// By series: when an entity left and its value, in the order of leaving; empty for levels.
  package let entities: [[(tick: Int64, value: Double)]]

  /// Runs one replication from the empty start for a length of time, cut into bins.
  package static func run(
    _ compiled: CompiledModel, seed: UInt64, replication: Int, length: Int64, width: Int64,
    unit: ReportUnit
  ) -> Result<LongSeries, FailureText> {
    var program = compiled.program
    program.warmUp = 0
    program.end = .tick(length)
    program.profileBin = width
    // Two more than there is room for: the first and the last may be parts of bins.
    program.profileBins = Int(length / width) + 2
    var engine = Engine(
      program, seed: seed, replication: UInt64(replication), watching: .stays(attributes: []))
    do {
      try engine.run()
    } catch {
      return .failure(FailureText(error, of: program))
    }
    return .success(LongSeries(engine.record(), engine.stays, program, unit: unit))
  }

  private init(
    _ record: ReplicationRecord, _ stays: [Stay], _ program: Program, unit: ReportUnit
  ) {
    let width = program.profileBin
    let count = program.profileBins
    let profile = ProfileResult(program)
    let averages = profile.averages(of: record)
    let first = Int(program.startInWeek / width % Int64(count))
    let shift = program.startInWeek % width
    // A run that begins within a bin has no whole first one.
    let skipped = shift == 0 ? 0 : 1
    let whole = (skipped..<count).filter { record.binTimes[(first + $0) % count] == width }
    starts = whole.map { Int64($0) * width - shift }
    self.width = width
    var names: [Name] = []
    var bins: [[Double]] = []
    var entities: [[(tick: Int64, value: Double)]] = []
    for (index, series) in profile.series.enumerated() where series.measure != UnitsOnDuty.name {
      names.append(
        Name(
          measure: series.measure, scope: series.scope, unit: series.unit, isOfEntities: false))
      bins.append(whole.map { averages[index * count + (first + $0) % count] })
      entities.append([])
    }
    let left = stays.filter { $0.departure != nil }.sorted {
      ($0.departure ?? 0, $0.entity) < ($1.departure ?? 0, $1.entity)
    }
    let sources = program.sources.indices.filter { program.sources[$0].origin == .arrival }
    var parts: [(scope: String, stays: [Stay])] = [("all", left)]
    if sources.count > 1 {
      for source in sources {
        parts.append(
          ("source " + program.sources[source].name, left.filter { $0.source == source }))
      }
    }
    for (scope, stays) in parts {
      for (measure, value) in [
        (TimeInSystem.name, { ($0.departure ?? 0) - $0.arrival }), ("total wait", { $0.waited }),
      ] as [(String, (Stay) -> Int64)] {
        names.append(Name(measure: measure, scope: scope, unit: unit.name, isOfEntities: true))
        let values = stays.map {
          (tick: $0.departure ?? 0, value: Double(value($0)) / unit.ticks)
        }
        entities.append(values)
        bins.append(Self.means(of: values, from: starts.first ?? 0, width, whole.count))
      }
    }
    self.names = names
    self.bins = bins
    self.entities = entities
  }

  /// The mean of the values of each bin; not a number where there is none.
  private static func means(
    of values: [(tick: Int64, value: Double)], from start: Int64, _ width: Int64, _ count: Int
  ) -> [Double] {
    var sums = Array(repeating: (sum: 0.0, count: 0.0), count: count)
    for (tick, value) in values where tick >= start {
      let bin = Int((tick - start) / width)
      guard bin < count else { continue }
      sums[bin].sum += value
      sums[bin].count += 1
    }
    return sums.map { $0.count > 0 ? $0.sum / $0.count : .nan }
  }
}

extension Program {
  /// The longest period after which rotas and rates begin anew; nil where nothing repeats.
  var cycle: Int64? {
    var periods = resources.filter { $0.plan.period > 0 && $0.plan.changes.count > 1 }
      .map(\.plan.period)
    for source in sources {
      switch source.process {
      case .profile(let profile):
        if let period = profile.period, profile.rates.count > 1 { periods.append(Int64(period)) }
      case .appointments(let list): if list.period > 0 { periods.append(list.period) }
      case .constantRate, .interarrival, .scheduled, .modulated: break
      }
    }
    return periods.max()
  }
}

/// Widths of bins that a person would choose.
package enum BinWidth {
  private static let usual: [Int64] = [
    1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10_800, 14_400, 21_600,
    43_200, 86_400, 604_800,
  ].map { $0 * Ticks.second }

  /// The least usual width with which a length has at most so many bins.
  package static func usual(for length: Int64, most: Int64) -> Int64 {
    usual.first { length / $0 <= most } ?? usual[usual.count - 1]
  }
}

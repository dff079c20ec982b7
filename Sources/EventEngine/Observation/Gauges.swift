import OutputStatistics

/// One gauge: what it shows, since when, and its integral over the window so far.
struct GaugeState: BitwiseCopyable {
  let expression: Int32
  let isTruth: Bool
  let levels: Int
  /// Where its levels begin among those of all gauges.
  let firstLevel: Int
  /// The source whose arrivals note what they find: -1 for every source, -2 for none.
  let finder: Int32

  var value = 0.0
  var since: Int64 = 0
  /// The integral of whole values, exact, and of all others with Neumaier's compensation.
  var wholeArea: Int128 = 0
  var otherArea = 0.0
  var compensation = 0.0
  var greatest = -Double.infinity
  var least = Double.infinity
  /// The integral at the last edge of the time profile.
  var areaAtEdge = 0.0
  /// How many arrivals have noted it, and the sum of what they found.
  var findings: Int64 = 0
  var sumFound = 0.0

  /// The integral up to `since`, in units of the value × ticks.
  var area: Double { Double(nearest: wholeArea) + (otherArea + compensation) }

  /// The level that a value belongs to: k from k up to but not including k + 1, the last with all
  /// above it; below 0 there is none.
  func level(of value: Double) -> Int? {
    levels == 0 || value < 0 ? nil : firstLevel + Int(min(value, Double(levels - 1)))
  }
}

/// The gauges of a replication: values of expressions that hold from one tick to a later one.
///
/// A value that lasts no time counts neither in the average nor as greatest or least.
struct Gauges: ~Copyable {
  private(set) var states = GrowableStorage<GaugeState>()
  /// Ticks spent at each level, and arrivals that found it, of all gauges one after the other.
  private(set) var times = GrowableStorage<Int64>()
  private(set) var found = GrowableStorage<Int64>()
  /// Integrals by (bin of the time profile, gauge).
  private(set) var binAreas: [Double] = []

  init(_ specifications: [GaugeSpecification]) {
    for gauge in specifications {
      let finder: Int32 =
        switch gauge.finder {
        case .nobody: -2
        case .everyone: -1
        case .source(let source): source
        }
      states.append(
        GaugeState(
          expression: gauge.expression, isTruth: gauge.isTruth, levels: gauge.levels,
          firstLevel: times.count, finder: finder))
      times.append(repeating: 0, count: gauge.levels)
      found.append(repeating: 0, count: gauge.levels)
    }
  }

  var count: Int { states.count }

  /// The value of a gauge up to a tick was what it has shown; from then on it is `value`.
  mutating func settle(_ gauge: Int, _ value: Double, at tick: Int64) {
    close(gauge, at: tick)
    states[gauge].value = value
  }

  /// Adds what a gauge has shown since it was last looked at.
  private mutating func close(_ gauge: Int, at tick: Int64) {
    let elapsed = tick - states[gauge].since
    if elapsed <= 0 { return }
    let value = states[gauge].value
    states[gauge].since = tick
    if value == value.rounded(), abs(value) < 0x1p53 {
      states[gauge].wholeArea += Int128(Int64(value)) * Int128(elapsed)
    } else {
      add(value * Double(elapsed), to: gauge)
    }
    states[gauge].greatest = max(states[gauge].greatest, value)
    states[gauge].least = min(states[gauge].least, value)
    if let level = states[gauge].level(of: value) { times[level] += elapsed }
  }

  /// Neumaier's sum: what one addition loses is kept apart.
  private mutating func add(_ term: Double, to gauge: Int) {
    let sum = states[gauge].otherArea
    let next = sum + term
    states[gauge].compensation += abs(sum) >= abs(term) ? (sum - next) + term : (term - next) + sum
    states[gauge].otherArea = next
  }

  /// An arrival finds a gauge at a value.
  mutating func note(_ value: Double, foundAt gauge: Int) {
    states[gauge].findings += 1
    states[gauge].sumFound += value
    if let level = states[gauge].level(of: value) { found[level] += 1 }
  }

  /// Forgets what was seen during warm-up.
  mutating func open(at tick: Int64, bins: Int) {
    for gauge in 0..<count {
      states[gauge].since = tick
      states[gauge].wholeArea = 0
      states[gauge].otherArea = 0
      states[gauge].compensation = 0
      states[gauge].greatest = -.infinity
      states[gauge].least = .infinity
      states[gauge].areaAtEdge = 0
      states[gauge].findings = 0
      states[gauge].sumFound = 0
    }
    for level in 0..<times.count {
      times[level] = 0
      found[level] = 0
    }
    binAreas = Array(repeating: 0, count: bins * count)
  }

  /// Adds what has passed since the last edge to a bin of the time profile.
  mutating func closeBin(_ bin: Int, at tick: Int64) {
    for gauge in 0..<count {
      close(gauge, at: tick)
      binAreas[bin * count + gauge] += states[gauge].area - states[gauge].areaAtEdge
      states[gauge].areaAtEdge = states[gauge].area
    }
  }

  /// What the gauges have shown up to the end of the window.
  func records(at end: Int64) -> [GaugeRecord] {
    var final = copy()
    return (0..<count).map { gauge in
      final.close(gauge, at: end)
      let state = final.states[gauge]
      let levels = state.firstLevel..<(state.firstLevel + state.levels)
      return GaugeRecord(
        area: state.area, greatest: state.greatest.isFinite ? state.greatest : nil,
        least: state.least.isFinite ? state.least : nil, times: levels.map { final.times[$0] },
        found: levels.map { final.found[$0] }, findings: state.findings, sumFound: state.sumFound)
    }
  }

  /// The same gauges, to go on with apart.
  func copy() -> Gauges {
    var other = Gauges([])
    other.states = states.copy()
    other.times = times.copy()
    other.found = found.copy()
    other.binAreas = binAreas
    return other
  }
}

/// What one gauge came to in a replication.
package struct GaugeRecord: Sendable, Equatable {
  /// The integral over the window, in units of the value × ticks.
  package var area: Double
  /// The greatest and the least value that lasted; nil for an empty window.
  package var greatest: Double?
  package var least: Double?
  /// Ticks at each level, and arrivals that found it.
  package var times: [Int64]
  package var found: [Int64]
  /// Arrivals that noted it, and the sum of what they found.
  package var findings: Int64
  package var sumFound: Double
}

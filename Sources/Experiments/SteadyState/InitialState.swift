package import EventEngine
package import OutputStatistics
import RandomStreams

/// Whether the warm-up that a model declares is as long as the facility takes to forget that it began
/// empty, as the replications of a run themselves tell.
///
/// The number inside is followed from the very start. Its mean over replications, without the waves
/// of rotas and rates that repeat, is cut by MSER-5. Where the cut is later than the declared warm-up,
/// each replication gives the difference between its mean over what is observed and its mean behind
/// the cut: that is the bias of the initial state, and the warm-up is called short where its
/// interval leaves 0 out. So a late cut by chance alone is no warning.
package struct InitialState: Sendable {
  package enum Judgement: Sendable {
    /// Nothing is said, and why.
    case notJudged(Reason)
    /// No bias is shown.
    case unbiased
    /// The number inside still differs behind the declared warm-up.
    case short(proposal: Int64, bias: Bias)
    /// It changes throughout the run.
    case unsteady(Bias)
  }

  /// Why nothing is said.
  package enum Reason: Sendable, Equatable {
    /// The run ends with what happens, not at a fixed time.
    case terminating
    /// It is a day or less without a warm-up: a working day, which begins empty in reality too.
    case workingDay
    /// Arrivals or units change once, not again and again: no state lasts.
    case changing
    /// Too few replications, or too short for its cycles.
    case tooShort
  }

  /// A difference in the number inside.
  package struct Bias: Sendable {
    /// What is observed less what it is compared with, in entities.
    package var interval: MeanInterval
    /// The mean that it is compared with.
    package var level: Double

    /// The bias over the level that it is compared with.
    package var relative: Double? {
      guard let mean = interval.mean, level > 0 else { return nil }
      return mean / level
    }

    var isShown: Bool {
      guard let lower = interval.lower, let upper = interval.upper else { return false }
      return lower > 0 || upper < 0
    }
  }

  /// The replications that are followed from the start, the first ones.
  package static let mostReplications = 100
  /// The level of the intervals, far above that of reports, since the cut is sought where it tells
  /// most.
  ///
  /// Of autoregressive series without a bias (φ from 0.5 to 0.98, 10 or 20 replications) 0.4 % were
  /// called biased in 600 experiments each; at 99 % it were 4 %.
  package static let level = 0.998
  private static let mostBins: Int64 = 400

  package let policy: String
  package let declared: Int64
  package let judgement: Judgement

  /// The width of bins from the start of a run, in ticks; 0 where nothing is to be followed.
  package static func binWidth(of program: Program) -> Int64 {
    guard case .tick(let end) = program.end, reason(program) == nil else { return 0 }
    return BinWidth.usual(for: end, most: mostBins)
  }

  /// Why nothing can be said of a program, whatever it does.
  private static func reason(_ program: Program) -> Reason? {
    guard case .tick(let end) = program.end else { return .terminating }
    if program.warmUp == 0, end <= Ticks.day { return .workingDay }
    return program.repeatsItself ? nil : .changing
  }

  package init(_ arm: ArmResult) {
    policy = arm.name
    declared = arm.program.warmUp
    let width = Self.binWidth(of: arm.program)
    if let reason = Self.reason(arm.program) {
      judgement = .notJudged(reason)
    } else {
      judgement = Self.judge(
        arm.starts, width: width, cycle: arm.program.cycle, declared: arm.program.warmUp,
        isDeterministic: arm.isDeterministic)
    }
  }

  /// Judges series from the start, by replication and bin.
  package static func judge(
    _ runs: [[Double]], width: Int64, cycle: Int64?, declared: Int64, isDeterministic: Bool
  ) -> Judgement {
    let bins = runs.map(\.count).min() ?? 0
    guard runs.count >= 2, bins > 0 else { return .notJudged(.tooShort) }
    var averages = (0..<bins).map { bin in
      runs.reduce(0) { $0 + $1[bin] } / Double(runs.count)
    }
    var waves: [Double] = []
    if let cycle {
      guard let cycles = SeriesLevel.Cycles(cycle, width: width, bins: bins) else {
        return .notJudged(.tooShort)
      }
      waves = SeriesLevel.waves(of: averages, cycles)
      averages = SeriesLevel.withoutWaves(averages, cycles)
    }
    guard let cut = Truncation(averages) else { return .notJudged(.tooShort) }
    let first = min(bins, Int((declared + width - 1) / width))
    func wave(_ bin: Int) -> Double { waves.isEmpty ? 0 : waves[bin % waves.count] }
    func mean(_ run: [Double], _ range: Range<Int>) -> Double {
      range.reduce(0) { $0 + run[$1] - wave($1) } / Double(range.count)
    }
    func bias(of observed: Range<Int>, from steady: Range<Int>) -> Bias? {
      guard !observed.isEmpty, !steady.isEmpty else { return nil }
      let levels = runs.map { mean($0, steady) }
      return Bias(
        interval: MeanInterval(
          zip(runs, levels).map { mean($0, observed) - $1 }, level: level,
          deterministic: isDeterministic),
        level: levels.reduce(0, +) / Double(levels.count))
    }
    // A least statistic in the second half may be chance, or a series that goes on changing.
    if !cut.isAccepted {
      let from = max(first, cut.values)
      let middle = (from + bins) / 2
      if let bias = bias(of: from..<middle, from: middle..<bins), bias.isShown {
        return .unsteady(bias)
      }
    }
    guard cut.values > first, let bias = bias(of: first..<bins, from: cut.values..<bins),
      bias.isShown
    else { return .unbiased }
    return .short(proposal: Int64(cut.values) * width, bias: bias)
  }
}

extension Program {
  /// Whether what drives the model, arrivals and units, is constant or comes again and again.
  package var repeatsItself: Bool {
    shocks.allSatisfy(\.times.isEmpty)
      && resources.allSatisfy { resource in
        let plan = resource.plan
        return plan.changes.count == 1 || plan.period > 0 && plan.loopsFrom == 0
      }
      && sources.allSatisfy { source in
        if source.origin != .arrival { return true }
        if source.limit >= 0 { return false }
        switch source.process {
        case .constantRate, .interarrival: return true
        case .profile(let profile): return profile.period != nil || profile.rates.count == 1
        case .scheduled: return false
        case .appointments(let list): return list.period > 0
        case .modulated(let rate):
          return rate.during.isEmpty && (rate.period > 0 || rate.rates.count <= 1)
        }
      }
  }
}

import EventEngine
package import FacilityModel
package import OutputStatistics

/// How long a model takes to forget that it began empty.
///
/// Several replications are run from their very start; each series is the mean over them, bin by
/// bin. MSER-5 says where to cut it, Welch's moving average shows it to the eye. Where rotas or rates
/// repeat, the waves of the second half are taken off the whole before.
package struct WarmUpStudy: Sendable {
  /// What came out for a series.
  package enum State: Sendable, Equatable {
    /// It is steady after so many ticks.
    case steady(Int64)
    /// It changes throughout the run, as a 99.8 % interval over replications shows.
    case unsteady
    /// MSER-5 finds no cut in its first half, or one before which the series is not shown to differ from
    /// what is behind it, as where a line is nearly always empty: it varies too much.
    case noisy
    /// It is too short, or nobody left.
    case tooShort
  }

  package struct Series: Sendable {
    package var name: LongSeries.Name
    /// Means over replications, by bin.
    package var averages: [Double]
    /// The same without waves, where the model repeats.
    package var level: [Double]
    package var smooth: [Double]
    /// Nil where the series is too short, or nobody left.
    package var truncation: Truncation?
    package var state: State

    /// How long it takes, in ticks; nil where the cut is not to be trusted.
    package var warmUp: Int64? {
      if case .steady(let ticks) = state { ticks } else { nil }
    }
  }

  package let series: [Series]
  package let starts: [Int64]
  package let width: Int64
  package let replications: Int
  /// The cycle whose waves were taken off, in ticks; nil where there is none.
  package let cycle: Int64?
  /// A cycle of rotas or rates whose waves could not be taken off, because the run is too short.
  package let untreated: Int64?
  /// What the model declares.
  package let declared: Int64

  /// The longest of the cuts that are to be trusted, in whole bins.
  package var proposal: Int64? { series.compactMap(\.warmUp).max() }
  /// Series that are not steady within the run.
  package var open: [Series] { series.filter { $0.state == .unsteady } }
  /// Series that vary too much to be cut, and show no change.
  package var noisy: [Series] { series.filter { $0.state == .noisy } }
  /// What the replications tell of the bias of the number inside behind the declared warm-up, as every
  /// run is judged.
  package let bias: InitialState.Judgement
  /// Whether the warm-up that the model declares is shorter than what is proposed.
  package var isDeclaredTooShort: Bool { proposal.map { $0 > declared } ?? true }

  /// Runs the replications.
  ///
  /// - Returns: the first failure of one, if there is any; nil where the task was cancelled.
  package static func run(
    _ compiled: CompiledModel, seed: UInt64, replications: Int, length: Int64, width: Int64,
    unit: ReportUnit, window: Int? = nil, threads: Int,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async -> Result<WarmUpStudy, FailureText>? {
    let runs = await Parallel.map(replications, threads: threads, progress: progress) {
      LongSeries.run(
        compiled, seed: seed, replication: $0, length: length, width: width, unit: unit)
    }
    var done: [LongSeries] = []
    for run in runs {
      switch run {
      case nil: return nil
      case .failure(let failure)?: return .failure(failure)
      case .success(let series)?: done.append(series)
      }
    }
    return .success(WarmUpStudy(done, compiled, window: window))
  }

  private init(_ runs: [LongSeries], _ compiled: CompiledModel, window: Int?) {
    let first = runs[0]
    let width = first.width
    declared = compiled.model.time.warmUp
    replications = runs.count
    self.width = width
    starts = first.starts
    let cycles = SeriesLevel.Cycles(
      compiled.program.cycle, width: width, bins: starts.count)
    cycle = cycles.map { Int64($0.phases) * width }
    untreated = cycles == nil ? compiled.program.cycle.flatMap { $0 > width ? $0 : nil } : nil
    func judge(_ place: Int) -> InitialState.Judgement {
      InitialState.judge(
        runs.map { Self.filled($0.bins[place]) }, width: width, cycle: compiled.program.cycle,
        declared: compiled.model.time.warmUp, isDeterministic: compiled.program.isDeterministic)
    }
    /// Whether what is cut off differs from what is kept, by a 95 % interval over replications.
    func cuts(_ values: Int, _ place: Int) -> Bool {
      if values == 0 || runs.count < 2 { return true }
      let differences = runs.map { run -> Double in
        let series = Self.filled(run.bins[place])
        let level = cycles.map { SeriesLevel.withoutWaves(series, $0) } ?? series
        if level.count <= values { return 0 }
        func mean(_ part: ArraySlice<Double>) -> Double {
          part.reduce(0, +) / Double(part.count)
        }
        return mean(level[..<values]) - mean(level[values...])
      }
      let interval = MeanInterval(
        differences, level: 0.95, deterministic: compiled.program.isDeterministic)
      guard let lower = interval.lower, let upper = interval.upper else { return false }
      return lower > 0 || upper < 0
    }
    bias =
      first.names.firstIndex { $0.measure == NumberInside.name }.map(judge)
      ?? .notJudged(.tooShort)
    series = first.names.indices.map { place in
      let averages = Self.filled(
        first.starts.indices.map { bin in
          let values = runs.compactMap { run -> Double? in
            let value = bin < run.bins[place].count ? run.bins[place][bin] : .nan
            return value.isNaN ? nil : value
          }
          return values.isEmpty ? .nan : values.reduce(0, +) / Double(values.count)
        })
      let level = cycles.map { SeriesLevel.withoutWaves(averages, $0) } ?? averages
      let truncation = Truncation(level)
      var state = State.tooShort
      if let truncation {
        if truncation.isAccepted, cuts(truncation.values, place) {
          state = .steady(first.starts[0] + Int64(truncation.values) * width)
        } else if runs.count < 2 {
          // One run shows no more than that.
          state = .unsteady
        } else if case .unsteady = judge(place) {
          state = .unsteady
        } else {
          state = .noisy
        }
      }
      return Series(
        name: first.names[place], averages: averages, level: level,
        smooth: Welch.movingAverage(level, window: window ?? max(1, level.count / 40)),
        truncation: truncation, state: state)
    }
  }

  /// A series with the last value before where there is none, and the first at the beginning; empty
  /// where there is none at all.
  private static func filled(_ series: [Double]) -> [Double] {
    guard var last = series.first(where: { !$0.isNaN }) else { return [] }
    return series.map { value in
      if !value.isNaN { last = value }
      return last
    }
  }
}

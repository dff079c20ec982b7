package import FacilityModel
package import OutputStatistics

/// A figure as it was observed in the facility.
package struct ObservedFigure: Sendable {
  package var measure: String
  /// Empty where the file does not say.
  package var scope: String
  package var statistic: String
  /// The hour of the day, where it is of one; and the day of the week, 0 for Monday.
  package var hour: Int?
  package var weekday: Int?
  package var value: Double

  package init(
    measure: String, scope: String, statistic: String, hour: Int?, weekday: Int?, value: Double
  ) {
    self.measure = measure
    self.scope = scope
    self.statistic = statistic
    self.hour = hour
    self.weekday = weekday
    self.value = value
  }
}

/// What was observed beside what the model does, figure by figure.
///
/// The interval of a figure is a prediction interval: where it would lie in one more period like a
/// replication. About one in twenty lies outside of 95 % by chance.
package struct Validation: Sendable {
  package struct Row: Sendable {
    package var measure: String
    package var scope: String
    /// The hour of the day, and the day of the week, where the figure is of one.
    package var hour: Int?
    package var weekday: Int?
    package var statistic: String
    package var unit: String
    /// Nil where it was not observed.
    package var observed: Double?
    package var interval: PredictionInterval
    package var replications: Int

    /// Whether the observed lies within the interval; nil where one of the two is missing.
    package var fits: Bool? { observed.flatMap { interval.contains($0) } }
    /// How far it is off, in spreads; nil as before, or where the model does not vary.
    package var distance: Double? {
      guard let observed, let mean = interval.mean, let spread = interval.spread, spread > 0 else {
        return nil
      }
      return (observed - mean) / spread
    }
  }

  package let rows: [Row]
  package let level: Double

  package var judged: [Row] { rows.filter { $0.fits != nil } }
  /// What does not fit, the worst first; what a model without variation misses comes before all.
  package var misfits: [Row] {
    rows.filter { $0.fits == false }.sorted {
      abs($0.distance ?? .infinity) > abs($1.distance ?? .infinity)
    }
  }
  /// Figures that only one of the two sides has.
  package var unmatched: [Row] { rows.filter { $0.fits == nil } }

  /// Sets figures beside those of the first policy of an experiment that has been run.
  package init(_ figures: [ObservedFigure], _ result: ExperimentResult)
    throws(FigureQuery.Failure)
  {
    level = result.experiment.confidence
    let arm = result.arms[0]
    var rows: [Row] = []
    for figure in figures {
      if figure.hour != nil {
        rows.append(try Self.row(of: figure, in: arm, level))
        continue
      }
      let scope = figure.scope.isEmpty ? "" : " of " + figure.scope
      let statistic = figure.statistic.isEmpty ? "" : figure.statistic + " of "
      let place = try FigureQuery(statistic + figure.measure + scope).find(in: arm.figures)
      let found = arm.figures[place]
      let values = arm.replications.compactMap { $0.values[place].value }
      rows.append(
        Row(
          measure: found.measure, scope: found.scope, statistic: found.statistic, unit: found.unit,
          observed: figure.value, interval: PredictionInterval(values, level: level),
          replications: values.count))
    }
    self.rows = rows
  }

  /// The row of a level by the hour.
  private static func row(of figure: ObservedFigure, in arm: ArmResult, _ level: Double)
    throws(FigureQuery.Failure) -> Row
  {
    let names = arm.profile.series.map { FigureQuery.name(of: $0.figure) }
    let found = arm.profile.series.firstIndex { series in
      series.measure == figure.measure
        && (series.scope == figure.scope || series.scope.hasSuffix(" " + figure.scope)
          || figure.scope.isEmpty && series.scope == "all")
    }
    guard let place = found, let hour = figure.hour else {
      let text = figure.measure + (figure.scope.isEmpty ? "" : " of " + figure.scope)
      let help = suggest(text, among: names).map { "did you mean “\($0)”?" }
      throw FigureQuery.Failure(
        message: "no level by the hour is called “\(text)”: "
          + (help ?? "there is " + names.prefix(6).map { "“\($0)”" }.joined(separator: ", ")))
    }
    let series = arm.profile.series[place]
    let days = arm.profile.bins / 24
    let weekdays = days < 7 ? [0] : figure.weekday.map { [$0] } ?? Array(0..<7)
    let bins = weekdays.map { arm.profile.values[place][$0 * 24 + hour] }
    let count = bins.map(\.count).min() ?? 0
    let values = (0..<count).map { replication in
      bins.reduce(0) { $0 + $1[replication] } / Double(bins.count)
    }
    return Row(
      measure: series.measure, scope: series.scope, hour: hour, weekday: figure.weekday,
      statistic: "mean", unit: series.unit, observed: figure.value,
      interval: PredictionInterval(values, level: level), replications: count)
  }

  /// Sets stays that were seen beside those of a model.
  ///
  /// Arrivals by hour and class, numbers inside by hour, times in system by class; nil where the task
  /// was cancelled or a replication failed.
  ///
  /// - Parameters:
  ///   - window: what part of the time is taken for observed in full.
  package static func run(
    _ visits: [Visit], window: Range<Int64>, _ experiment: Experiment, threads: Int,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async -> Validation? {
    let compiled = experiment.arms[0].compiled
    let (seed, unit) = (experiment.seed, experiment.unit)
    let parts = await Parallel.map(experiment.replications, threads: threads, progress: progress) {
      VisitFigures.simulated(compiled, seed: seed, replication: $0, unit: unit)
    }
    if parts.contains(where: { $0 == nil }) { return nil }
    let done = parts.compactMap { $0 ?? nil }
    let seen = VisitFigures(
      visits, from: window.lowerBound, to: window.upperBound, unit: experiment.unit
    ).values
    var keys = Set(seen.keys)
    for part in done { keys.formUnion(part.keys) }
    func order(_ key: VisitFigures.Key) -> (Int, String, String, String) {
      (key.hour ?? -1, key.measure, key.scope, key.statistic)
    }
    return Validation(
      rows: keys.sorted { order($0) < order($1) }.map { key in
        let values = done.compactMap { $0[key] }
        return Row(
          measure: key.measure, scope: key.scope, hour: key.hour, statistic: key.statistic,
          unit: key.unit, observed: seen[key],
          interval: PredictionInterval(values, level: experiment.confidence),
          replications: values.count)
      }, level: experiment.confidence)
  }

  private init(rows: [Row], level: Double) {
    self.rows = rows
    self.level = level
  }
}

extension ProfileResult.Series {
  /// The level as a figure.
  fileprivate var figure: Figure {
    Figure(measure: measure, scope: scope, statistic: "mean", unit: unit)
  }
}

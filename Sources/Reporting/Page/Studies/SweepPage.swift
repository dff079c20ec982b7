package import Experiments
import OutputStatistics

/// The page of a sweep: a tornado chart for each figure, elementary effects, and what came out at the
/// points of a single parameter.
package enum SweepPage {
  /// The most figures with charts, and points that are shown one by one.
  private static let (most, mostPoints) = (10, 40)

  package static func of(_ sweep: Sweep) -> StudyPage {
    var tornado = SectionContent(
      html: HTML.paragraph(
        sweep.plan.design == .grid
          ? "Each bar goes from the figure with a parameter at its lowest to that at its highest, the mean "
            + "over all values of the others."
          : "Each bar goes from the figure with a parameter at its lowest to that at its highest, by a linear "
            + "fit over all points, the others in the middle."))
    var effects = SectionContent()
    var points = SectionContent()
    for (index, figure) in sweep.figures.prefix(most).enumerated() {
      let own = sweep.effects.filter { $0.figure == figure }
      if let chart = chart(figure, own, number: index + 1, sweep) { tornado.charts.append(chart) }
      if let chart = scatter(figure, own, number: index + 1) { effects.charts.append(chart) }
      if sweep.plan.variations.count == 1 {
        points.charts.append(response(figure, number: index + 1, sweep))
      }
    }
    if tornado.charts.isEmpty { tornado.missing = "No figure has a value at enough of the points." }
    if sweep.figures.count > most { tornado.missing = "More figures are in sensitivity.csv." }
    var sections = [PageSection(id: "tornado", title: "What matters", content: tornado)]
    if !effects.charts.isEmpty {
      sections.append(
        PageSection(id: "effects", title: "Elementary effects", content: effects))
    }
    if !points.charts.isEmpty {
      sections.append(PageSection(id: "points", title: "Point by point", content: points))
    }
    return StudyPage(
      name: "sweep", title: "what matters", words: words(sweep), sections: sections,
      tables: ["sweep.csv", "sensitivity.csv"],
      made: [
        ("design", sweep.plan.design.rawValue), ("points", "\(sweep.plan.distinct.count)"),
        ("replications", "\(sweep.result.experiment.replications) at each point"),
      ]
        + sweep.plan.variations.map {
          ("varied: \($0.name)", "\($0.text(of: $0.lowest)) to \($0.text(of: $0.highest))")
        })
  }

  /// Which parameter each figure owes most to.
  private static func words(_ sweep: Sweep) -> [String] {
    var sentences = sweep.figures.prefix(3).compactMap { figure -> String? in
      let ranked = SweepText.ranked(sweep.effects.filter { $0.figure == figure })
      guard let first = ranked.first, let low = first.atLowest, let high = first.atHighest,
        let range = sweep.plan.variations.first(where: { $0.name == first.parameter })
      else { return nil }
      let (factor, unit) = figure.shown
      let name = FigureQuery.name(of: figure)
      func number(_ value: Double) -> String { NumberText.brief(value * factor) }
      let fit = first.explained.map {
        " A linear fit of all parameters explains \(NumberText.brief($0 * 100)) % of its variance."
      }
      let what = ranked.count > 1 ? "owes most to" : "under"
      return
        "“\(name)” \(what) “\(first.parameter)”: \(number(low))\(unit.isEmpty ? "" : " " + unit) at "
        + "\(range.text(of: range.lowest)), \(number(high))\(unit.isEmpty ? "" : " " + unit) at "
        + "\(range.text(of: range.highest)).\(fit ?? "")"
    }
    if sentences.isEmpty { sentences = ["No figure came out at enough of the points."] }
    sentences.append(
      "\(sweep.plan.distinct.count) points with \(sweep.result.experiment.replications) replications "
        + "each, the same random numbers at all.")
    return sentences
  }

  private static func chart(
    _ figure: Figure, _ effects: [Sweep.Effect], number: Int, _ sweep: Sweep
  ) -> Chart? {
    let (factor, unit) = figure.shown
    let ranges = Dictionary(sweep.plan.variations.map { ($0.name, $0) }) { first, _ in first }
    let rows = SweepText.ranked(effects).compactMap { effect -> TornadoChart.Row? in
      guard let low = effect.atLowest, let high = effect.atHighest,
        let range = ranges[effect.parameter]
      else { return nil }
      return TornadoChart.Row(
        label: effect.parameter, lowest: range.text(of: range.lowest),
        highest: range.text(of: range.highest), atLowest: low * factor, atHighest: high * factor)
    }
    guard !rows.isEmpty, let centre = effects.first?.centre else { return nil }
    return TornadoChart(
      name: "tornado-\(number)", title: FigureQuery.name(of: figure),
      description: "The line is the mean over all points.", unit: unit, centre: centre * factor,
      rows: rows
    ).chart
  }

  /// How much each parameter matters, and how unevenly: μ* and σ of Morris's design.
  private static func scatter(_ figure: Figure, _ effects: [Sweep.Effect], number: Int)
    -> Chart?
  {
    let (factor, unit) = figure.shown
    let points = effects.compactMap { effect -> ScatterChart.Point? in
      guard let size = effect.effects?.meanSize, let sd = effect.effects?.sd else { return nil }
      return ScatterChart.Point(
        label: effect.parameter, x: size * factor, y: sd * factor, group: 0)
    }
    if points.isEmpty { return nil }
    return ScatterChart(
      name: "effects-\(number)", title: FigureQuery.name(of: figure),
      description:
        "To the right is what matters, above what curves or depends on other parameters.",
      xTitle: "mean size of the effect over the whole range, μ*"
        + (unit.isEmpty ? "" : ", \(unit)"),
      yTitle: "standard deviation of the effects, σ", groups: ["parameter"], points: points,
      xHoldsZero: true, yHoldsZero: true, showsLabels: true
    ).chart
  }

  private static func response(_ figure: Figure, number: Int, _ sweep: Sweep) -> Chart {
    let (factor, unit) = figure.shown
    let variation = sweep.plan.variations[0]
    let order = sweep.plan.distinct.enumerated().sorted { $0.element[0] < $1.element[0] }
    return IntervalChart(
      name: "response-\(number)", title: FigureQuery.name(of: figure),
      description: "At each value of “\(variation.name)”"
        + (order.count > mostPoints ? ", the first \(mostPoints)." : "."),
      unit: unit,
      rows: order.prefix(mostPoints).map { index, point in
        let arm = sweep.result.arms[index]
        let interval = arm.figures.firstIndex(of: figure).map {
          arm.estimate($0, confidence: sweep.result.experiment.confidence).interval
        }
        return IntervalChart.Row(
          label: variation.text(of: point[0]), mean: interval?.mean.map { $0 * factor },
          lower: interval?.lower.map { $0 * factor }, upper: interval?.upper.map { $0 * factor })
      }
    ).chart
  }
}

import Experiments
import FacilityModel
import OutputStatistics

/// How much single replications differ, and how well that is known.
enum RiskSection: ReportSection {
  static let id = "risk"
  static let title = "Risk and error"
  private static let (most, fewest) = (6, 10)

  static func content(of input: ReportInput) -> SectionContent? {
    let base = input.base
    guard base.replications.count >= fewest else {
      return SectionContent(
        missing: "What single replications come to is shown from \(fewest) replications on.")
    }
    if base.isDeterministic { return nil }
    var content = SectionContent(
      html: HTML.paragraph(
        "A replication is what one such period may come to. The blue box holds nine in ten of them: that is "
          + "risk, which more replications do not take away. The intervals around the mean (orange) and around the "
          + "ends of the box are error, which they do."))
    for index in Comparison.keyFigures(of: base) where content.charts.count < most {
      if let chart = chart(index, number: content.charts.count + 1, input) {
        content.charts.append(chart)
      }
    }
    return content.charts.isEmpty ? nil : content
  }

  private static func chart(_ index: Int, number: Int, _ input: ReportInput) -> Chart? {
    let figure = input.base.figures[index]
    let (factor, unit) = figure.shown
    let values = input.base.replications.compactMap { $0.values[index].value.map { $0 * factor } }
    let sorted = values.sorted()
    guard values.count >= fewest, sorted.first != sorted.last,
      let low = Quantile.estimate(ofSorted: sorted, 0.05, level: input.confidence),
      let high = Quantile.estimate(ofSorted: sorted, 0.95, level: input.confidence)
    else { return nil }
    let scope = figure.scope == "all" ? "" : ", \(KeyMeasuresSection.label(figure.scope))"
    return RiskChart(
      name: "risk-\(number)", title: figure.measure + scope,
      description:
        "Of \(values.count) replications under “\(input.base.name)”, with \(input.percent) % intervals; "
        + "where there are too few replications for one, its line is thin and goes to the edge.",
      unit: unit, values: values,
      mean: MeanInterval(
        values, level: input.confidence, bounds: figure.isShare ? 0...100 : nil), low: low,
      high: high
    ).chart
  }
}

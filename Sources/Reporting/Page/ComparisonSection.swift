import EventEngine
import Experiments
import FacilityModel
import OutputStatistics

/// The differences between policies, paired by replication.
enum ComparisonSection: ReportSection {
  static let id = "comparison"
  static let title = "Policies compared"

  static func content(of input: ReportInput) -> SectionContent? {
    guard let comparison = input.comparison else { return nil }
    let keys = comparison.rows.filter(\.isKey)
    var figures: [Figure] = []
    for row in keys where !figures.contains(row.figure) { figures.append(row.figure) }
    let family =
      comparison.comparisons == 1
      ? "" : " The intervals of all \(comparison.comparisons) differences hold together."
    var content = SectionContent(
      html: HTML.paragraph(
        "Every policy meets the same entities with the same needs, so differences are taken replication "
          + "by replication against “\(comparison.baseline)”." + family))
    for (index, figure) in figures.prefix(8).enumerated() {
      content.charts.append(
        chart(figure, keys.filter { $0.figure == figure }, number: index + 1, comparison, input))
    }
    if !comparison.changedArrivals.isEmpty {
      content.end = HTML.paragraph(
        "Not the same entities arrive under "
          + comparison.changedArrivals.map { "“\($0)”" }.joined(separator: ", ")
          + ": there, differences are not only the policy's.", "small")
    }
    return content
  }

  private static func chart(
    _ figure: Figure, _ rows: [Comparison.Row], number: Int, _ comparison: Comparison,
    _ input: ReportInput
  ) -> Chart {
    let isShare = figure.statistic == "share"
    let factor = isShare ? 100.0 : 1
    let scope = figure.scope == "all" ? "" : ", \(figure.scope)"
    let better = rows.first?.better.map { $0 == .lower ? " Less is better." : " More is better." }
    return IntervalChart(
      name: "difference-\(number)", title: "\(figure.measure)\(scope): difference",
      description: "Policy minus “\(comparison.baseline)”, mean of the paired differences with "
        + "\(input.percent) % intervals." + (better ?? ""),
      unit: isShare ? "percentage points" : figure.unit == "1" ? "" : figure.unit,
      rows: rows.map { row in
        let interval = row.difference.interval
        let tone: String? =
          switch row.verdict {
          case .better: "good"
          case .worse: "bad"
          case .notShown, .same, .noInterval: "even"
          case .lower, .higher, .constant: nil
          }
        return IntervalChart.Row(
          label: row.policy, mean: interval.mean.map { $0 * factor },
          lower: interval.lower.map { $0 * factor }, upper: interval.upper.map { $0 * factor },
          note: row.verdict.rawValue, tone: tone)
      }, marksZero: true
    ).chart
  }
}

import EventEngine
import Experiments
import FacilityModel
import OutputStatistics

/// The model's own measures with their intervals, against targets.
enum KeyMeasuresSection: ReportSection {
  static let id = "measures"
  static let title = "Measures"
  private static let most = 10

  static func content(of input: ReportInput) -> SectionContent? {
    let groups = input.own
    if groups.isEmpty {
      return SectionContent(
        missing: "The model has no measures of its own: name some under “measures”, with a target "
          + "where there is one.")
    }
    var content = SectionContent()
    for (index, group) in groups.prefix(most).enumerated() {
      content.charts.append(chart(group, number: index + 1, input))
    }
    if groups.count > most {
      content.missing = "\(groups.count - most) more measures are in summary.csv."
    }
    return content
  }

  private static func chart(
    _ group: (measure: String, figures: [Int]), number: Int, _ input: ReportInput
  ) -> Chart {
    let base = input.base
    let first = base.figures[group.figures[0]]
    let isShare = first.statistic == "share"
    let factor = isShare ? 100.0 : 1
    var rows: [IntervalChart.Row] = []
    // Policies side by side for the whole; classes only of the policy in detail.
    for arm in input.result.arms {
      guard let place = arm.figures.firstIndex(of: first) else { continue }
      let label = input.result.arms.count == 1 ? Self.label(first.scope) : arm.name
      rows.append(row(arm, place, label: label, factor, input))
    }
    let classes = group.figures.dropFirst()
    for place in classes {
      var row = row(base, place, label: Self.label(base.figures[place].scope), factor, input)
      if place == classes.first { row.heading = heading(classes, input) }
      rows.append(row)
    }
    let target = base.measure(of: first)?.target
    let parts = classes.isEmpty ? "" : ", and by class under “\(base.name)”"
    return IntervalChart(
      name: "measure-\(number)", title: group.measure,
      description: "Means over replications with \(input.percent) % confidence intervals"
        + (input.result.arms.count > 1 ? ", by policy" : "") + parts + ".",
      unit: isShare ? "%" : first.unit == "1" ? "" : first.unit, rows: rows,
      target: target.map { $0 * factor }
    ).chart
  }

  /// What the rows of classes are: of which policy, and by which attribute.
  private static func heading(_ classes: ArraySlice<Int>, _ input: ReportInput) -> String {
    let scopes = classes.map { input.base.figures[$0].scope.split(separator: " ") }
    var common = scopes.first ?? []
    for words in scopes {
      common = zip(common, words).prefix { $0.0 == $0.1 }.map(\.0)
    }
    // What is left when every class has but one word in common is not what tells them apart.
    let attribute = scopes.count > 1 && !common.isEmpty ? common.joined(separator: " ") : "class"
    return (input.result.arms.count > 1 ? "“\(input.base.name)”, " : "") + "by \(attribute)"
  }

  private static func row(
    _ arm: ArmResult, _ place: Int, label: String, _ factor: Double, _ input: ReportInput
  ) -> IntervalChart.Row {
    let estimate = arm.estimate(place, confidence: input.confidence)
    let interval = estimate.interval
    var row = IntervalChart.Row(
      label: label, mean: interval.mean.map { $0 * factor },
      lower: interval.lower.map { $0 * factor }, upper: interval.upper.map { $0 * factor })
    if let verdict = arm.verdict(on: place, confidence: input.confidence) {
      switch verdict {
      case .met: (row.note, row.tone) = ("target met", "good")
      case .notMet: (row.note, row.tone) = ("target not met", "bad")
      case .open: (row.note, row.tone) = ("open", "even")
      }
    } else if interval.mayUnderCover {
      row.note = "few, skewed values"
    }
    return row
  }

  static func resource(_ scope: String) -> String {
    scope.hasPrefix("resource ") ? String(scope.dropFirst(9)) : scope
  }

  static func label(_ scope: String) -> String {
    scope.hasPrefix("source ") ? String(scope.dropFirst(7)) : scope
  }
}

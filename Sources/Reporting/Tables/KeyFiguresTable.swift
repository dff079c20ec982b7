package import Experiments
import FacilityModel
import OutputStatistics

/// `key-figures.csv`: the key measures of every policy, as one hands them on.
///
/// Shares are in percent and their changes in points, as on the page.
package struct KeyFiguresTable {
  package static let columns: [(name: String, meaning: String)] = [
    ("measure", "a key measure of the model: marked, with a target, or the first"),
    ("policy", "the policy; the first is the one that the others are compared with"),
    ("value", "mean over replications; shares in percent"),
    ("lower", "lower limit of its confidence interval"),
    ("upper", "upper limit of it"),
    ("unit", "the unit of these, percent for shares"),
    ("target", "the target, where the model gives one, in the same unit"),
    ("verdict", "met, not met, or open where the interval contains the target"),
    ("change", "by how much it is more than under the first policy, paired by replication"),
    ("change_lower", "lower limit of the change; all limits of changes hold together"),
    ("change_upper", "upper limit of it"),
    ("effect", "better, worse, lower, higher, or that no difference is shown"),
    ("replications", "replications that had the figure"),
  ]

  package static func table(of result: ExperimentResult) -> CSVTable {
    var table = CSVTable(columns: columns.map(\.name))
    guard let base = result.arms.first, !base.replications.isEmpty else { return table }
    let comparison = result.arms.count > 1 ? Comparison(result) : nil
    for key in Comparison.keyFigures(of: base) {
      let figure = base.figures[key]
      let (factor, unit) = figure.shown
      func shown(_ value: Double?) -> CSVCell { .number(value.map { $0 * factor }) }
      let name = figure.scope == "all" ? figure.measure : "\(figure.measure), \(figure.scope)"
      for arm in result.arms {
        guard let place = arm.figures.firstIndex(of: figure) else { continue }
        let interval = arm.estimate(place, confidence: result.experiment.confidence).interval
        let row = comparison?.rows.first { $0.policy == arm.name && $0.figure == figure }
        let change = row?.difference.interval
        table.append([
          .text(name), .text(arm.name), shown(interval.mean), shown(interval.lower),
          shown(interval.upper), .text(figure.isShare ? "percent" : unit),
          shown(arm.measure(of: figure)?.target),
          .text(arm.verdict(on: place, confidence: result.experiment.confidence)?.rawValue ?? ""),
          shown(change?.mean), shown(change?.lower), shown(change?.upper),
          .text(row?.verdict.rawValue ?? ""), .integer(Int64(interval.count)),
        ])
      }
    }
    return table
  }
}

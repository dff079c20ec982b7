package import Experiments
import OutputStatistics

/// `precision.csv`: how narrow the intervals of the targets were at each look.
package struct PrecisionTable {
  package static let columns: [(name: String, meaning: String)] = [
    ("policy", "the policy"),
    ("target", "the target as it was asked for"),
    ("measure", "what is measured"),
    ("scope", "of what"),
    ("statistic", "which statistic of it within a replication"),
    ("unit", "the unit of the figures of this row"),
    ("replications", "after how many replications it was looked at"),
    ("mean", "mean over them; in a comparison that of the difference from the baseline"),
    ("half_width", "half the width of its confidence interval; empty where there is none"),
    ("wanted", "the greatest half-width that will do"),
    ("reached", "1 where it is reached, 0 where not"),
    ("caution", "what speaks against taking the interval at its word"),
  ]

  package static func table(of report: PrecisionReport) -> CSVTable {
    var table = CSVTable(columns: columns.map(\.name))
    for look in report.looks {
      table.append([
        .text(look.policy), .text(report.plan.targets[look.target].text),
        .text(look.figure.measure), .text(look.figure.scope), .text(look.figure.statistic),
        .text(look.figure.unit), .integer(Int64(look.replications)), .number(look.mean),
        .number(look.halfWidth), .number(look.goal.limit(mean: look.reference)),
        .integer(look.isReached ? 1 : 0), .text(PrecisionText.caution(report) ?? ""),
      ])
    }
    return table
  }
}

/// What became of the targets, in words.
package struct PrecisionText {
  /// What speaks against taking the intervals at their word; nil where nothing does.
  package static func caution(_ report: PrecisionReport) -> String? {
    guard report.beganSmall else { return nil }
    return
      "judged from \(report.floor) replications on, the intervals cover less often than they say; "
      + "from \(LookSchedule.safeFloor) on (-r) nearly as often"
  }

  /// One line for each target and policy, and one that says how it ended.
  package static func lines(of report: PrecisionReport) -> [String] {
    let final = report.final
    let several = Set(final.map(\.policy)).count > 1
    var lines = [
      report.isReached
        ? "Precision: reached after \(report.replications) replications"
        : "Precision: NOT reached after \(report.replications) replications"
          + (report.replications == report.cap ? ", the most that were allowed" : "")
    ]
    for look in final {
      let target = report.plan.targets[look.target].text
      let policy = several ? "\(look.policy), " : ""
      let state = look.isReached ? "" : "   not reached" + need(look)
      lines.append("  \(policy)\(target): \(width(look))\(state)")
    }
    return lines
  }

  /// How wide the interval is, in the terms of the target.
  private static func width(_ look: PrecisionReport.Look) -> String {
    if look.isConstant {
      let same = "the same difference in every replication"
      guard let half = look.halfWidth else { return "\(same), of which there are too few" }
      return half == 0 ? same : "\(same), which leaves \(size(half, look)) open"
    }
    guard let half = look.halfWidth else {
      return "no interval (too few replications that have it, or all the same)"
    }
    switch look.goal {
    case .relative:
      guard let mean = look.reference, mean != 0 else { return "no percentage of a mean of 0" }
      return "±\(TerminalSummary.short(100 * half / abs(mean))) %"
    case .absolute: return "±" + size(half, look)
    }
  }

  /// A width in the unit of the figure.
  private static func size(_ half: Double, _ look: PrecisionReport.Look) -> String {
    if look.figure.statistic == "share" { return "\(TerminalSummary.short(100 * half)) points" }
    let unit = look.figure.unit == "1" ? "" : " \(look.figure.unit)"
    return TerminalSummary.short(half) + unit
  }

  /// How many replications would do, as far as these tell.
  private static func need(_ look: PrecisionReport.Look) -> String {
    guard let count = look.expectedCount, count.isFinite, count < 1e9 else { return "" }
    let digits = count < 1000 ? 10.0 : 100.0
    return ", about \(Int((count / digits).rounded(.up) * digits)) would do"
  }
}

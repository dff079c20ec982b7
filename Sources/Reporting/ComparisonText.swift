package import Experiments
import OutputStatistics

/// The table that a comparison ends with: the key measures of every policy against the baseline.
package struct ComparisonText {
  package static func text(of comparison: Comparison) -> String {
    let percent = TerminalSummary.short(comparison.confidence * 100)
    let family =
      comparison.comparisons == 1
      ? "the \(percent) % interval is that of the key measure alone"
      : "the \(percent) % intervals of all \(comparison.comparisons) rows hold together"
    var lines = ["Compared with “\(comparison.baseline)”, paired by replication; \(family)."]
    var policy = ""
    let keys = comparison.rows.filter(\.isKey)
    let width = keys.map { label($0).count }.max() ?? 0
    for row in keys {
      if row.policy != policy {
        policy = row.policy
        let arrivals =
          comparison.changedArrivals.contains(policy) ? " (changes who arrives)" : ""
        lines.append("\n\(policy)\(arrivals)")
      }
      lines.append("  \(label(row).padded(to: width))  \(words(row))")
    }
    return lines.joined(separator: "\n")
  }

  private static func label(_ row: Comparison.Row) -> String {
    row.figure.scope == "all" ? row.figure.measure : "\(row.figure.measure), \(row.figure.scope)"
  }

  private static func words(_ row: Comparison.Row) -> String {
    let isShare = row.figure.statistic == "share"
    func number(_ value: Double?, signed: Bool = false) -> String {
      guard let value else { return "–" }
      let text = TerminalSummary.short(isShare ? value * 100 : value)
      return signed && value > 0 ? "+" + text : text
    }
    let unit = isShare ? "%" : row.figure.unit == "1" ? "" : row.figure.unit
    let interval = row.difference.interval
    var text = "\(number(row.baselineMean)) → \(number(row.policyMean)) \(unit)"
    if interval.lower != nil {
      text +=
        ", \(number(interval.mean, signed: true)) "
        + "(\(number(interval.lower, signed: true)) to \(number(interval.upper, signed: true)))"
    }
    if row.verdict == .constant { text += ", \(number(interval.mean, signed: true))" }
    text += ": \(row.verdict.rawValue)"
    if let p = row.pValue {
      text += p < 0.0001 ? ", p < 0.0001" : ", p \((p * 10_000).rounded() / 10_000)"
    }
    if row.unpaired > 0 {
      text += " (\(row.difference.count) of \(row.difference.count + row.unpaired) replications)"
    }
    return text
  }
}

extension String {
  /// The text with spaces behind it up to a width.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}

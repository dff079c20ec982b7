import EventEngine
import Experiments
import FacilityModel
import OutputStatistics

/// What came out, in a few sentences.
package enum HeadlineSection: ReportSection {
  package static let id = "headline"
  package static let title = "In short"

  package static func content(of input: ReportInput) -> SectionContent? {
    let replications = input.base.replications.count
    guard replications > 0 else {
      return SectionContent(
        html: HTML.paragraph(
          "No replication of “\(input.base.name)” came to its end: failures.csv says why.", "lead"))
    }
    let stuck = input.result.arms.compactMap {
      StuckText.sentence(of: $0, confidence: input.confidence)
    }
    let sentences = stuck + present(input) + (input.comparison.map { changes($0, input) } ?? [])
    let failed = input.result.arms.reduce(0) { $0 + $1.failures.count }
    let made =
      "\(replications) replications of each policy, seed \(input.result.experiment.seed). "
      + "Intervals are \(input.percent) % confidence intervals over replications."
      + (failed > 0 ? " \(failed) replications failed and are left out." : "")
    return SectionContent(
      html: sentences.map { HTML.paragraph($0, "lead") }.joined()
        + HTML.paragraph(made, "small"))
  }

  /// How things are under the first policy: its key measures, and who is busiest.
  private static func present(_ input: ReportInput) -> [String] {
    let base = input.base
    var sentences: [String] = []
    for index in Comparison.keyFigures(of: base).prefix(3) {
      let figure = base.figures[index]
      let interval = base.estimate(index, confidence: input.confidence).interval
      guard let mean = interval.mean else { continue }
      let isShare = figure.statistic == "share"
      let unit = isShare ? " %" : figure.unit == "1" ? "" : " " + figure.unit
      let factor = isShare ? 100.0 : 1
      var text =
        "Under “\(base.name)”, \(name(figure)) is \(number(mean * factor))\(unit)"
      if let lower = interval.lower, let upper = interval.upper, upper > lower {
        text +=
          " (\(input.percent) % CI \(number(lower * factor)) to \(number(upper * factor))\(unit))"
      }
      if let target = base.measure(of: figure)?.target {
        text += "; the target is \(number(target * factor))\(unit)"
        if let verdict = base.verdict(on: index, confidence: input.confidence) {
          text += ": " + verdict.rawValue
        } else if isShare, let lower = interval.lower, let upper = interval.upper {
          text += lower >= target ? ", and it is met" : upper < target ? ", and it is not met" : ""
        }
      }
      sentences.append(text + ".")
    }
    let busiest = base.model.resources.compactMap { resource in
      input.mean(Utilisation.name, "resource " + resource.name, "mean").map {
        (name: resource.name, share: $0)
      }
    }.max { $0.share < $1.share }
    if let busiest, busiest.share > 0 {
      sentences.append(
        "The busiest resource is \(busiest.name), in use \(number(busiest.share * 100)) % of its time on "
          + "duty.")
    }
    return sentences
  }

  /// What every other policy does to the first key measure, the greatest effect first.
  private static func changes(_ comparison: Comparison, _ input: ReportInput) -> [String] {
    guard let key = comparison.rows.first(where: \.isKey)?.figure else { return [] }
    let rows = comparison.rows.filter { $0.isKey && $0.figure == key }
    let shown = rows.filter {
      $0.verdict != .notShown && $0.verdict != .same && $0.verdict != .noInterval
    }
    .sorted {
      let (a, b) = (gain($0), gain($1))
      return a == b ? $0.policy < $1.policy : a > b
    }
    var sentences = shown.map { sentence($0, input) }
    let others = rows.filter { row in !shown.contains { $0.policy == row.policy } }.map {
      "“\($0.policy)”"
    }
    if !others.isEmpty {
      sentences.append(
        "For \(others.joined(separator: ", ")) no difference in \(name(key)) is shown.")
    }
    if comparison.comparisons > 1, !shown.isEmpty {
      sentences[sentences.count - 1] +=
        " The intervals of the differences hold together at \(input.percent) %."
    }
    return sentences
  }

  private static func gain(_ row: Comparison.Row) -> Double {
    let mean = row.difference.interval.mean ?? 0
    return row.better == .lower ? -mean : row.better == .higher ? mean : abs(mean)
  }

  /// A sentence such as: with “extra evening doctor” the mean wait falls by 18 % (15 to 21 %).
  private static func sentence(_ row: Comparison.Row, _ input: ReportInput) -> String {
    let interval = row.difference.interval
    let mean = interval.mean ?? 0
    let isShare = row.figure.statistic == "share"
    let verb = mean < 0 ? "falls" : "rises"
    // Shares change by points; other figures by a part of what they were.
    let base = row.baselineMean ?? 0
    let isRelative = !isShare && base > 0
    let factor = isShare ? 100 : isRelative ? 100 / base : 1
    let unit = isShare ? " points" : isRelative ? " %" : " " + row.figure.unit
    let ends = [interval.lower, interval.upper].compactMap(\.self).map { abs($0 * factor) }.sorted()
    let limits =
      ends.count == 2 ? " (CI \(number(ends[0])) to \(number(ends[1]))\(unit))" : ""
    let level = isShare ? 100.0 : 1
    let unitOfLevel = isShare ? " %" : row.figure.unit == "1" ? "" : " " + row.figure.unit
    let from = row.baselineMean.map { number($0 * level) } ?? "–"
    let to = row.policyMean.map { number($0 * level) } ?? "–"
    return
      "With “\(row.policy)” \(name(row.figure)) \(verb) by \(number(abs(mean * factor)))\(unit)"
      + "\(limits), from \(from) to \(to)\(unitOfLevel)."
  }

  /// A figure within a sentence.
  static func name(_ figure: Figure) -> String {
    let statistic = figure.statistic == "share" ? "the share" : "the mean"
    return "\(statistic) “\(figure.measure)”" + (figure.scope == "all" ? "" : " of \(figure.scope)")
  }

  /// A number as a sentence wants it: three digits.
  static func number(_ value: Double) -> String {
    let size = abs(value)
    guard size.isFinite, size < 1e15 else { return TerminalSummary.short(value) }
    if size >= 100 { return "\(Int64(value.rounded()))" }
    let scale = size >= 10 ? 10.0 : 100
    let rounded = (value * scale).rounded() / scale
    return rounded == rounded.rounded() ? "\(Int64(rounded))" : "\(rounded)"
  }
}

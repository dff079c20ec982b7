import EventEngine
package import Experiments
import FacilityModel
import OutputStatistics

/// The short table that a run ends with.
package struct TerminalSummary {
  package static func text(of result: ExperimentResult, seconds: Double, folder: String)
    -> String
  {
    var lines: [String] = []
    guard let first = result.arms.first else { return "" }
    let count = result.experiment.replications
    lines.append(
      "\(first.model.name): \(count) \(result.experiment.isAntithetic ? "antithetic pair" : "replication")\(count == 1 ? "" : "s"), "
        + "seed \(result.experiment.seed), \(short(seconds)) s")
    let percent = short(result.experiment.confidence * 100)
    for arm in result.arms {
      if result.arms.count > 1 { lines.append("\n\(arm.name)") }
      lines += rows(of: arm, result, percent: percent)
      if let stuck = StuckText.sentence(of: arm, confidence: result.experiment.confidence) {
        lines.append("  " + stuck)
      }
    }
    lines.append("")
    if let precision = result.precision { lines += PrecisionText.lines(of: precision) + [""] }
    lines.append("Written to \(folder):")
    lines.append("  key-figures.csv   the key measures of all policies, to hand on")
    lines.append("  summary.csv       every figure with its confidence interval")
    lines.append("  replications.csv  every figure of every replication")
    lines.append("  timeline.csv      queues and occupancy by hour")
    lines.append("  failures.csv      replications that failed (none: an empty table)")
    if result.precision != nil {
      lines.append("  precision.csv     how narrow the intervals asked for became")
    }
    lines.append("  manifest.json     what to repeat the run with")
    lines.append("  run-info.json     how long it took, and where")
    lines.append("  dictionary.md     what the columns mean")
    lines.append("")
    lines.append("The report: \(folder)/report.html")
    return lines.joined(separator: "\n")
  }

  /// Whether a figure that nobody asked for by name is among those that a person looks at first.
  private static func isUsual(_ figure: Figure, _ model: Model) -> Bool {
    switch (figure.measure, figure.statistic) {
    case (Utilisation.name, "mean"): true
    case (WaitingTime.name, "mean"):
      // Nobody ever waits for what is never scarce.
      model.resources.contains {
        figure.scope == "resource \($0.name)" && !$0.plan.isUnlimited
      }
    case (TimeInSystem.name, "mean"): figure.scope == "all"
    case (Outcomes.name, "share"): true
    case (Costs.name, "per day"), (Energy.name, "per day"), (Emissions.name, "per day"):
      figure.scope == "all"
    case (let measure, "share"):
      measure.hasPrefix(WaitCauses.name) && figure.scope.hasPrefix("resource ")
    default: false
    }
  }

  /// The figures a person looks at first: the model's own; of a single policy also the classes,
  /// waits with what they are due to, utilisation by resource, costs and energy.
  static func places(in arm: ArmResult, of result: ExperimentResult) -> [Int] {
    let own = Set(arm.model.measures.map(\.name))
    let isShort = result.arms.count > 1 && !own.isEmpty
    return arm.figures.indices.filter { index in
      let figure = arm.figures[index]
      let isOwn =
        own.contains(figure.measure) && ["mean", "share"].contains(figure.statistic)
        && !figure.scope.hasPrefix("resource ") && !figure.scope.hasPrefix("step ")
      let isUsual = isUsual(figure, arm.model)
      // Of several policies only the model's own figures: the rest is in the file.
      let isWhole = figure.scope == "all" || figure.scope.hasPrefix("source ")
      // Of what is split by several things, or by the hour, likewise.
      let isFine = figure.scope.contains(", ") || figure.scope.hasPrefix("hour of arrival ")
      guard !isFine, isShort ? isOwn && isWhole : isOwn || isUsual else { return false }
      return !figure.measure.hasPrefix(WaitCauses.name)
        || (arm.estimate(index, confidence: result.experiment.confidence).interval.mean ?? 0) != 0
    }
  }

  private static func rows(of arm: ArmResult, _ result: ExperimentResult, percent: String)
    -> [String]
  {
    var cells: [(label: String, value: String, interval: String)] = []
    for index in places(in: arm, of: result) {
      let figure = arm.figures[index]
      let estimate = arm.estimate(index, confidence: result.experiment.confidence)
      let scope = figure.scope == "all" ? "" : ", \(figure.scope)"
      let unit = figure.unit == "1" ? "" : " \(figure.unit)"
      func written(_ value: Double?) -> String {
        guard let value else { return "–" }
        return figure.isShare ? short(value * 100) : short(value)
      }
      let mark = figure.isShare ? " %" : unit
      let interval = estimate.interval
      let limits =
        interval.width == .deterministic
        ? "exact"
        : interval.lower == nil || interval.upper == nil
          ? "no interval"
          : "\(percent) % CI \(written(interval.lower)) to \(written(interval.upper))"
      let verdict = arm.verdict(on: index, confidence: result.experiment.confidence)
      let words = verdict.map { "   target \($0.rawValue)" } ?? ""
      cells.append((figure.measure + scope, written(interval.mean) + mark, limits + words))
    }
    let width = cells.map { $0.label.count }.max() ?? 0
    let valueWidth = cells.map { $0.value.count }.max() ?? 0
    return cells.map { cell in
      "  " + cell.label + String(repeating: " ", count: width - cell.label.count + 2)
        + String(repeating: " ", count: valueWidth - cell.value.count) + cell.value + "   "
        + cell.interval
    }
  }

  /// A number in four significant digits at most, or whole; outside the usual as a power of ten.
  package static func short(_ value: Double) -> String {
    guard value.isFinite else { return "–" }
    let size = abs(value)
    if size >= 1e15 { return "\(value)" }
    if size > 0, size < 0.0005 { return tiny(value) }
    let places = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : 3
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let rounded = (value * scale).rounded() / scale
    return places == 0 || rounded == rounded.rounded() ? "\(Int64(rounded))" : "\(rounded)"
  }

  /// A number below 0.0005 in two digits: 0.00042, or 4.2e-9.
  private static func tiny(_ value: Double) -> String {
    var (mantissa, power) = (abs(value), 0)
    while mantissa < 1, power < 400 { (mantissa, power) = (mantissa * 10, power + 1) }
    let sign = value < 0 ? "-" : ""
    let digits = (mantissa * 10).rounded()
    // Rounding up 9.96 makes it 10.
    let (whole, shift) = digits >= 100 ? (Int64(10), 1) : (Int64(digits), 0)
    let exponent = power - shift
    if exponent > 6 { return "\(sign)\(whole / 10).\(whole % 10)e-\(exponent)" }
    let zeros = String(repeating: "0", count: exponent - 1)
    return sign + "0." + zeros + "\(whole % 10 == 0 ? "\(whole / 10)" : "\(whole)")"
  }
}

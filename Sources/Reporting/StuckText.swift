import Experiments
import OutputStatistics

/// What a planner is told where entities are stuck for ever.
enum StuckText {
  /// One sentence, or nil where nobody is stuck.
  static func sentence(of arm: ArmResult, confidence: Double) -> String? {
    func mean(_ index: Int) -> Double? {
      arm.estimate(index, confidence: confidence).interval.mean
    }
    let own = arm.figures.indices.filter { arm.figures[$0].measure == Stuck.name }
    guard
      let all = own.first(where: { arm.figures[$0].scope == "all" }), (mean(all) ?? 0) > 0
    else { return nil }
    let count = arm.replications.count { ($0.values[all].value ?? 0) > 0 }
    let places = own.filter { arm.figures[$0].scope != "all" && (mean($0) ?? 0) > 0 }.map {
      "\(TerminalSummary.short(mean($0) ?? 0)) at “\(arm.figures[$0].scope.dropFirst(5))”"
    }
    var text =
      "Entities are stuck for ever under “\(arm.name)” in \(count) of \(arm.replications.count) "
      + "replications: each waits for what another of them holds"
    if !places.isEmpty { text += ", on average \(places.joined(separator: ", "))" }
    if let since = own.first(where: { arm.figures[$0].statistic == "since" }),
      let earliest = arm.replications.compactMap({ $0.values[since].value }).min()
    {
      text += "; first at \(TerminalSummary.short(earliest)) \(arm.figures[since].unit)"
    }
    return text + "."
  }
}

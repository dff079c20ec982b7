package import Experiments
import FacilityModel
import OutputStatistics

/// Where entities wait most, and whether the facility fills up, in words.
package struct BottleneckText {
  private let arm: ArmResult

  /// The resource that most entities wait for: of equal lines, as those of what is asked for
  /// together, the one that is busier.
  private struct Line {
    var name: String
    /// Entities that wait, on average over time.
    var waiting: Double
    var use: Double
    /// In the unit of reports.
    var wait: (mean: Double, unit: String)?
  }

  /// Below this mean number nobody is said to wait.
  private static let least = 0.005

  /// What is to be said of the policy; nil where the model has no resources.
  static func sentence(of arm: ArmResult) -> String? {
    let text = BottleneckText(arm: arm)
    guard let line = text.longest else { return nil }
    let use = NumberText.brief(line.use * 100)
    if line.waiting < least {
      return line.use > 0
        ? "Hardly anybody waits; the busiest resource is “\(line.name)”, in use \(use) % of its time on "
          + "duty."
        : nil
    }
    var words = "Most wait for “\(line.name)”: \(NumberText.brief(line.waiting)) on average"
    if let wait = line.wait { words += ", for \(NumberText.brief(wait.mean)) \(wait.unit)" }
    return words + ". It is in use \(use) % of its time on duty."
  }

  /// That the facility fills up; nil where it does not.
  package static func growth(of arm: ArmResult) -> String? {
    guard let growth = Growth(arm) else { return nil }
    let levels = growth.levels.map(NumberText.brief)
    let text = BottleneckText(arm: arm)
    var words =
      "Under “\(growth.policy)” the facility fills up for as long as the run lasts: \(levels[0]), "
      + "\(levels[1]) and \(levels[2]) are inside in its first, second and last third"
    if let end = text.mean("number inside", "all", "end") {
      words += ", \(NumberText.brief(end)) at its end"
    }
    words += ". More come than can be served, or the run is too short to settle"
    if let line = text.longest, line.waiting >= least { words += "; most wait for “\(line.name)”" }
    return words + ". Figures of such a run tell little but that."
  }

  private var longest: Line? {
    let lines = arm.model.resources.compactMap { resource -> Line? in
      let scope = "resource " + resource.name
      guard let use = mean("utilisation", scope, "mean") else { return nil }
      let waiting = mean("queue length", scope, "mean") ?? 0
      let unit = arm.figures.first { $0.measure == "waiting time" }?.unit ?? ""
      return Line(
        name: resource.name, waiting: waiting < Self.least ? 0 : waiting, use: use,
        wait: mean("waiting time", scope, "mean").map { ($0, unit) })
    }
    return lines.max { ($0.waiting, $0.use) < ($1.waiting, $1.use) }
  }

  private func mean(_ measure: String, _ scope: String, _ statistic: String) -> Double? {
    arm.figures.firstIndex {
      $0.measure == measure && $0.scope == scope && $0.statistic == statistic
    }.flatMap { arm.estimate($0, confidence: 0.95).interval.mean }
  }
}

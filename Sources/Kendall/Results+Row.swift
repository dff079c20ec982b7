import Experiments
import OutputStatistics
import Reporting

extension Results {
  /// One figure of one policy, over all replications.
  public struct Row: Sendable, Hashable, CustomStringConvertible {
    /// The policy; the model without one is ``Facility/asWritten``.
    public let policy: String
    /// What is measured, such as `waiting time`.
    public let measure: String
    /// Of what, such as `all`, `resource doctor` or `source walk-in`.
    public let scope: String
    /// Which statistic of it within a replication, such as mean, sd, p95 or share.
    public let statistic: String
    /// The unit; `1` for shares and plain numbers.
    ///
    /// Durations are in the unit that the model
    /// declares (`time.unit`), or in minutes.
    public let unit: String
    /// The mean over replications; nil where none had an observation.
    public let mean: Double?
    /// The lower limit of the confidence interval of the mean; nil where there is none, as of a
    /// single replication.
    public let lower: Double?
    /// The upper limit of the confidence interval of the mean; nil where there is none.
    public let upper: Double?
    /// How many replications had it.
    public let replications: Int
    /// What the model wants it to be, in the unit of the figure; nil where it has no target.
    public let target: Double?

    init(_ arm: ArmResult, _ index: Int, confidence: Double) {
      let figure = arm.figures[index]
      let interval = arm.estimate(index, confidence: confidence).interval
      policy = arm.name
      measure = figure.measure
      scope = figure.scope
      statistic = figure.statistic
      unit = figure.unit
      mean = interval.mean
      lower = interval.lower
      upper = interval.upper
      replications = interval.count
      target = arm.measure(of: figure)?.target
    }

    /// The mean with its interval and unit, such as `31.4 (29.8 to 33) min`.
    public var description: String {
      func number(_ value: Double?) -> String { value.map(TerminalSummary.short) ?? "–" }
      let limits = lower == nil ? "" : " (\(number(lower)) to \(number(upper)))"
      return number(mean) + limits + (unit == "1" ? "" : " " + unit)
    }
  }
}

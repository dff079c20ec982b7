import Experiments
import OutputStatistics
import Reporting

extension Results {
  /// One figure of one policy against that of a baseline, paired by replication.
  public struct Difference: Sendable, Hashable, CustomStringConvertible {
    /// What a difference comes to.
    public enum Verdict: String, Sendable, Hashable {
      /// The figure went the way in which it should go, such as waits down.
      case better
      /// It went the other way.
      case worse
      /// It went down; which way it should go is not known.
      case lower
      /// It went up; which way it should go is not known.
      case higher
      /// The interval holds 0.
      case notShown = "no difference shown"
      /// Every pair of replications is equal.
      case same = "the same in every replication"
      /// Every pair differs by as much, though the figures themselves vary.
      case constant = "the same difference in every replication"
      /// There are too few pairs for an interval.
      case noInterval = "no interval"
    }

    /// The policy that is compared.
    public let policy: String
    /// What is measured, such as `waiting time`.
    public let measure: String
    /// Of what, such as `all` or `resource doctor`.
    public let scope: String
    /// Which statistic of it within a replication, such as mean or share.
    public let statistic: String
    /// The unit; `1` for shares and plain numbers.
    public let unit: String
    /// Whether the row belongs to the key measures, which are judged together.
    public let isKey: Bool
    /// The baseline's mean over the replications that both have.
    public let baseline: Double?
    /// Policy minus baseline, the mean over those replications; nil without any.
    public let mean: Double?
    /// The lower limit of the confidence interval of the difference; nil where there is none.
    public let lower: Double?
    /// The upper limit of the confidence interval of the difference; nil where there is none.
    public let upper: Double?
    /// Two-sided, of key measures adjusted for how many there are; nil where there is none.
    public let pValue: Double?
    /// What it comes to.
    public let verdict: Verdict

    init(_ row: Comparison.Row) {
      policy = row.policy
      measure = row.figure.measure
      scope = row.figure.scope
      statistic = row.figure.statistic
      unit = row.figure.unit
      isKey = row.isKey
      baseline = row.baselineMean
      mean = row.difference.mean
      lower = row.difference.interval.lower
      upper = row.difference.interval.upper
      pValue = row.pValue
      verdict =
        switch row.verdict {
        case .better: .better
        case .worse: .worse
        case .lower: .lower
        case .higher: .higher
        case .notShown: .notShown
        case .same: .same
        case .constant: .constant
        case .noInterval: .noInterval
        }
    }

    /// The difference with its interval, unit and verdict, such as
    /// `−3.1 (−3.9 to −2.3) min: better`.
    public var description: String {
      func number(_ value: Double?) -> String {
        guard let value else { return "–" }
        let size = TerminalSummary.short(abs(value))
        return (value < 0 ? "−" : value > 0 ? "+" : "") + size
      }
      let limits = lower == nil ? "" : " (\(number(lower)) to \(number(upper)))"
      return number(mean) + limits + (unit == "1" ? "" : " " + unit) + ": \(verdict.rawValue)"
    }
  }
}

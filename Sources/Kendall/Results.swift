import Experiments
import FacilityModel
import OutputStatistics
import Reporting

/// What the replications of a run came to.
public struct Results: Sendable {
  /// One figure of one policy, over all replications.
  public struct Row: Sendable, Hashable {
    /// The policy; the model without one is `Facility.asWritten`.
    public let policy: String
    /// What is measured, such as `waiting time`.
    public let measure: String
    /// Of what, such as `all`, `resource doctor` or `source walk-in`.
    public let scope: String
    /// Which statistic of it within a replication, such as mean, sd, p95 or share.
    public let statistic: String
    /// The unit; 1 for shares and plain numbers.
    public let unit: String
    /// The mean over replications; nil where none had an observation.
    public let mean: Double?
    /// The limits of its confidence interval; nil where there is none.
    public let lower: Double?
    public let upper: Double?
    /// How many replications had it.
    public let replications: Int
  }

  /// Every figure of every policy, in the order of summary.csv.
  public let rows: [Row]
  /// Replications that could not be finished, in words.
  public let failures: [String]
  /// The report of the run: one HTML page that needs nothing else.
  public let reportPage: String

  init(_ result: ExperimentResult, _ identity: RunReport.Identity) {
    let level = result.experiment.confidence
    rows = result.arms.flatMap { arm in
      arm.figures.enumerated().map { index, figure in
        let interval = arm.estimate(index, confidence: level).interval
        return Row(
          policy: arm.name, measure: figure.measure, scope: figure.scope,
          statistic: figure.statistic, unit: figure.unit, mean: interval.mean,
          lower: interval.lower, upper: interval.upper, replications: interval.count)
      }
    }
    failures = result.arms.flatMap { arm in
      arm.failures.map { "\(arm.name), replication \($0.index) failed \($0.failure.sentence)" }
    }
    reportPage = ReportPage.files(of: ReportInput(result, identity)).page
  }
}

import Experiments
import FacilityModel
import Foundation
import OutputStatistics
import Reporting

/// What the replications of a run came to.
///
/// ``rows`` holds every figure of every policy; ``figure(_:under:)`` finds one by its name, and
/// ``differences(from:)`` sets policies against one of them.
public struct Results: Sendable {
  private let result: ExperimentResult
  private let identity: RunReport.Identity
  private let circumstances: RunReport.Circumstances
  /// The policies that were run, in order; the model without one is ``Facility/asWritten``.
  public let policies: [String]
  /// Every figure of every policy, in the order of summary.csv.
  public let rows: [Row]
  /// Replications that could not be finished, in words; the figures are those of the others.
  public let failures: [String]

  init(
    _ result: ExperimentResult, _ identity: RunReport.Identity,
    _ circumstances: RunReport.Circumstances
  ) {
    self.result = result
    self.identity = identity
    self.circumstances = circumstances
    policies = result.arms.map(\.name)
    rows = result.arms.flatMap { arm in
      arm.figures.indices.map { Row(arm, $0, confidence: result.experiment.confidence) }
    }
    failures = result.arms.flatMap { arm in
      arm.failures.map { "\(arm.name), replication \($0.index) failed \($0.failure.sentence)" }
    }
  }

  /// The level of the intervals, such as 0.95.
  public var confidence: Double { result.experiment.confidence }

  /// The figure that is meant by a name such as `time in system`, `p95 of waiting time of doctor`
  /// or `seen in 4 hours`.
  ///
  /// Words are those of the rows: a statistic and “of” (else the mean is meant, the share or the
  /// total), the measure, then “of” and the scope with or without its kind.
  ///
  /// - Parameters:
  ///   - name: what the figure is called.
  ///   - policy: one of ``policies``; the first, if not given.
  /// - Throws: ``ResultsProblem`` where no figure or several are called so, or no policy.
  public func figure(_ name: String, under policy: String? = nil) throws(ResultsProblem) -> Row {
    var arm = result.arms[0]
    if let policy { arm = result.arms[try place(of: policy)] }
    do {
      let index = try FigureQuery(name).find(in: arm.figures)
      return Row(arm, index, confidence: result.experiment.confidence)
    } catch {
      throw ResultsProblem(text: error.message)
    }
  }

  /// Every figure of every other policy against one policy, paired by replication.
  ///
  /// Intervals, p-values and verdicts of the key measures (those marked `key`, else those with a
  /// target, else the first) hold together, after Bonferroni; every other row stands for itself.
  ///
  /// - Parameter baseline: the policy that the others are compared with, one of ``policies``.
  /// - Throws: ``ResultsProblem`` where there is no such policy.
  public func differences(from baseline: String = Facility.asWritten) throws(ResultsProblem)
    -> [Difference]
  {
    let comparison = Comparison(result, baseline: try place(of: baseline))
    return comparison.rows.map(Difference.init)
  }

  /// The report of the run: one HTML page that needs nothing else.
  public var reportPage: String {
    ReportPage.files(of: ReportInput(result, identity)).page
  }

  /// Writes what `kendall run` writes: report.html with its charts, the tables as CSV, a dictionary
  /// of their columns, and what repeats the run; with several policies comparison.csv, too.
  ///
  /// Each file is written whole or not at all. Those of an earlier run are replaced.
  ///
  /// - Parameter folder: where they go; it is made if it is not there.
  /// - Throws: ``ResultsProblem`` where the folder or a file cannot be written.
  public func writeReports(to folder: String) throws(ResultsProblem) {
    do {
      try RunReport.write(RunReport.files(of: result, identity, circumstances), in: folder)
      guard result.arms.count > 1 else { return }
      let table = ComparisonTable.table(of: Comparison(result)).data
      try RunReport.write([(name: "comparison.csv", data: table)], in: folder)
    } catch {
      throw ResultsProblem(text: error.description)
    }
  }

  private func place(of policy: String) throws(ResultsProblem) -> Int {
    if let place = policies.firstIndex(of: policy) { return place }
    let help =
      suggest(policy, among: policies).map { "did you mean “\($0)”?" }
      ?? "there is " + policies.map { "“\($0)”" }.joined(separator: ", ")
    throw ResultsProblem(text: "no policy of this run is named “\(policy)”: \(help)")
  }
}

/// What was asked of results and is not there, or could not be written.
public struct ResultsProblem: Error, CustomStringConvertible, Sendable {
  let text: String

  /// One sentence, with a remedy where there is one.
  public var description: String { text }
}

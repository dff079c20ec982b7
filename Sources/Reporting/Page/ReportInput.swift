package import Experiments
import FacilityModel
import OutputStatistics

/// What a page is made from.
package struct ReportInput: Sendable {
  package let result: ExperimentResult
  package let identity: RunReport.Identity
  /// The other policies against the first; nil where there is but one.
  let comparison: Comparison?
  /// One replication of the policy in detail with all that entities did, where that is not too much.
  let followed: FollowedReplication?
  /// Why none is followed.
  let notFollowed: String?

  /// - Parameter follows: whether a replication is run again to see what entities did in it.
  package init(
    _ result: ExperimentResult, _ identity: RunReport.Identity, follows: Bool = true
  ) {
    self.result = result
    self.identity = identity
    comparison = result.arms.count > 1 ? Comparison(result) : nil
    (followed, notFollowed) = follows ? FollowedReplication.first(of: result) : (nil, nil)
  }

  /// The policy that is shown in detail: the model as written, or what others are compared with.
  var base: ArmResult { result.arms[0] }
  var model: Model { base.model }
  var unit: String { result.experiment.unit.name }
  var confidence: Double { result.experiment.confidence }
  var percent: String { TerminalSummary.short(confidence * 100) }

  /// The figures that the model asks for itself, by measure, in its order.
  var own: [(measure: String, figures: [Int])] {
    var groups: [(measure: String, figures: [Int])] = []
    for (index, figure) in base.figures.enumerated() where base.measure(of: figure) != nil {
      if groups.last?.measure == figure.measure {
        groups[groups.count - 1].figures.append(index)
      } else {
        groups.append((figure.measure, [index]))
      }
    }
    return groups
  }

  /// The mean over replications of a figure of the policy in detail.
  func mean(_ measure: String, _ scope: String, _ statistic: String) -> Double? {
    base.figures.firstIndex {
      $0.measure == measure && $0.scope == scope && $0.statistic == statistic
    }.flatMap { base.estimate($0, confidence: confidence).interval.mean }
  }
}

/// One part of the page: what it is called, and what stands in it.
package protocol ReportSection: SendableMetatype {
  /// How links and files call it.
  static var id: String { get }
  static var title: String { get }
  /// What stands in it; nil where it has no place in this report.
  static func content(of input: ReportInput) -> SectionContent?
}

/// What stands in a section, in this order.
package struct SectionContent {
  /// HTML before the charts.
  package var html = ""
  package var charts: [Chart] = []
  /// HTML behind them.
  var end = ""
  /// What is not shown, and what would show it.
  var missing: String?

  package init(html: String = "", charts: [Chart] = [], end: String = "", missing: String? = nil) {
    self.html = html
    self.charts = charts
    self.end = end
    self.missing = missing
  }
}

/// The sections of the page, in its order.
package enum ReportSections {
  package static let catalogue: [any ReportSection.Type] = [
    HeadlineSection.self, KeyMeasuresSection.self, ComparisonSection.self, RiskSection.self,
    ResourcesSection.self, WeekSection.self, HeatSection.self, WaitingSection.self,
    CausesSection.self, EntityFlowSection.self, UnitsSection.self, ProcessSection.self,
    FlowSection.self, MethodSection.self, DictionarySection.self,
  ]
}

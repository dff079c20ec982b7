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
    let text = HeadlineText(input)
    let failed = input.result.arms.reduce(0) { $0 + $1.failures.count }
    let made =
      "\(replications) replications of each policy, seed \(input.result.experiment.seed). "
      + "Intervals are \(input.percent) % confidence intervals over replications."
      + (failed > 0 ? " \(failed) replications failed and are left out." : "")
    return SectionContent(
      html: text.sentences.map { HTML.paragraph($0, "lead") }.joined()
        + HTML.paragraph(made, "small"))
  }
}

import Experiments
import FacilityModel

/// From which arrivals entities go through which steps to which outcomes.
enum EntityFlowSection: ReportSection {
  static let id = "ways"
  static let title = "Ways through the facility"

  static func content(of input: ReportInput) -> SectionContent? {
    guard let followed = input.followed else {
      return input.notFollowed.map { SectionContent(missing: $0) }
    }
    let flow = EntityFlow(followed.log, in: followed.window)
    guard !flow.links.isEmpty else { return nil }
    var content = SectionContent(charts: [
      SankeyChart(
        name: "ways", title: "From arrival to outcome",
        description:
          "Those who arrive in the window of replication \(followed.replication + 1) under "
          + "“\(input.base.name)”; each counts once at a step. Shares are of all arrivals.",
        flow: flow
      ).chart
    ])
    if !flow.hidden.isEmpty {
      content.missing =
        "Steps that few come to are passed over: "
        + flow.hidden.prefix(12).map { "“\($0)”" }.joined(separator: ", ")
        + (flow.hidden.count > 12 ? " and \(flow.hidden.count - 12) more." : ".")
    }
    return content
  }
}

import EventEngine
import Experiments
import FacilityModel

/// What the units did on one day of one replication.
enum UnitsSection: ReportSection {
  static let id = "units"
  static let title = "One day, unit by unit"

  static func content(of input: ReportInput) -> SectionContent? {
    guard let followed = input.followed else { return nil }
    let log = followed.log
    let resources = input.model.resources.filter { !$0.plan.isUnlimited }.map(\.name)
    let schedule = UnitSchedule(
      log, resources, in: UnitSchedule.day(of: log, in: followed.window))
    guard !schedule.bars.isEmpty else { return nil }
    let (start, end) = (
      log.words(schedule.window.lowerBound), log.words(schedule.window.upperBound)
    )
    let plans = Dictionary(
      uniqueKeysWithValues: input.model.resources.filter { $0.stock == nil }.map {
        ($0.name, $0.plan)
      })
    var content = SectionContent(charts: [
      GanttChart(
        name: "units", title: "units in use",
        description:
          "Replication \(followed.replication + 1) under “\(input.base.name)” from \(start) "
          + "to \(end). Units of a resource are interchangeable: the lowest number that is free is "
          + "taken; the colour is the step at which it was. Off duty by the rota are those with the "
          + "highest numbers.",
        schedule: schedule, off: schedule.off(by: plans), time: { log.time($0) },
        words: { log.words($0) }
      ).chart
    ])
    if schedule.hidden > 0 {
      content.missing =
        "\(schedule.hidden) more units are in use meanwhile; “kendall log” writes what each did."
    }
    return content
  }
}

package import Experiments
import FacilityModel
import OutputStatistics

/// `timeline.csv`: levels by hour of the day or of the week.
package struct TimelineTable {
  package static let columns: [(name: String, meaning: String)] = [
    ("policy", "the policy"),
    ("weekday", "the day of the week; empty in a profile of the day"),
    ("hour", "the hour that begins here, 0 to 23"),
    ("hour_of_week", "hours since Monday 00:00; empty in a profile of the day"),
    ("measure", "number inside, queue length, occupancy or units on duty"),
    ("scope", "of what"),
    ("unit", "the unit of the figures"),
    ("mean", "time average within the hour, mean over replications"),
    ("lower", "lower limit of its confidence interval"),
    ("upper", "upper limit of its confidence interval"),
    ("sd", "standard deviation between replications"),
    ("replications", "replications that saw this hour"),
  ]

  package static func table(of result: ExperimentResult) -> CSVTable {
    var table = CSVTable(columns: columns.map(\.name))
    for arm in result.arms {
      let isWeek = arm.profile.bins > 24
      for (index, series) in arm.profile.series.enumerated() {
        for bin in 0..<arm.profile.bins {
          let interval = MeanInterval(
            arm.profile.values[index][bin], level: result.experiment.confidence,
            deterministic: arm.isDeterministic)
          table.append([
            .text(arm.name), .text(isWeek ? ClockTime.weekdayNames[bin / 24] : ""),
            .integer(Int64(bin % 24)), .integer(isWeek ? Int64(bin) : nil),
            .text(series.measure), .text(series.scope), .text(series.unit),
            .number(interval.mean), .number(interval.lower), .number(interval.upper),
            .number(interval.sd), .integer(Int64(interval.count)),
          ])
        }
      }
    }
    return table
  }
}

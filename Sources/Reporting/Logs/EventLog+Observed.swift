import EventEngine
package import Experiments
import FacilityModel

extension EventLog {
  /// The log as one would observe it: what arrives from a tick on, with what was done for it.
  ///
  /// - Parameters:
  ///   - start: the end of the warm-up.
  ///   - end: the end of the run.
  package func observed(from start: Int64, to end: Int64) -> ObservedLog {
    let cases = cases.compactMap { one -> ObservedLog.Case? in
      guard one.parent == nil, let arrival = one.activities.first?.start else { return nil }
      return ObservedLog.Case(
        kind: one.source, arrival: moment(arrival),
        departure: one.activities.last { $0.kind == .departure }.map { moment($0.start) },
        activities: one.activities.compactMap { activity in
          guard activity.kind == .work, let complete = activity.complete else { return nil }
          return ObservedLog.Activity(
            name: activity.name, start: moment(activity.start), complete: moment(complete))
        })
    }
    return ObservedLog(cases: cases, window: moment(start)..<max(moment(start) + 1, moment(end)))
  }
}

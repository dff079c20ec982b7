import EventEngine
package import FacilityModel

extension EventLog {
  /// Runs a replication while everything is kept; gives its log and its window in ticks.
  ///
  /// - Parameter end: when it ends, in ticks from its start, if not when the model says.
  package static func run(
    _ compiled: CompiledModel, seed: UInt64, replication: UInt64, end: Int64? = nil
  ) -> Result<(log: EventLog, window: Range<Int64>), FailureText> {
    var program = compiled.program
    if let end { program.end = .tick(end) }
    var engine = Engine(program, seed: seed, replication: replication, watching: .everything)
    do {
      try engine.run()
    } catch {
      return .failure(FailureText(error, of: compiled.program))
    }
    let record = engine.record()
    return .success(
      (
        EventLog(engine.log, compiled.program, compiled.model),
        record.windowStart..<max(record.windowStart, record.windowEnd)
      ))
  }

  /// The log as one would observe it: what arrives within a window, with what was done for it.
  package func observed(in window: Range<Int64>) -> ObservedLog {
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
    let start = moment(window.lowerBound)
    return ObservedLog(
      cases: cases, window: start..<max(start + 1, moment(window.upperBound)))
  }
}

package import EventEngine
package import FacilityModel

/// What becomes of appointments.
package enum Appointments: Measure {
  package static let name = "appointments"
  package static let definition =
    "slots of the sessions that are held, counted as the patient comes or, if nobody does, at the "
    + "time of the slot: how many are booked, come, come late, are called off and given away again; "
    + "the share of no-shows is of the slots that are not called off"

  package static func collect(
    _ record: ReplicationRecord, of model: Model, _ program: Program,
    into collector: inout FigureCollector
  ) {
    let kinds = AppointmentCount.allCases.count
    for (index, source) in program.sources.enumerated() {
      guard case .appointments = source.process else { continue }
      let scope = "source " + source.name
      func count(_ what: AppointmentCount) -> Int64 {
        record.appointments[index * kinds + what.rawValue]
      }
      for what in AppointmentCount.allCases {
        collector.add(name, scope, what.words, unit: "1", Double(count(what)))
      }
      let expected = count(.booked) - count(.calledOff)
      collector.add(
        "no-shows", scope, "share", unit: "1",
        expected > 0 ? Double(count(.noShows)) / Double(expected) : nil,
        observations: Int(expected))
    }
  }
}

/// By how much sessions overrun.
package enum SessionOverruns: Measure {
  package static let name = "session overrun"
  package static let definition =
    "by how much sessions went on after they were planned to end, until the last of their patients "
    + "left, zeros included; of the sessions planned to end during the window that were over by its "
    + "end. Unfinished are those that were not"

  package static func collect(
    _ record: ReplicationRecord, of model: Model, _ program: Program,
    into collector: inout FigureCollector
  ) {
    for (source, sessions) in zip(program.sources, record.sessions) {
      guard case .appointments(let list) = source.process, list.ends >= 0 else { continue }
      let scope = "source " + source.name
      let unit = collector.unit
      let count = sessions.overruns.count
      let sum = sessions.overruns.reduce(Int128(0)) { $0 + Int128($1) }
      func add(_ statistic: String, unit: String, _ value: Double) {
        collector.add(
          name, scope, statistic, unit: unit, count > 0 ? value : nil, observations: count)
      }
      add("mean", unit: unit.name, Double(sum) / Double(max(1, count)) / unit.ticks)
      add("max", unit: unit.name, Double(sessions.overruns.max() ?? 0) / unit.ticks)
      add(
        "share", unit: "1",
        Double(sessions.overruns.count { $0 > 0 }) / Double(max(1, count)))
      collector.add(name, scope, "unfinished", unit: "1", Double(sessions.unfinished))
    }
  }
}

extension AppointmentCount {
  /// What it is called in reports.
  var words: String {
    switch self {
    case .booked: "booked"
    case .came: "came"
    case .late: "late"
    case .noShows: "no-shows"
    case .calledOff: "called off"
    case .refilled: "given again"
    }
  }
}

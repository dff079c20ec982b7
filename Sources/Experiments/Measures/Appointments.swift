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

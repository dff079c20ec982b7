import EventEngine
package import FacilityModel

/// Reads what was observed from a CSV file: an event log, counts of arrivals, or figures by name.
///
/// Columns are found by their usual names, or by those that are given. An event log has a row an
/// activity with its start and end, or a row an event with its time and “start” or “complete”.
package struct ObservedFile {
  /// What the columns can hold, with the names by which they are known.
  package static let roles: [(role: String, names: [String])] = [
    ("case", ["case", "case_id", "caseid", "patient", "entity", "entity_id", "case:concept:name"]),
    ("activity", ["activity", "handling", "event", "task", "concept:name"]),
    ("kind", ["kind", "source", "class", "case_type"]),
    ("start", ["start", "start_time", "started", "begin", "arrival", "arrived"]),
    ("complete", ["complete", "completed", "end", "end_time", "finish", "departure", "departed"]),
    ("time", ["time", "timestamp", "time:timestamp", "datetime"]),
    ("lifecycle", ["lifecycle", "registration_type", "lifecycle:transition", "transition"]),
    ("date", ["date", "day"]), ("hour", ["hour"]),
    ("count", ["count", "arrivals", "attendances", "number"]),
    ("figure", ["figure", "measure"]), ("value", ["value", "observed"]), ("days", ["days"]),
  ]

  /// What a file came to.
  package enum Content {
    case log(ObservedLog)
    /// Figures by name, each with the days that it was observed over, if that is said.
    case figures([(query: FigureQuery, value: Double, days: Double?)])
  }

  private let table: CSVFile
  private let name: String
  private var columns: [String: Int] = [:]

  /// Activities of a log that are no work: they mark the arrival, or the departure with its outcome.
  private static let arrivals: Set<String> = ["arrival", "made"]

  /// - Parameter given: columns by role, where they have other names than the usual.
  package init(_ table: CSVFile, name: String, columns given: [String: String])
    throws(FileProblem)
  {
    self.table = table
    self.name = name
    let lower = table.header.map { $0.lowercased() }
    for (role, column) in given.sorted(by: { $0.key < $1.key }) {
      guard Self.roles.contains(where: { $0.role == role }) else {
        throw FileProblem(
          "no column is wanted for “\(role)”",
          help: "columns are \(Self.roles.map(\.role).joined(separator: ", "))")
      }
      guard let index = table.header.firstIndex(of: column) else {
        throw FileProblem(
          "“\(name)” has no column “\(column)”",
          help: "its columns are \(table.header.joined(separator: ", "))")
      }
      columns[role] = index
    }
    for (role, names) in Self.roles where columns[role] == nil {
      if let index = names.compactMap({ lower.firstIndex(of: $0) }).first { columns[role] = index }
    }
  }

  /// Reads the rows.
  package func content() throws(FileProblem) -> Content {
    if columns["case"] != nil, columns["activity"] != nil { return .log(try events()) }
    if columns["case"] != nil, columns["start"] != nil { return .log(try stays()) }
    if columns["count"] != nil, columns["date"] != nil || columns["time"] != nil {
      return .log(try counts())
    }
    if columns["figure"] != nil, columns["value"] != nil { return .figures(try figures()) }
    throw FileProblem(
      "“\(name)” is no event log, no counts and no figures: its columns are "
        + table.header.joined(separator: ", "),
      help: "an event log has case, activity, start and complete (or time and lifecycle); counts "
        + "have date (and hour) and count; figures have figure and value; other names are said "
        + "with --columns case=patient,activity=handling")
  }

  private func problem(_ row: Int, _ what: String, _ help: String) -> FileProblem {
    FileProblem("“\(name)”, row \(table.rowNumbers[row]): \(what)", help: help)
  }

  private func text(_ row: Int, _ role: String) -> String? {
    columns[role].map { table.cell(row, $0) }
  }

  private func moment(_ row: Int, _ role: String) throws(FileProblem) -> Int64? {
    guard let written = text(row, role), !written.isEmpty else { return nil }
    guard let tick = Self.moment(written) else {
      throw problem(
        row, "“\(written)” is no date and time", "write for example 2026-01-05T08:30:00")
    }
    return tick
  }

  /// Ticks since 1970 of a date and time; fractions of seconds count, time zones are left out.
  package static func moment(_ written: String) -> Int64? {
    var text = written
    if text.hasSuffix("Z") { text.removeLast() }
    if text.utf8.count > 19, let sign = text.dropFirst(19).firstIndex(where: { "+-".contains($0) })
    {
      text = String(text[..<sign])
    }
    var fraction: Int64 = 0
    if let point = text.firstIndex(of: ".") {
      guard let part = Double("0" + text[point...]) else { return nil }
      fraction = Int64((part * Double(Ticks.second)).rounded())
      text = String(text[..<point])
    }
    guard let clock = ClockTime(text) else { return nil }
    return Int64(clock.day) * Ticks.day + clock.tickOfDay + fraction
  }

  private func number(_ row: Int, _ role: String) throws(FileProblem) -> Double? {
    guard let written = text(row, role), !written.isEmpty else { return nil }
    guard let value = Double(written), value.isFinite else {
      throw problem(row, "“\(written)” is no number", "write a decimal point")
    }
    return value
  }

  /// An event log: a row an activity, or a row an event.
  private func events() throws(FileProblem) -> ObservedLog {
    var cases: [String: ObservedLog.Case] = [:]
    var order: [String] = []
    var open: [String: Int64] = [:]
    for row in table.rows.indices {
      guard let id = text(row, "case"), !id.isEmpty, let activity = text(row, "activity") else {
        throw problem(row, "no case", "each row says which case it belongs to")
      }
      var start: Int64
      var complete: Int64?
      if columns["start"] != nil {
        guard let given = try moment(row, "start") else {
          throw problem(row, "no start", "say when the activity began")
        }
        (start, complete) = (given, try moment(row, "complete"))
      } else {
        guard let given = try moment(row, "time") else {
          throw problem(row, "no time", "say when it happened")
        }
        start = given
        complete = given
        let key = id + "\u{0}" + activity
        switch text(row, "lifecycle")?.lowercased() {
        case "start": open[key] = given; complete = nil
        case "complete": start = open.removeValue(forKey: key) ?? given
        default: break
        }
      }
      if cases[id] == nil { order.append(id) }
      var one =
        cases[id]
        ?? ObservedLog.Case(
          kind: text(row, "kind"), arrival: start, departure: nil, activities: [])
      one.arrival = min(one.arrival, start)
      if let complete {
        if complete < start {
          throw problem(row, "it ends before it begins", "look at the two times")
        }
        one.departure = max(one.departure ?? complete, complete)
        if start < complete || !Self.arrivals.contains(activity.lowercased()) {
          one.activities.append(
            ObservedLog.Activity(name: activity, start: start, complete: complete))
        }
      }
      cases[id] = one
    }
    // Who has something unfinished is still there.
    for key in open.keys {
      if let id = key.split(separator: "\u{0}").first { cases[String(id)]?.departure = nil }
    }
    return try checked(ObservedLog(cases: order.compactMap { cases[$0] }))
  }

  /// A row a case, with arrival and departure.
  private func stays() throws(FileProblem) -> ObservedLog {
    var cases: [ObservedLog.Case] = []
    for row in table.rows.indices {
      guard let arrival = try moment(row, "start") else {
        throw problem(row, "no arrival", "say when the case arrived")
      }
      let departure = try moment(row, "complete")
      if let departure, departure < arrival {
        throw problem(row, "it departs before it arrives", "look at the two times")
      }
      cases.append(
        ObservedLog.Case(
          kind: text(row, "kind"), arrival: arrival, departure: departure, activities: []))
    }
    return try checked(ObservedLog(cases: cases))
  }

  private func counts() throws(FileProblem) -> ObservedLog {
    var counts: [ObservedLog.Count] = []
    for row in table.rows.indices {
      guard var start = try moment(row, columns["date"] != nil ? "date" : "time") else {
        throw problem(row, "no date", "say when was counted")
      }
      if let hour = try number(row, "hour") { start += Int64(hour) * Ticks.hour }
      guard let count = try number(row, "count") else { continue }
      counts.append(ObservedLog.Count(start: start, kind: text(row, "kind"), arrivals: count))
    }
    let starts = Set(counts.map(\.start)).sorted()
    let steps = zip(starts, starts.dropFirst()).map { $1 - $0 }
    return try checked(ObservedLog(counts: counts, width: steps.min() ?? Ticks.day))
  }

  private func figures() throws(FileProblem) -> [(query: FigureQuery, value: Double, days: Double?)]
  {
    var found: [(query: FigureQuery, value: Double, days: Double?)] = []
    for row in table.rows.indices {
      guard let figure = text(row, "figure"), !figure.isEmpty,
        let value = try number(row, "value")
      else { throw problem(row, "no figure with a value", "name a figure of summary.csv") }
      found.append((FigureQuery(figure), value, try number(row, "days")))
    }
    return found
  }

  private func checked(_ log: ObservedLog) throws(FileProblem) -> ObservedLog {
    if log.cases.isEmpty, log.counts.isEmpty {
      throw FileProblem("“\(name)” has no rows", help: "add what was observed")
    }
    return log
  }
}

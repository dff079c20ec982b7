import Experiments
package import Foundation

extension EventLog {
  /// What a case does besides waiting, each with its time, in the order in which it begins.
  private func activities(of one: Case) -> [Activity] {
    one.activities.filter { $0.kind != .wait }
  }

  private func names(_ resources: [Int32]) -> String {
    resources.map { self.resources[Int($0)] }.joined(separator: "; ")
  }

  /// A table with a row an activity: case, kind of case, activity, resource, start and complete.
  package var csv: Data {
    var table = CSVTable(columns: ["case", "source", "activity", "resource", "start", "complete"])
    for one in cases {
      for activity in activities(of: one) {
        table.append([
          .text(one.name), .text(one.source), .text(activity.name),
          .text(names(activity.resources)), .text(time(activity.start)),
          .text(activity.complete.map { time($0) } ?? ""),
        ])
      }
    }
    return table.data
  }

  /// A table with the columns and words that the Python package vidigi animates: times in minutes
  /// since the start of the run, entities numbered from 1, each resource taken a unit by its number.
  package func vidigi(replication: UInt64) -> Data {
    var table = CSVTable(
      columns: [
        "entity_id", "pathway", "event_type", "event", "time", "resource_id", "run_number",
      ])
    for (index, one) in cases.enumerated() {
      for line in vidigiLines(of: one) {
        table.append([
          .integer(Int64(index + 1)), .text(one.source), .text(line.type), .text(line.event),
          .number(Double(line.tick) / 60_000_000), .integer(line.unit.map(Int64.init)),
          .integer(Int64(replication)),
        ])
      }
    }
    return table.data
  }

  private struct Line {
    var tick: Int64
    /// Within a tick: an end before a beginning, but for what takes no time.
    var rank: Int
    var type: String
    var event: String
    var unit: Int?
  }

  private func vidigiLines(of one: Case) -> [Line] {
    var lines: [Line] = []
    for activity in one.activities {
      switch activity.kind {
      case .arrival:
        lines.append(
          Line(tick: activity.start, rank: 0, type: "arrival_departure", event: "arrival"))
      case .departure:
        lines.append(
          Line(tick: activity.start, rank: 5, type: "arrival_departure", event: "depart"))
      case .wait:
        lines.append(
          Line(tick: activity.start, rank: 2, type: "queue", event: "waits for \(activity.name)"))
      case .work where activity.resources.isEmpty:
        // Who needs nothing stands in an area of its own.
        lines.append(Line(tick: activity.start, rank: 3, type: "queue", event: activity.name))
      case .work: break
      }
    }
    for use in one.uses {
      lines.append(
        Line(tick: use.start, rank: 3, type: "resource_use", event: use.step, unit: use.unit))
      if let end = use.end {
        lines.append(
          Line(
            tick: end, rank: end == use.start ? 4 : 1, type: "resource_use_end", event: use.step,
            unit: use.unit))
      }
    }
    return lines.enumerated().sorted { a, b in
      let (left, right) = (a.element, b.element)
      return (left.tick, left.rank, a.offset) < (right.tick, right.rank, b.offset)
    }.map(\.element)
  }

  /// The log as IEEE 1849 has it (XES): each activity with a start and a complete event.
  package var xes: String {
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <log xes.version="1.0" xmlns="http://www.xes-standard.org/">
      <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
      <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
      <extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
      <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
      <classifier name="Activity" keys="concept:name"/>

      """
    func string(_ key: String, _ value: String) -> String {
      "<string key=\"\(key)\" value=\"\(Markup.escaped(value))\"/>"
    }
    for one in cases {
      text += "<trace>\(string("concept:name", one.name))\(string("source", one.source))\n"
      var events: [(tick: Int64, text: String)] = []
      for activity in activities(of: one) {
        let resource =
          activity.resources.isEmpty ? "" : string("org:resource", names(activity.resources))
        func event(_ tick: Int64, _ transition: String) {
          events.append(
            (
              tick,
              "<event>\(string("concept:name", activity.name))"
                + "<date key=\"time:timestamp\" value=\"\(time(tick))+00:00\"/>"
                + string("lifecycle:transition", transition) + resource + "</event>\n"
            ))
        }
        if activity.kind == .work { event(activity.start, "start") }
        if let complete = activity.complete {
          event(complete, activity.isBroken ? "ate_abort" : "complete")
        }
      }
      let sorted = events.enumerated().sorted {
        $0.element.tick == $1.element.tick
          ? $0.offset < $1.offset : $0.element.tick < $1.element.tick
      }
      text += sorted.map(\.element.text).joined() + "</trace>\n"
    }
    return text + "</log>\n"
  }

  /// The log as OCEL 2.0 has it, in JSON: entities and resources are objects, activities events.
  package var ocel: String {
    let sources = unique(cases.map(\.source))
    let activityNames = unique(cases.flatMap { activities(of: $0).map(\.name) })
    let startAttribute = JSONText.array([.object([("name", "start"), ("type", "time")])])
    var objects = cases.map { one in
      JSONText.object([
        ("id", .string(one.name)), ("type", .string(one.source)), ("attributes", .array([])),
        ("relationships", .array([])),
      ])
    }
    objects += resources.map { name in
      .object([
        ("id", .string("resource " + name)), ("type", "resource"), ("attributes", .array([])),
        ("relationships", .array([])),
      ])
    }
    var events: [(tick: Int64, members: [(name: String, value: JSONText)])] = []
    for one in cases {
      for activity in activities(of: one) {
        guard let complete = activity.complete else { continue }
        let related =
          [JSONText.object([("objectId", .string(one.name)), ("qualifier", "case")])]
          + activity.resources.map { resource in
            .object([
              ("objectId", .string("resource " + resources[Int(resource)])),
              ("qualifier", "uses"),
            ])
          }
        events.append(
          (
            complete,
            [
              ("type", .string(activity.name)), ("time", .string(time(complete) + "Z")),
              (
                "attributes",
                .array([
                  .object([
                    ("name", "start"), ("value", .string(time(activity.start) + "Z")),
                  ])
                ])
              ), ("relationships", .array(related)),
            ]
          ))
      }
    }
    let sorted = events.enumerated().sorted {
      $0.element.tick == $1.element.tick
        ? $0.offset < $1.offset : $0.element.tick < $1.element.tick
    }
    func types(_ names: [String], _ attributes: JSONText) -> JSONText {
      .array(names.map { .object([("name", .string($0)), ("attributes", attributes)]) })
    }
    return JSONText.object([
      ("objectTypes", types(sources + ["resource"], .array([]))),
      ("eventTypes", types(activityNames, startAttribute)), ("objects", .array(objects)),
      (
        "events",
        .array(
          sorted.enumerated().map { number, event in
            .object([("id", .string("e\(number + 1)"))] + event.element.members)
          })
      ),
    ]).text
  }

  private func unique(_ names: [String]) -> [String] {
    var known: Set<String> = []
    return names.filter { known.insert($0).inserted }
  }
}

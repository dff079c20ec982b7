import EventEngine
import FacilityModel
import KendallTestSupport
import Testing

private let minute = Ticks.minute

/// Bodies and doors that come at given times, each along a pathway of its own.
private func assembly(
  _ match: String, bodies: String, doors: String, body: String = "", steps: String = "[]",
  then: String = "", door: String = ""
) -> String {
  """
  { "name": "assembly", "time": { "until": "empty" }, "matches": { "car": { \(match) } },
    "arrivals": {
      "body": { "at": [ \(bodies) ], "pathway": "b",
        "attributes": { "n": "ordinal", "colour": 0\(body) } },
      "door": { "at": [ \(doors) ], "pathway": "d",
        "attributes": { "n": "3 - ceil(ordinal / 2)", "colour": "ordinal"\(door) } } },
    "pathways": {
      "b": [ { "match": "car", "as": "body", "steps": \(steps) }\(then) ],
      "d": [ { "match": "car", "as": "door" }, { "delay": "home", "for": "1 min" } ] } }
  """
}

@Suite("Entities that wait for partners")
struct MatchTests {
  @Test("go on as one when there are enough of each kind, worked by hand")
  func permanent() throws {
    // Doors come at 1, 4, 6 and 9, bodies at 0 and 2: the first car is there at 4, the second at 9,
    // and each is fitted for 10 minutes. Bodies wait 4 and 7, doors 3, 0, 3 and 0 minutes.
    let (record, program) = try replication(
      assembly(
        #""of": { "body": 1, "door": 2 }, "permanent": true, "keep": "colour""#,
        bodies: #""0 min", "2 min""#, doors: #""1 min", "4 min", "6 min", "9 min""#,
        steps: #"[ { "delay": "fit", "for": "10 min" } ]"#,
        then: #", { "record": "colour", "value": "colour" }"#
      ).replacing(#", { "delay": "home", "for": "1 min" }"#, with: ""))
    #expect(program.gatherings.map(\.name) == ["b/car", "d/car"])
    #expect(record.gatherings.map(\.mean) == [5.5 * Double(minute), 1.5 * Double(minute)])
    #expect(record.gatherings.map(\.count) == [2, 4])
    #expect(record.outcomes == [2, 0])
    #expect(record.merged == [0, 4])
    #expect(record.stays[0].mean == Double((14 + 17) * minute) / 2)
    // Each takes over the colour of its last door: 2 and 4.
    #expect(record.tallies[0].mean == 3)
  }

  @Test("are waited for as long as one is ready to, worked by hand")
  func giving() throws {
    // The body of 0 leaves at 3; that of 2 finds the doors of 1 and 4 at 4 and is fitted until 14,
    // and nobody of them gives up any more. The doors of 6 and 9 give up at 10 and 13. All doors then
    // go home in a minute.
    let record = try record(
      assembly(
        #""of": { "body": 1, "door": 2 }"#,
        bodies: #""0 min", "2 min""#, doors: #""1 min", "4 min", "6 min", "9 min""#,
        steps: #"[ { "delay": "fit", "for": "10 min" } ]"#
      )
      .replacing(
        #""as": "body","#,
        with: #""as": "body", "renege": { "after": "3 min", "then": [ { "leave": "alone" } ] },"#
      )
      .replacing(#""as": "door" }"#, with: #""as": "door", "renege": { "after": "4 min" } }"#))
    #expect(record.outcomes == [1, 1, 4, 0])
    #expect(record.stays[0].mean == 12 * Double(minute))
    #expect(record.stays[1].mean == 3 * Double(minute))
    #expect(record.stays[2].mean == Double((14 + 11 + 5 + 5) * minute) / 4)
    #expect(record.gatherings.map(\.mean) == [2 * Double(minute), 1.5 * Double(minute)])
    #expect(record.gatherings.map(\.count) == [1, 2])
  }

  @Test("find those with the same key, and each goes its way when the steps are done")
  func byKey() throws {
    // Doors 1 and 2 belong to body 2, doors 3 and 4 to body 1: body 2 is complete at 4 and body 1
    // at 9; doors go on behind their own step when 10 minutes of fitting are over.
    let record = try record(
      assembly(
        #""of": { "body": 1, "door": 2 }, "by": "n""#,
        bodies: #""0 min", "2 min""#, doors: #""1 min", "4 min", "6 min", "9 min""#,
        steps: #"[ { "delay": "fit", "for": "10 min" } ]"#))
    #expect(record.gatherings.map(\.mean) == [5.5 * Double(minute), 1.5 * Double(minute)])
    #expect(record.stays[0].mean == Double((19 + 12) * minute) / 2)
    // Doors: there from 1, 4, 6, 9 to 14, 14, 19, 19, and a minute home.
    #expect(record.stays[1].mean == Double((14 + 11 + 14 + 11) * minute) / 4)
  }

  @Test("are taken as far as they are there, in their order")
  func ferry() throws {
    // A ferry of two places comes at 5, 10, 15 and 20. At 5 three wait with ranks 3, 1, 2: the
    // second and the third go; at 10 the first; at 15 nobody; at 20 the one of 12 has gone at 15.
    let record = try record(
      assembly(
        #""of": { "body": 1, "door": { "min": 0, "max": 2, "order": "rank" } }"#,
        bodies: #""5 min", "10 min", "15 min", "20 min""#,
        doors: #""0 min", "1 min", "2 min", "12 min""#,
        door: #", "rank": "(ordinal + 1) mod 3 + 1""#))
    #expect(record.gatherings[1].mean == Double((10 + 4 + 3 + 3) * minute) / 4)
    #expect(record.gatherings[0].mean == 0)
  }

  @Test("wait for as many as the one that leads asks for")
  func numbers() throws {
    // A work order that needs no spare goes on at once, one with two when both are there.
    let record = try record(
      """
      { "name": "spares", "time": { "until": "empty" },
        "matches": { "repair": { "of": { "order": 1, "spare": "spares" }, "by": "number",
          "permanent": true } },
        "arrivals": { "order": { "at": [ "0 min", "1 min" ], "pathway": "orders",
          "attributes": { "number": "ordinal", "spares": "4 - 2 * ordinal" } } },
        "pathways": {
          "orders": [ { "spawn": "spare", "pathway": "delivery", "count": "spares",
              "attributes": { "lead": "10 min" } },
            { "delay": "take apart", "for": "4 min" }, { "match": "repair", "as": "order" } ],
          "delivery": [ { "delay": "under way", "for": "lead" },
            { "match": "repair", "as": "spare" } ] } }
      """)
    #expect(record.stays[0].mean == Double((10 + 4) * minute) / 2)
    #expect(record.gatherings.map(\.mean) == [3 * Double(minute), 0])
  }

  @Test("that never come end a run with who waits")
  func deadlock() throws {
    let program = try compiled(
      assembly(
        #""of": { "body": 1, "door": 2 }"#, bodies: #""0 min""#, doors: #""1 min""#)
    ).program
    guard case .failed(let failure) = runEngine(program, seed: 1, replication: 0) else {
      Issue.record("the run does not fail")
      return
    }
    #expect(
      failure.kind == .deadlock("1 “body” wait for partners, 1 “door” wait for partners"))
  }

  @Test("in numbers that are none are refused with entity and step")
  func badNumber() throws {
    let program = try compiled(
      assembly(
        #""of": { "body": 1, "door": "n - 2.5" }"#, bodies: #""0 min""#, doors: #""1 min""#)
    ).program
    guard case .failed(let failure) = runEngine(program, seed: 1, replication: 0) else {
      Issue.record("the run does not fail")
      return
    }
    #expect(failure.kind == .badCount)
    #expect(failure.entity == "body:1")
  }
}

import EventEngine
import FacilityModel
import KendallTestSupport
import Testing

private let minute = Ticks.minute

/// A model whose entities come to places 100 metres apart, 1 minute by porter.
private func porters(
  _ capacity: String, _ transport: String, _ arrivals: String, until: String = #""until": "20 min""#
) -> String {
  """
  { "name": "porters", "time": { \(until) },
    "places": { "coordinates": { "A": [0, 0], "B": [100, 0], "C": [300, 0] } },
    "resources": { "porter": { "capacity": \(capacity),
      "transport": { "speed": "100 per min", \(transport) } } },
    "arrivals": { \(arrivals) },
    "pathways": { "toA": [ { "move": "A", "by": "porter" } ],
      "toB": [ { "move": "B", "by": "porter" } ], "toC": [ { "move": "C", "by": "porter" } ],
      "loaded": [ { "move": "C", "by": "porter", "speed": "50 per min", "loading": "1 min",
        "unloading": "2 min" } ],
      "late": [ { "move": "C", "by": "porter", "renege": { "after": "2 min",
        "then": [ { "leave": "walked" } ] } } ] } }
  """
}

/// The mean stay in minutes of those of a source who come to the end of their pathway.
private func mean(_ record: ReplicationRecord, _ source: Int) -> Double {
  let outcomes = record.stays.count / record.entered.count
  return (record.stays[source * outcomes].mean ?? -1) / Double(minute)
}

@Suite("Moves between places")
struct MoveTests {
  @Test(
    "call the nearest unit or the one that has been idle longest, worked by hand",
    arguments: [("nearest", 3.0, 0, 7), ("longest idle", 5, 2, 7)])
  func rules(rule: String, stay: Double, empty: Int64, loaded: Int64) throws {
    // One takes the first from A to C until 3, the other the second from A to B from 1 to 2. The
    // third comes at C at 4: the first porter is there; the second has been idle longer and comes
    // from B in 2 minutes. To A it is 3 minutes.
    let record = try record(
      porters(
        "2", #""home": "A", "select": "\#(rule)""#,
        #""x": { "at": ["0 min"], "place": "A", "pathway": "toC" }, "y": { "at": ["1 min"], "place": "A", "pathway": "toB" }, "z": { "at": ["4 min"], "place": "C", "pathway": "toA" }"#
      ))
    #expect([mean(record, 0), mean(record, 1), mean(record, 2)] == [3, 1, stay])
    #expect(record.travel[0].empty == Int128(empty * minute))
    #expect(record.travel[0].loaded == Int128(loaded * minute))
    #expect(record.area(.busy, of: 0) == Int128((empty + loaded) * minute))
  }

  @Test(
    "fetch whoever waits, and bring the unit home where nobody does, worked by hand",
    arguments: [("stay", 4.0, 6), ("home", 3, 7)])
  func homes(afterwards: String, stay: Double, empty: Int64) throws {
    // Both come at A at 0 and want to go to C: the second waits 3 minutes, and for 3 more until the
    // porter is back. At 9 nobody waits. Who comes at A at 10 waits until 12 for the porter on its
    // way home, or is fetched from C; to B it is 1 minute more, and 1 home at the end.
    let record = try record(
      porters(
        "1", #""home": "A", "afterwards": "\#(afterwards)""#,
        #""x": { "at": ["0 min", "0 min"], "place": "A", "pathway": "toC" }, "y": { "at": ["10 min"], "place": "A", "pathway": "toB" }"#
      ))
    #expect(mean(record, 0) == 6)
    #expect(record.waits[2].mean == 1.5 * Double(minute))
    #expect(mean(record, 1) == stay)
    #expect(record.travel[0].empty == Int128(empty * minute))
    #expect(record.travel[0].loaded == Int128(7 * minute))
  }

  @Test("load, travel at the speed of the step and unload, worked by hand")
  func loading() throws {
    // Fetched from B in 1 minute, loaded for 1, to C in 6 and unloaded for 2.
    let record = try record(
      porters(
        "1", #""home": "B""#, #""x": { "at": ["0 min"], "place": "A", "pathway": "loaded" }"#))
    #expect(mean(record, 0) == 10)
    #expect(record.travel[0].empty == Int128(minute))
    #expect(record.travel[0].loaded == Int128(6 * minute))
    #expect(record.area(.busy, of: 0) == Int128(10 * minute))
  }

  @Test("are given up by those who have waited too long, worked by hand")
  func giving() throws {
    // The second would have to wait for 3 minutes and walks after 2.
    let record = try record(
      porters(
        "1", #""home": "A""#,
        #""x": { "at": ["0 min", "0 min"], "place": "A", "pathway": "late" }"#))
    #expect(record.outcomes == [1, 1])
    #expect(record.travel[0].loaded == Int128(3 * minute))
    #expect(record.travel[0].empty == 0)
  }

  @Test("of a batch bring all of it to the place of who leads it")
  func batches() throws {
    // Both go from A to B as a batch, 1 minute, and from there to C on foot, 2 minutes.
    let record = try record(
      """
      { "name": "bus", "time": { "until": "empty" },
        "places": { "travelTimes": { "A": { "B": "1 min" }, "B": { "C": "2 min" } } },
        "arrivals": { "x": { "at": ["0 min", "0 min"], "place": "A", "pathway": "ride" } },
        "pathways": { "ride": [
          { "batch": "bus", "size": 2, "steps": [ { "move": "B" } ] },
          { "record": "far", "value": "travelTime(place, A)" }, { "move": "C" } ] } }
      """)
    #expect(record.tallies[0].mean == Double(minute))
    #expect(mean(record, 0) == 3)
  }

  @Test("with one unit that always has to come are service by one who takes both ways")
  func oneServer() throws {
    let arrivals =
      #""x": { "rate": "12 per hour", "count": 400, "place": "A", "pathway": "toC" }"#
    let moved = try record(
      porters("1", #""home": "C""#, arrivals, until: #""until": "empty""#)
        .replacing("100 per min", with: "150 per min"))
    let served = try record(
      """
      { "name": "server", "time": { "until": "empty" }, "resources": { "s": { "capacity": 1 } },
        "arrivals": { "x": { "rate": "12 per hour", "count": 400, "pathway": "p" } },
        "pathways": { "p": [ { "do": "ride", "with": "s", "for": "4 min" } ] } }
      """)
    #expect(moved.waits[2].mean == served.waits[0].mean)
    #expect(moved.stays[0].mean == served.stays[0].mean)
    #expect(moved.travel[0].empty == moved.travel[0].loaded)
    #expect(moved.travel[0].empty * 2 == served.area(.busy, of: 0))
  }
}

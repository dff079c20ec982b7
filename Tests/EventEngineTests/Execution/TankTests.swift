import EventEngine
import FacilityModel
import KendallTestSupport
import Testing

/// Levels that rise and fall between events, worked by hand to the tick.
@Suite("Tanks")
struct TankTests {
  private static let nobody =
    #""arrivals": { "a": { "at": [], "pathway": "p" } }, "pathways": { "p": [] }"#
  private let hour = Ticks.hour

  private func run(
    _ tanks: String, length: String, rest: String = Self.nobody, measures: String = ""
  )
    throws -> ReplicationRecord?
  {
    let model = try compiled(
      """
      { "name": "test", "time": { "length": "\(length)", "profile": "none" },
        "tanks": { \(tanks) }, \(rest), "measures": { \(measures) } }
      """)
    #expect(disagreements(model, seed: 1, replication: 1) == [])
    guard case .ended(let record) = runEngine(model.program, seed: 1, replication: 1) else {
      Issue.record("the run fails")
      return nil
    }
    return record
  }

  @Test("what has no room flows over, from the very tick at which the tank is full")
  func overflow() throws {
    // 5 an hour fill 10 in 2 h; 8 h more are 40.
    let record = try run(
      #""t": { "capacity": 10, "inflows": { "in": { "rate": "5 per hour" } } }"#, length: "10 h")
    let tank = try #require(record?.tanks.first)
    #expect(tank.fullTicks == 8 * hour)
    #expect(tank.spilled == TankScale.grains(40))
    #expect(tank.received == TankScale.grains(50))
    #expect(tank.atEnd == TankScale.grains(10))
    // A triangle of 2 h × 10 and 8 h at 10.
    #expect(tank.area == 90 * Double(hour))
  }

  @Test("a rate that fills the tank between two ticks spills what is too much of the last")
  func roundedTick() throws {
    // 3 an hour fill 1 unit in 1/3 h, which is 1.2e9 ticks; 7 an hour in 3.6e9 / 7 = 514285714.3.
    let record = try run(
      #""t": { "capacity": 1, "inflows": { "in": { "rate": "7 per hour" } } }"#, length: "1 h")
    let tank = try #require(record?.tanks.first)
    #expect(tank.fullTicks == hour - 514_285_715)
    #expect(tank.spilled == TankScale.grains(6))
  }

  @Test("a pump with two levels runs in cycles of exactly their length")
  func hysteresis() throws {
    // From 2 it rises by 2 an hour to 8 in 3 h, and falls by 4 an hour in 1.5 h: ten cycles of
    // 4.5 h, the mean level is 5, and the pump brings 6 × 1.5 a cycle. More than 5 is in it from the
    // tick behind 1.5 h until 3.75 h of each cycle.
    let record = try run(
      """
      "t": { "capacity": 10, "initial": 2, "inflows": { "in": { "rate": "2 per hour" } },
        "outflows": { "pump": { "rate": "6 per hour", "opensWhen": "level(t) >= 8",
          "closesWhen": "level(t) <= 2" } } }
      """, length: "45 h", measures: #""high": { "shareOfTime": "level(t) > 5" }"#)
    let tank = try #require(record?.tanks.first)
    #expect(record?.flows[1].total == TankScale.grains(90))
    #expect(abs(tank.area / Double(45 * hour) - 5) < 1e-12)
    #expect(tank.least == TankScale.grains(2))
    #expect(tank.greatest == TankScale.grains(8))
    #expect(record?.gauges[0].area == 10 * (2.25 * Double(hour) - 1))
  }

  @Test("a full tank that stops its inflow holds it up, and an empty one starves what it feeds")
  func twoTanks() throws {
    // 4 an hour from 12 fill 4 at 3 net an hour in 4/3 h; then 1 an hour flows on, and what is left
    // of the 12, 20/3, ends at 8 h. The lower tank falls from 4 to 0 at 12 h; 2 are missed until 14.
    // Wanted besides of the upper flow: 3 × 20/3 until 8 h, and 4 × 6 from then on.
    let record = try run(
      """
      "upper": { "initial": 12, "outflows": { "down": { "rate": "4 per hour", "to": "lower" } } },
      "lower": { "capacity": 4, "whenFull": "stop",
        "outflows": { "out": { "rate": "1 per hour" } } }
      """, length: "14 h")
    let record2 = try #require(record)
    #expect(record2.flows[0].total == TankScale.grains(12))
    #expect(record2.flows[0].unmet == TankScale.grains(44))
    #expect(record2.flows[1].total == TankScale.grains(12))
    #expect(record2.flows[1].unmet == TankScale.grains(2))
    #expect(record2.tanks[0].emptyTicks == 6 * hour)
    #expect(record2.tanks[1].emptyTicks == 2 * hour)
    #expect(record2.tanks[1].fullTicks == 8 * hour - 4 * hour / 3)
  }

  @Test("who draws waits until there is enough, and the level falls while it loads")
  func drawing() throws {
    // 5 and 10 an hour: at 1 h there are 15 of the 20 wanted, at 1.5 h 20. It loads at 40 an hour
    // until 2 h, when 5 are left; the next waits for its 20 from 2 h until 3.5 h, and has loaded at
    // 4 h; at 4.5 h there are 10.
    let record = try run(
      #""t": { "initial": 5, "inflows": { "in": { "rate": "10 per hour" } } }"#, length: "4.5 h",
      rest: """
        "resources": { "jetty": { "capacity": 1 } },
        "arrivals": { "ship": { "at": ["1 h", "1 h"], "pathway": "p" } },
        "pathways": { "p": [ { "seize": "jetty" },
          { "draw": 20, "from": "t", "rate": "40 per hour" }, { "release": "jetty" } ] }
        """,
      measures: #""stay": { "mean": "timeInSystem" }, "last": { "atEnd": "level(t)" }"#)
    let record2 = try #require(record)
    #expect(record2.tallies[0].mean == 2 * Double(hour))
    #expect(record2.tallies[1].mean == 10)
    #expect(record2.tanks[0].released == TankScale.grains(40))
    #expect(record2.waits[1].mean == Double(hour))
  }

  @Test("two who draw at a time do not count on the same contents")
  func claims() throws {
    // 30 are there; the first is to have 20 of them, so that the second waits for 20 until 1 h 40 min,
    // when 10 + 10 × (5/3 − 2/3) … = 20 are there besides: an inflow of 10 an hour from 40 min on.
    let record = try run(
      """
      "t": { "initial": 30, "inflows": { "in": { "rate": "10 per hour", "while": "now >= 40 min" } } }
      """, length: "5 h",
      rest: """
        "arrivals": { "ship": { "at": ["0 h", "0 h"], "pathway": "p" } },
        "pathways": { "p": [ { "draw": 20, "from": "t", "rate": "20 per hour" } ] }
        """)
    #expect(record?.waits[0].mean == Double(hour) * 5 / 6)
  }

  @Test("who pours waits for room, and an amount that is no whole rate arrives whole")
  func pouring() throws {
    // Room for 7 of 10 from 0 on: the first begins at once and takes 7/3 h; the second waits until
    // there is room for another 7, at 4 units an hour out.
    let record = try run(
      """
      "t": { "capacity": 10, "initial": 3, "outflows": { "out": { "rate": "4 per hour" } } }
      """, length: "10 h",
      rest: """
        "arrivals": { "ship": { "at": ["0 h", "0 h"], "pathway": "p" } },
        "pathways": { "p": [ { "pour": 7, "into": "t", "rate": "3 per hour" } ] }
        """)
    let record2 = try #require(record)
    // 10 − level − promised = 0 at first. Level and what is to come fall by 4 an hour together, and
    // are 3 at 1.75 h; but the tank is empty from 3 h on only, so that nothing is missed before.
    #expect(record2.waits[0].mean == 1.75 * Double(hour) / 2)
    #expect(record2.tanks[0].received == TankScale.grains(14))
    #expect(record2.tanks[0].spilled == 0)
  }

  @Test(
    "a flow that changes to and fro at one level is refused as it flutters",
    arguments: [
      #""rate": "6 per hour", "while": "level(t) > 3""#,
      #""rate": "if(level(t) > 3, 6, 1) per hour""#,
    ])
  func flutter(_ pump: String) throws {
    let model = try compiled(
      """
      { "name": "test", "time": { "length": "10 h", "profile": "none" },
        "tanks": { "t": { "inflows": { "in": { "rate": "2 per hour" } },
          "outflows": { "pump": { \(pump) } } } },
        \(Self.nobody) }
      """)
    guard case .failed(let failure) = runEngine(model.program, seed: 1, replication: 1) else {
      Issue.record("the run ends")
      return
    }
    #expect(failure.kind == .flowFlutters("t/pump"))
    #expect(disagreements(model, seed: 1, replication: 1) == [])
  }
}

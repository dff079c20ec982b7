import EventEngine
import FacilityModel
import KendallTestSupport
import Testing

private let minute = Ticks.minute

@Suite("Circles of waits in runs that go on")
struct CircleTests {
  /// One entity takes a and then b, another b and then a, at the same time, while others come and
  /// go.
  private func run(
    a: String = "1", wait: String = "", length: String = "4 h", more: String = ""
  ) throws -> ReplicationRecord {
    try record(
      facility(
        time: #""length": "\#(length)""#,
        resources: """
          "a": { "capacity": \(a) }, "b": { "capacity": 1 },
          "c": { "capacity": 1 }
          """,
        arrivals: """
          "x": { "at": [ "0 min" ], "pathway": "p" }, "y": { "at": [ "0 min" ], "pathway": "q" },
          "w": { "every": "30 min", "pathway": "r" }\(more)
          """,
        pathways: """
          "p": [ { "seize": "a" }, { "delay": "d", "for": "1 min" },
                 { "seize": "b", "name": "then b"\(wait) }, { "release": [ "a", "b" ] } ],
          "r": [ { "do": "c", "with": "c", "for": "5 min" } ],
          "q": [ { "seize": "b" }, { "delay": "e", "for": "2 min" },
                 { "seize": "a", "name": "then a" }, { "release": [ "a", "b" ], "name": "back" } ]
          """))
  }

  @Test("are found at the end, worked by hand")
  func found() throws {
    let stuck = try run().stuck
    #expect(stuck.entities.map(\.source) == [0, 1])
    #expect(stuck.entities.map(\.since) == [1 * minute, 2 * minute])
    #expect(stuck.since == 2 * minute)
    // Who comes later with empty hands waits, too, but is not what holds the others up.
    let later = #", "z": { "at": [ "1 h" ], "pathway": "p" }"#
    #expect(try run(more: later).stuck == stuck)
  }

  @Test("are none where something can still help")
  func notFound() throws {
    let none = StuckEntities()
    #expect(try run(a: "2").stuck == none)
    // The second unit comes on duty in the afternoon.
    #expect(try run(a: #"{ "daily": { "00:00": 1, "15:00": 2 } }"#).stuck == none)
    #expect(
      try run(wait: #", "renege": { "after": "9 h", "then": [ { "leave": "gone" } ] }"#).stuck
        == none)
    // Before the second begins to wait.
    #expect(try run(length: "90 s").stuck == none)
    // A third entity takes a when the others are through.
    let third = #", "z": { "at": [ "1 h" ], "pathway": "p" }"#
    #expect(try run(a: "2", more: third).stuck == none)
  }

  @Test("are true on generated models: whoever is stuck is still stuck much later")
  func neverFalse() throws {
    var found = 0
    for seed in 0..<UInt64(generatedModels) {
      var program = try compiled(ModelGenerator.model(seed: seed)).program
      program.entityLimit = 500
      guard case .tick(let end) = program.end,
        case .ended(let record) = runEngine(program, seed: seed, replication: 1),
        !record.stuck.entities.isEmpty
      else { continue }
      #expect(record.stuck.since ?? .max <= end, "seed \(seed)")
      program.end = .tick(4 * end)
      guard case .ended(let later) = runEngine(program, seed: seed, replication: 1) else {
        continue
      }
      found += 1
      for entity in record.stuck.entities {
        #expect(later.stuck.entities.contains(entity), "seed \(seed)")
      }
      #expect(later.stuck.since == record.stuck.since, "seed \(seed)")
    }
    #expect(found > 0)
  }
}

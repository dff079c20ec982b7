import EventEngine
import FacilityModel
import RandomStreams
import Testing

@Suite struct `Functions and words of expressions` {
  /// An expression for each, with its value for the second patient, who comes on Monday at 01:00 to a
  /// doctor who has been with the first since 00:00 until 02:00, and is seen from then to 04:00.
  private static let functions: [String: (expression: String, value: Double)] = [
    "queue": ("queue(doctor) + queue('x ray')", 0), "busy": ("busy(doctor)", 0),
    "free": ("free(doctor)", 1), "capacity": ("capacity(doctor) + capacity(basin)", 51),
    "level": ("level(basin) + level(blood)", 8 + 3), "inflow": ("inflow(basin) * 1 h", 2),
    "outflow": ("outflow(basin) * 30 min", 0.5), "expectedWait": ("expectedWait(doctor) / 1 h", 0),
    "timeAt": ("timeAt(door) / 1 h", 1), "since": ("since(door) / 1 h", 3),
    "held": ("held(doctor)", 0),
    "passed": ("if(passed(door), 1, 0)", 1), "wait": ("wait(doctor) / 1 h", 1),
    "if": ("if(ordinal = 2, 5, 6)", 5), "min": ("min(4, 3, 7)", 3), "max": ("max(1, 9, 2)", 9),
    "abs": ("abs(-2.5)", 2.5), "floor": ("floor(-2.5)", -3), "ceil": ("ceil(2.1)", 3),
    "round": ("round(2.5)", 2), "sqrt": ("sqrt(6.25)", 2.5), "exp": ("exp(0)", 1),
    "ln": ("ln(1)", 0),
  ]

  private static let words: [String: (expression: String, value: Double)] = [
    "timeInSystem": ("timeInSystem / 1 h", 3), "waitingTime": ("waitingTime / 1 h", 1),
    "serviceTime": ("serviceTime / 1 h", 2), "blockedTime": ("blockedTime / 1 h", 0),
    "costSoFar": ("costSoFar", 20), "energySoFar": ("energySoFar", 0),
    "emissionsSoFar": ("emissionsSoFar", 0), "waitOffDuty": ("waitOffDuty", 0),
    "waitTurnaround": ("waitTurnaround", 0), "waitOutOfService": ("waitOutOfService", 0),
    "waitBlocked": ("waitBlocked", 0), "waitBusy": ("waitBusy / 1 h", 1),
    "waitTooFew": ("waitTooFew", 0),
    "ordinal": ("ordinal", 2), "now": ("now / 1 h", 4), "hour": ("hour", 4),
    "weekday": ("if(weekday = Mon, 1, 0)", 1), "inside": ("inside", 0),
  ]

  @Test func `give what they say`() throws {
    let rows = (Array(Self.functions) + Array(Self.words)).sorted { $0.key < $1.key }
    let measures = rows.map {
      #""\#($0.key)!": { "mean": "\#($0.value.expression)", "where": "ordinal = 2" }"#
    }
    let compilation = Compilation(
      """
      { "name": "functions", "time": { "start": "2026-01-05T00:00", "length": "5 h" },
        "resources": { "doctor": { "capacity": 1, "cost": { "perHourBusy": 10 } }, "x ray": { "capacity": 1 } },
        "stocks": { "blood": { "initial": 3 } },
        "tanks": { "basin": { "capacity": 50, "initial": 4, "inflows": { "in": { "rate": "2 per hour" } },
          "outflows": { "out": { "rate": "1 per hour" } } } },
        "arrivals": { "patient": { "at": ["0 h", "1 h"], "pathway": "p" } },
        "pathways": { "p": [ { "mark": "door" }, { "do": "see", "with": "doctor", "for": "2 h" } ] },
        "measures": { \(measures.joined(separator: ",\n")) } }
      """)
    #expect(compilation.findings.hasErrors == false, "\(compilation.messages)")
    let record = try run(#require(compilation.program))
    for (index, row) in rows.enumerated() {
      let mean = try #require(record.tallies[index].mean, "\(row.key)")
      #expect(abs(mean - row.value.value) < 1e-9, "\(row.key): \(mean)")
    }
  }

  @Test func `are all among those that are tried`() {
    let functions = Set(ExpressionFunction.catalogue.map(\.name))
    // Those that look at units have a meaning only where one is chosen, and those of ways
    // only between places: they have tests of their own.
    let apart: Set = ["unit", "occupants", "alike", "setUpTime", "distance", "travelTime"]
    #expect(functions.subtracting(apart) == Set(Self.functions.keys))
    // Those that have a meaning only in the order of a line, or in a loop, have tests of their own.
    let words = Set(Builtin.catalogue.map(\.name)).subtracting(["timeInLine", "iteration"])
    #expect(words == Set(Self.words.keys))
  }
}

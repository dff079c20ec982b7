import EventEngine
import FacilityModel
import Foundation
import KendallTestSupport
import OutputStatistics
import Testing

/// Units with names and attributes: against a chain, and worked out by hand.
@Suite("Listed units")
struct ListedUnitTests {
  private struct Agents: Hashable {
    /// Whether the agent for A, the one for both and the one for B are busy, and who waits.
    var a = 0
    var both = 0
    var b = 0
    var waitingA = 0
    var waitingB = 0
  }

  /// Two kinds of calls and three agents, one of whom takes both, against an exact chain.
  ///
  /// Unit exponential service; A goes first at the agent for both; who finds six waiting is lost.
  /// Whom no free agent suits holds up nobody.
  @Test("of two skills are a birth and death chain")
  func skills() throws {
    let (rateA, rateB, places) = (1.1, 0.7, 6)
    let chain = MarkovChain(from: Agents()) { state in
      var moves: [(Agents, Double)] = []
      func move(_ rate: Double, _ change: (inout Agents) -> Void) {
        var next = state
        change(&next)
        moves.append((next, rate))
      }
      if state.waitingA + state.waitingB < places {
        move(rateA) {
          if $0.a == 0 { $0.a = 1 } else if $0.both == 0 { $0.both = 1 } else { $0.waitingA += 1 }
        }
        move(rateB) {
          if $0.b == 0 { $0.b = 1 } else if $0.both == 0 { $0.both = 1 } else { $0.waitingB += 1 }
        }
      }
      if state.a == 1 {
        move(1) { if $0.waitingA > 0 { $0.waitingA -= 1 } else { $0.a = 0 } }
      }
      if state.b == 1 {
        move(1) { if $0.waitingB > 0 { $0.waitingB -= 1 } else { $0.b = 0 } }
      }
      if state.both == 1 {
        move(1) {
          if $0.waitingA > 0 {
            $0.waitingA -= 1
          } else if $0.waitingB > 0 {
            $0.waitingB -= 1
          } else {
            $0.both = 0
          }
        }
      }
      return moves
    }
    func call(_ kind: String, _ priority: Int) -> String {
      """
      "\(kind)": [ { "do": "take \(kind)", "with": "agent", "where": "unit(\(kind))",
        "prefer": "if(unit(A) and unit(B), 1, 0)", "priority": \(priority),
        "balk": { "when": "queue(agent) >= \(places)", "then": [ { "leave": "lost" } ] },
        "for": { "exponential": { "mean": 1 } } } ]
      """
    }
    let runs = try Replicated(
      """
      { "name": "skills", "time": { "unit": "min", "length": "1 day" },
        "resources": { "agent": { "units": [ { "name": "one", "A": true },
          { "name": "two", "A": true, "B": true }, { "name": "three", "B": true } ] } },
        "arrivals": { "A": { "rate": "\(rateA) per min", "pathway": "A" },
          "B": { "rate": "\(rateB) per min", "pathway": "B" } },
        "pathways": { \(call("A", 1)), \(call("B", 2)) } }
      """, minutes: 60_000)
    try runs.check(
      "in line", is: chain.mean { Double($0.waitingA + $0.waitingB) }, runs.level(.queued, of: 0))
    try runs.check(
      "lost", is: chain.share { $0.waitingA + $0.waitingB == places }, runs.share("lost"))
    for (unit, expected) in [
      chain.mean { Double($0.a) }, chain.mean { Double($0.both) }, chain.mean { Double($0.b) },
    ].enumerated() {
      try runs.check("unit \(unit)", is: expected) {
        Double($0.unitAreas[unit]) / Double($0.windowEnd - $0.windowStart)
      }
    }
  }

  /// Team A has one on duty in the first hour, two in the second, none from then on.
  ///
  /// Team B is always one. Worked out by hand, in minutes: of three jobs of 50 for A at 0, one is done at once, one from 50
  /// to 100 and one from 60, when the second comes on duty. Another comes at 105 and is done until
  /// 155, which is 35 of overtime; one for B at 130 is not kept waiting by that; one for A at 140
  /// waits for ever.
  @Test("of teams with rotas are on duty to the tick as worked out by hand")
  func rotas() throws {
    func source(_ name: String, _ team: String, _ at: [Int], _ stay: Int) -> String {
      """
      "\(name)": { "at": [ \(at.map { "\"\($0) min\"" }.joined(separator: ", ")) ], "pathway": "work",
        "attributes": { "wanted": { "text": "\(team)" }, "stay": "\(stay) min" } }
      """
    }
    let compiled = try KendallTestSupport.compiled(
      """
      { "name": "teams", "time": { "start": "2026-01-05T00:00", "length": "4 h" },
        "resources": { "fitter": { "units": [
          { "name": "A", "count": 2, "team": "A",
            "capacity": { "daily": { "00:00": 1, "01:00": 2, "02:00": 0 } } },
          { "name": "B", "team": "B" } ] } },
        "arrivals": { \(source("first", "A", [0, 0, 0, 105, 140], 50)), \(source("second", "B", [130], 20)) },
        "pathways": { "work": [
          { "do": "repair", "with": "fitter", "where": "unit(team) = wanted", "for": "stay" } ] } }
      """)
    #expect(disagreements(compiled, seed: 1, replication: 0) == [])
    guard case .ended(let record) = runEngine(compiled.program, seed: 1, replication: 0),
      case .ticks(let waits, _) = record.waits[0]
    else {
      Issue.record("the run fails")
      return
    }
    let minute = Int128(Ticks.minute)
    #expect(record.unitAreas == [150 * minute, 50 * minute, 20 * minute])
    #expect(record.area(.planned, of: 0) == 420 * minute)
    #expect(record.area(.onDuty, of: 0) == 455 * minute)
    #expect(record.waits[0].count == 5)
    #expect(waits.sum == 110 * minute)
  }

  /// Two bays of two beds, each for one sex at a time. Worked out by hand, in minutes:
  ///
  /// men come at 0, 20, 30, 85 and 90, women at 10, 40 and 105. The first man gets X1 until 60, the
  /// first woman Y1 until 110, the second man X2 until 120. The third man waits from 30 until X1 is
  /// free at 60. The second woman is not held up by him: Y2 from 40 to 70. The fourth man gets X1
  /// from 85 to 135. The fifth finds X full and women in Y; so does not the third woman, who gets Y2
  /// from 105 to 115; he waits on until Y is empty at 115, and gets Y1.
  @Test("of mixed bays are filled to the tick as worked out by hand")
  func mixedBays() throws {
    func source(_ name: String, _ comers: [(at: Int, stay: Int)]) -> String {
      comers.enumerated().map { index, comer in
        """
        "\(name) \(index + 1)": { "at": [ "\(comer.at) min" ], "pathway": "stay", "attributes": {
          "sex": { "choice": { "\(name)": 1 } }, "stay": "\(comer.stay) min" } }
        """
      }.joined(separator: ", ")
    }
    let compiled = try KendallTestSupport.compiled(
      """
      { "name": "bays", "time": { "length": "4 h" },
        "resources": { "bed": { "units": [
          { "name": "X", "count": 2, "bay": "X", "number": 10 },
          { "name": "Y1", "bay": "Y", "number": 21 }, { "name": "Y2", "bay": "Y", "number": 22 } ] } },
        "arrivals": {
          \(source("man", [(0, 60), (20, 100), (30, 20), (85, 50), (90, 10)])),
          \(source("woman", [(10, 100), (40, 30), (105, 10)])) },
        "pathways": { "stay": [
          { "seize": "bed", "where": "occupants(bay) = 0 or alike(bay, sex)" },
          { "record": "bed", "value": "unit(bed, number)" },
          { "delay": "stay", "for": "stay" }, { "release": "bed" } ] } }
      """)
    #expect(disagreements(compiled, seed: 1, replication: 0) == [])
    guard case .ended(let record) = runEngine(compiled.program, seed: 1, replication: 0) else {
      Issue.record("the run fails")
      return
    }
    let minutes = record.unitAreas.map { $0 / Int128(Ticks.minute) }
    // X1, X2, Y1 and Y2.
    #expect(minutes == [130, 100, 110, 40])
    guard case .ticks(let waits, _) = record.waits[0] else {
      Issue.record("waits are ticks")
      return
    }
    #expect(record.waits[0].count == 8)
    #expect(waits.sum == 55 * Int128(Ticks.minute))
    #expect(waits.max == 30 * Ticks.minute)
    // Four take X, two Y1 and two Y2.
    #expect(abs((record.tallies[0].mean ?? 0) - 15.75) < 1e-9)
  }
}

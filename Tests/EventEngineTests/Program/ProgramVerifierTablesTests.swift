import EventEngine
import FacilityModel
import KendallTestSupport
import Testing

/// Programs of which one of the less common tables is broken.
@Suite("The verifier of programs, on less common tables")
struct ProgramVerifierTablesTests {
  /// A program with units that open on a condition, ratios, stocks, shocks, waits and tanks.
  private static func sound() throws -> Program {
    try compiled(
      """
      { "name": "tables", "time": { "length": "2 days" },
        "shocks": { "storm": { "at": "5 h", "for": "3 h", "capacity": { "r": 0.5 },
          "arrivals": { "a": 2 } } },
        "resources": {
          "r": { "capacity": 2, "extra": { "units": 1, "opensWhen": "queue(r) > 3",
            "closesWhen": "queue(r) = 0", "delay": "5 min" } },
          "bed": { "capacity": 8, "limitedBy": { "resource": "r", "ratio": 4 } } },
        "stocks": { "blood": { "initial": 9, "reorder": { "upTo": 9, "leadTime": "1 h" } } },
        "tanks": {
          "upper": { "initial": 9, "outflows": { "down": { "rate": "2 per hour", "to": "lower" } } },
          "lower": { "capacity": 50,
            "inflows": { "rain": { "rate": { "daily": { "00:00": "1 per hour", "06:00": "3 per hour" } } } },
            "outflows": { "pump": { "rate": "9 per hour", "opensWhen": "level(lower) > 30 and hour > 3",
              "closesWhen": "level(lower) < 10" } } } },
        "arrivals": { "a": { "rate": "4 per hour", "pathway": "p" } },
        "pathways": { "p": [ { "do": "s", "with": { "r": 1, "bed": 1 }, "for": "20 min" },
          { "take": "blood" }, { "draw": "ordinal", "from": "upper", "rate": "5 per hour",
            "renege": { "after": "1 h" } },
          { "wait": "w", "until": "level(lower) < 20 + ordinal and hour >= 8", "renege": { "when": "level(upper) < 1" } } ] } }
      """
    ).program
  }

  @Test("accepts what the lowering makes")
  func acceptsSound() throws {
    #expect(ProgramVerifier.problems(in: try Self.sound()) == [])
  }

  @Test("refuses every broken index", arguments: tableFaults)
  func refuses(fault: Fault) throws {
    var program = try Self.sound()
    fault.make(&program)
    #expect(!ProgramVerifier.problems(in: program).isEmpty)
  }
}

private let tableFaults: [Fault] = [
  Fault("entry of an escalation") { $0.escalations[0].entry = 9_999 },
  Fault("step of an escalation") { $0.escalations[0].step = -1 },
  Fault("fewer than no units that open") { $0.resources[0].extraUnits = -1 },
  Fault("resource of a ratio") { $0.ratios[0].resource = 9 },
  Fault("what a ratio counts") { $0.ratios[0].by = -1 },
  Fault("no ratio") { $0.ratios[0].ratio = 0 },
  Fault("a ratio without end") { $0.ratios[0].ratio = .infinity },
  Fault("a ratio of a resource by itself") { $0.ratios[0].by = $0.ratios[0].resource },
  Fault("step of a shock") { $0.shocks[0].step = 999 },
  Fault("variable of a shock") { $0.shocks[0].variable = 99 },
  Fault("length of a shock") { $0.shocks[0].length = -1 },
  Fault("probability of a shock") { $0.shocks[0].probability = 1.5 },
  Fault("resource of a shock") { $0.shocks[0].effects[0].resource = 9 },
  Fault("shock of a source") { $0.sources[0].shocks[0].shock = 3 },
  Fault("resource of a stock") { $0.stocks[0].resource = 9 },
  Fault("lead time of a stock") { $0.stocks[0].leadTime = 999 },
  Fault("stock of a move") { $0.stockMoves[0].stock = 1 },
  Fault("request of a wait") { $0.waits[0].request = 999 },
  Fault("condition of a wait") { $0.waits[0].condition = -1 },
  Fault("clocks of a wait") { $0.waits[0].clockCount = 99 },
  Fault("levels of a wait") { $0.waits[0].levelCount = 99 },
  Fault("value of a clock") { $0.clocks[0].value = 999 },
  Fault("level that is compared") { $0.levels[0] = 999 },
  Fault("level watched that reads an entity") {
    let reads = $0.levels
    $0.levelsWatched += reads
  },
  Fault("a tank that begins with more than fits") { $0.tanks[1].initial = $0.tanks[1].most + 1 },
  Fault("order of the tanks") { $0.tankOrder = [0, 0] },
  Fault("a flow against the order of the tanks") { $0.tankOrder.reverse() },
  Fault("a flow of no tank") { ($0.flows[0].from, $0.flows[0].to) = (-1, -1) },
  Fault("tank of a flow") { $0.flows[0].from = 9 },
  Fault("rate of a flow") { $0.flows[1].rate = .expression(999) },
  Fault("plan of a flow") {
    $0.flows[1].rate = .plan(FlowPlan(breaks: [5], rates: [1], period: 0))
  },
  Fault("a rate below 0") {
    $0.flows[1].rate = .plan(FlowPlan(breaks: [0], rates: [-1], period: 0))
  },
  Fault("condition of a flow") { $0.flows[1].opens = 999 },
  Fault("a flow that closes without opening") { ($0.flows[1].opens, $0.flows[1].closes) = (-1, 0) },
  Fault("clocks of a flow") { $0.flows[1].clockCount = 99 },
  Fault("tank of a move") { $0.tankMoves[0].tank = 9 },
  Fault("amount of a move") { $0.tankMoves[0].amount = -1 },
  Fault("step of a tank move") { $0.tankMoves[0].step = 999 },
  Fault("a move in time without a flow") { $0.flows.removeAll { $0.rate == .entities } },
]

import EventEngine
import Experiments
import FacilityModel
import Foundation
import Reporting
import Testing

/// Ways, units and days of replications that can be worked out by hand.
@Suite("What entities and units do") struct FlowTests {
  private static func followed(_ text: String) throws -> (
    log: EventLog, window: Range<Int64>, plans: [String: CapacityPlan]
  ) {
    let file = SourceFile(name: "m.json", text: text)
    let (compiler, found) = ModelCompiler.read(file, files: FolderFiles(folder: Models.root.path))
    let made = try #require(compiler, "\(FindingRenderer().text(found))")
    let (compiled, findings) = made.compile()
    let model = try #require(compiled, "\(FindingRenderer().text(findings))")
    let run = try EventLog.run(model, seed: 1, replication: 0).get()
    let plans = model.model.resources.map { ($0.name, $0.plan) }
    return (run.log, run.window, Dictionary(uniqueKeysWithValues: plans))
  }

  /// Three walk in, are asked, rest and are asked again; two call and rest, one of them to the end.
  private static let ways = """
    { "name": "ways", "time": { "length": "4 h" },
      "resources": { "desk": { "capacity": 1 }, "room": { "capacity": "unlimited" } },
      "arrivals": { "walk": { "at": [ "0 min", "1 min", "2 min" ], "pathway": "p" },
                    "call": { "at": [ "30 min" ], "pathway": "q" },
                    "late": { "at": [ "235 min" ], "pathway": "q" } },
      "pathways": { "p": [ { "do": "ask", "with": "desk", "for": "5 min" },
                           { "do": "rest", "with": "room", "for": "60 min" },
                           { "do": "ask again", "with": "desk", "for": "5 min" } ],
                    "q": [ { "do": "rest", "with": "room", "for": "20 min" },
                           { "leave": "done on the phone" } ] } }
    """

  @Test func `an entity goes from its arrival through its steps to its outcome`() throws {
    let run = try Self.followed(Self.ways)
    let flow = EntityFlow(run.log, in: run.window)
    func name(_ index: Int) -> String { flow.nodes[index].name }
    #expect(flow.nodes.filter { $0.kind == .arrival }.map(\.name) == ["walk", "call", "late"])
    #expect(
      flow.nodes.filter { $0.kind == .step }.map { "\($0.name) \($0.entities)" } == [
        "ask 3", "q/rest 2", "p/rest 3", "ask again 3",
      ], "\(flow.nodes)")
    let links = flow.links.map { "\(name($0.from)) > \(name($0.to)): \($0.entities)" }
    for link in [
      "walk > ask: 3", "ask > p/rest: 3", "p/rest > ask again: 3", "call > q/rest: 1",
      "q/rest > done on the phone: 1", "q/rest > still inside: 1",
    ] {
      #expect(links.contains(link), "\(link) in \(links)")
    }
    #expect(links.count == 8, "\(links)")
    // As many leave a node as come.
    for (index, node) in flow.nodes.enumerated() {
      let (come, leave) = (
        flow.links.filter { $0.to == index }.reduce(0) { $0 + $1.entities },
        flow.links.filter { $0.from == index }.reduce(0) { $0 + $1.entities }
      )
      #expect(node.kind == .arrival || come == node.entities, "\(node)")
      #expect(node.kind == .outcome || leave == node.entities, "\(node)")
    }
  }

  @Test func `steps that few come to are passed over, and ends taken together`() throws {
    let run = try Self.followed(Self.ways)
    let flow = EntityFlow(run.log, in: run.window, mostSteps: 1, mostEnds: 2)
    #expect(flow.nodes.count { $0.kind == .step } == 1 && flow.hidden.count == 3)
    #expect(flow.nodes.filter { $0.kind == .arrival }.map(\.name) == ["walk", "other arrivals"])
    #expect(flow.nodes.filter { $0.kind == .arrival }.map(\.entities) == [3, 2])
    #expect(flow.nodes.last?.name == "other outcomes" && flow.nodes.last?.entities == 2)
  }

  @Test func `levels follow the ways, and nodes do not meet`() throws {
    let run = try Self.followed(Self.ways)
    let flow = EntityFlow(run.log, in: run.window)
    let levels = FlowLevels(flow, width: 600, gap: 20, pitch: 100)
    for link in flow.links { #expect(levels.isForward(link)) }
    #expect(flow.nodes.indices.map { levels.level[$0] } == [0, 0, 0, 1, 1, 2, 3, 4, 4, 4])
    for level in 0..<levels.count {
      let nodes = flow.nodes.indices.filter { levels.level[$0] == level }
        .sorted { levels.left[$0] < levels.left[$1] }
      for (one, next) in zip(nodes, nodes.dropFirst()) {
        #expect(levels.left[one] + levels.width(one) + 19.99 < levels.left[next])
        #expect(levels.middle(next) - levels.middle(one) > 99.99)
      }
      for node in nodes {
        #expect(levels.left[node] > -0.01)
        #expect(levels.left[node] + levels.width(node) < 600.01)
      }
    }
  }

  @Test func `what is too much for one level lies on several`() throws {
    let branches = (1...8).map {
      """
      { "share": 0.125, "steps": [ { "delay": "way \($0)", "for": "1 min" } ] }
      """
    }
    let run = try Self.followed(
      """
      { "name": "many", "time": { "length": "1 day" },
        "arrivals": { "x": { "every": "2 min", "pathway": "p" } },
        "pathways": { "p": [ { "branch": [ \(branches.joined(separator: ", ")) ] } ] } }
      """)
    let flow = EntityFlow(run.log, in: run.window)
    let levels = FlowLevels(flow, width: 680, gap: 12, pitch: 98)
    #expect(flow.nodes.count { $0.kind == .step } == 8)
    #expect(
      (0..<4).map { one in levels.level.count { $0 == one } } == [1, 6, 2, levels.level.count - 9])
    #expect(flow.links.allSatisfy { levels.isForward($0) })
    #expect(levels.scale * Double(flow.nodes[0].entities) > 50, "there is room for the flow")
  }

  @Test func `a bar is a use of a unit, by the step at which it was taken`() throws {
    let run = try Self.followed(Self.ways)
    let day = UnitSchedule.day(of: run.log, in: run.window)
    #expect(day == 0..<(4 * Ticks.hour))
    #expect(run.log.words(65 * Ticks.minute) == "day 1 01:05" && !run.log.isDated)
    let schedule = UnitSchedule(run.log, ["desk"], in: day)
    #expect(schedule.rows.map { "\($0.resource) \($0.unit)" } == ["desk 1"])
    // Asked at 0, 5 and 10 min, and an hour after each again.
    #expect(schedule.bars.map(\.start) == [0, 5, 10, 65, 70, 75].map { $0 * Ticks.minute })
    #expect(schedule.bars.allSatisfy { $0.end - $0.start == 5 * Ticks.minute })
    #expect(
      schedule.bars.map(\.step) == ["ask", "ask", "ask", "ask again", "ask again", "ask again"])
    #expect(schedule.bars[0].entity == "walk:1" || schedule.bars[0].entity == "walk:0")
    let half = UnitSchedule(run.log, ["desk"], in: day, mostBars: 3)
    #expect(half.window.upperBound == 60 * Ticks.minute && half.bars.count == 3)
    #expect(UnitSchedule.shares([2, 9, 9], of: 12) == [2, 5, 5])
    #expect(UnitSchedule.shares([1, 1], of: 12) == [1, 1])
  }

  @Test func `units are off duty by the rota, those with the highest numbers`() throws {
    let run = try Self.followed(
      """
      { "name": "rota", "time": { "start": "2026-01-05T00:00", "length": "2 days" },
        "resources": { "clerk": { "capacity": { "daily": { "00:00": 1, "08:00": 2, "20:00": 1 } } } },
        "arrivals": { "walk": { "every": "5 min", "pathway": "p" } },
        "pathways": { "p": [ { "do": "ask", "with": "clerk", "for": "9 min" } ] } }
      """)
    let schedule = UnitSchedule(run.log, ["clerk"], in: Ticks.day..<(2 * Ticks.day))
    #expect(schedule.rows.map(\.unit) == [1, 2])
    let plan = try #require(run.plans["clerk"])
    #expect(
      schedule.off(by: ["clerk": plan]) == [
        UnitSchedule.Off(row: 1, start: Ticks.day, end: Ticks.day + 8 * Ticks.hour),
        UnitSchedule.Off(row: 1, start: Ticks.day + 20 * Ticks.hour, end: 2 * Ticks.day),
      ])
    // Exceptions of a rota come once, and what repeats begins behind them.
    var rota = CapacityPlan(
      changes: [
        CapacityPlan.Change(tick: 0, value: 5), CapacityPlan.Change(tick: 10, value: 1),
        CapacityPlan.Change(tick: 15, value: 2),
      ], period: 10)
    rota.loopsFrom = 1
    let spans = UnitSchedule.spans(of: rota, in: 8..<31)
    #expect(spans.map(\.start) == [8, 10, 15, 20, 25, 30])
    #expect(spans.map(\.end) == [10, 15, 20, 25, 30, 31])
    #expect(spans.map(\.value) == [5, 1, 2, 1, 2, 1])
  }

  @Test func `days are whole, and weeks where there are many`() {
    let day = Ticks.day
    // 2026-01-05 is a Monday, 20,458 days after 1970-01-01.
    let monday = 20_458 * day
    let cases: [(arrival: Int64, departure: Int64?)] = [
      (monday + 10, monday + 30 * Ticks.minute + 10), (monday + day - 1, monday + day + 59),
      (monday + 2 * day, nil), (monday - 10, monday + 10 * Ticks.minute - 10),
    ]
    let series = DaySeries(
      cases, in: (monday - 20)..<(monday + 3 * day + 5), unit: .minutes)
    #expect(series.labels == ["05 Jan", "06 Jan", "07 Jan"] && !series.isWeekly)
    let undated = DaySeries(
      cases, in: (monday - 20)..<(monday + 3 * day + 5), unit: .minutes, isDated: false)
    #expect(undated.labels == ["day 1", "day 2", "day 3"])
    #expect(series.arrivals == [2, 0, 1] && series.departures == [2, 1, 0])
    #expect(series.stays[0] == 20 && series.stays[2] == nil)
    let long = DaySeries(
      cases, counts: [(monday + day, 4)], in: (monday - 3 * day)..<(monday + 200 * day),
      unit: .minutes)
    #expect(long.isWeekly && long.labels.count == 1)
    // Of 28 weeks nothing happens in 27, on which it is closed.
    #expect(long.labels == ["05 Jan"] && long.arrivals == [7])
  }
}

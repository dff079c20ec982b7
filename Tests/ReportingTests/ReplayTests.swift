import EventEngine
import Experiments
import FacilityModel
import Foundation
import Reporting
import Testing

@Suite("Replays") struct ReplayTests {
  private func compiled(text: String) throws -> CompiledModel {
    let file = SourceFile(name: "test.json", text: text)
    let compiler = try #require(
      ModelCompiler.read(file, files: FolderFiles(folder: Models.root.path)).compiler)
    return try #require(compiler.compile().compiled)
  }

  private func replay(_ compiled: CompiledModel, _ request: Replay.Request = Replay.Request())
    throws -> (replay: Replay, map: ReplayMap, scene: FlowScene)
  {
    let replay = try Replay.run(compiled, request)
    let scene = FlowDrawing.scene(of: FlowReader.chart(of: compiled.model))
    return (replay, ReplayMap(replay, in: scene), scene)
  }

  /// A part of a run; nil where the run is over before.
  private func part(of compiled: CompiledModel, _ request: Replay.Request) throws -> Replay? {
    do {
      return try Replay.run(compiled, request)
    } catch {
      if case .beyondTheEnd = error { return nil }
      throw error
    }
  }

  /// All models of the package, and all good fixtures.
  private func models() throws -> [String] {
    func files(_ folder: String) throws -> [String] {
      try FileManager.default.contentsOfDirectory(
        atPath: Models.root.appendingPathComponent(folder).path
      ).filter { $0.hasSuffix(".json") && !$0.contains("schema") }.sorted()
        .map { "\(folder)/\($0)" }
    }
    return try files("Models") + files("Models/verification") + Models.fixtures()
  }

  /// Two jobs on one bench for ten minutes each, with a way home.
  private let twoJobs = """
    { "name": "two jobs", "time": { "start": "2026-02-28T23:55", "until": "empty" },
      "resources": { "bench": { "capacity": 1 } },
      "arrivals": { "job": { "at": [ "0 min", "0 min" ], "pathway": "p" } },
      "pathways": { "p": [ { "do": "work", "with": "bench", "for": "10 min" },
                           { "delay": "dry", "for": "90 s" } ] } }
    """

  @Test func `keep what each does, and the levels`() throws {
    let (replay, map, scene) = try replay(try compiled(text: twoJobs))
    #expect(replay.entities.map(\.name) == ["job:1", "job:2"])
    let minutes = replay.entities.map { $0.moves.map { Double($0.tick) / Double(Ticks.minute) } }
    #expect(minutes[0] == [0, 0, 0, 10, 10, 10, 11.5, 11.5])
    #expect(minutes[1] == [0, 0, 10, 10, 20, 20, 20, 21.5, 21.5])
    #expect(replay.window == 0..<(21 * Ticks.minute + 30 * Ticks.second))
    // Inside; in use, on duty, in line, in turnaround, out of service.
    #expect(
      replay.samples.map(\.levels) == [
        [2, 1, 1, 1, 0, 0], [2, 1, 1, 0, 0, 0], [1, 1, 1, 0, 0, 0], [1, 0, 1, 0, 0, 0],
        [0, 0, 1, 0, 0, 0],
      ])
    #expect(scene.spots.map(\.title) == ["job", "work", "dry", "leaves"])
    #expect(
      map.codes.map { $0.map { map.steps[$0].spot } } == [
        [0, 1, 1, 1, 1, 2, 2, 3], [0, 1, 1, 1, 1, 1, 2, 2, 3],
      ])
    // Straight down, from box to box.
    #expect(map.routes.map { [$0.from, $0.to] } == [[0, 1], [1, 2], [2, 3]])
    for route in map.routes {
      #expect(route.way.count == 2 && abs(route.way[0].x - route.way[1].x) < 0.1)
      #expect(route.way[0].y < route.way[1].y)
    }
  }

  @Test func `show whom the engine has inside, at places that are drawn`() throws {
    var (shown, moments, gone) = (0, 0, 0)
    for path in try models() {
      guard let compiled = try Models.compiler(path)?.compile().compiled else { continue }
      let request = Replay.Request(
        from: min(compiled.program.warmUp, Ticks.week), mostEvents: 2_000)
      guard let replay = try part(of: compiled, request) else { continue }
      let scene = FlowDrawing.scene(of: FlowReader.chart(of: compiled.model))
      #expect(problem(ofXML: scene.svg) == nil, "\(path)")
      let text = ReplayData(replay, ReplayMap(replay, in: scene)).text
      var findings = Findings()
      let data = try #require(
        parseDocument(SourceFile(name: "data.json", text: text), into: &findings), "\(path)")
      #expect(findings.isEmpty, "\(path)")
      let page = try #require(ReplayNumbers(data), "\(path)")
      for spot in page.spots { #expect(scene.svg.contains("id=\"n\(spot)\""), "\(path) \(spot)") }
      for sample in evenly(replay.samples, 50) where sample.tick >= replay.window.lowerBound {
        // The last of the samples within the same millisecond counts.
        guard let last = replay.samples.last(where: { $0.tick / 1000 == sample.tick / 1000 })
        else { continue }
        #expect(page.inside(at: sample.tick / 1000) == Int(last.levels[0]), "\(path)")
        #expect(page.levels(at: sample.tick / 1000) == last.levels.dropFirst(), "\(path)")
        moments += 1
      }
      gone += page.entities.count { $0.isGone }
      shown += 1
    }
    #expect(shown > 120)
    #expect(moments > 2_500)
    #expect(gone > 10_000)
  }

  /// Those who wait by their log, and the units that it says are in use, against the engine's levels:
  /// wherever lines and units are nothing but what the log tells of.
  @Test func `have the lines and the units in use that the log tells of`() throws {
    var (checked, moments) = (0, 0)
    for path in try models() {
      guard let compiled = try Models.compiler(path)?.compile().compiled, isPlain(compiled.program)
      else { continue }
      var engine = Engine(compiled.program, seed: 1, replication: 0, watching: .everything)
      try engine.start()
      var levels: [Int64] = []
      var samples: [(tick: Int64, levels: [Int64])] = []
      while try engine.step(), engine.logCount < 4_000 {
        engine.readLevels(into: &levels)
        if samples.last?.tick == engine.now { samples.removeLast() }
        samples.append((engine.now, levels))
      }
      let last = engine.now
      let log = EventLog(engine.log, compiled.program, compiled.model)
      for sample in evenly(samples, 30) where sample.tick < last {
        for resource in compiled.program.resources.indices {
          let queued = log.cases.reduce(0) { sum, one in
            sum
              + one.activities.count {
                $0.kind == .wait && $0.resources.contains(Int32(resource))
                  && $0.start <= sample.tick && ($0.complete ?? .max) > sample.tick
              }
          }
          let busy = log.cases.reduce(0) { sum, one in
            sum
              + one.uses.count {
                $0.resource == Int32(resource) && $0.start <= sample.tick
                  && ($0.end ?? .max) > sample.tick
              }
          }
          let place = 1 + resource * Engine.followedLevels.count
          #expect(sample.levels[place + 2] == Int64(queued), "\(path) \(resource) in line")
          #expect(sample.levels[place] == Int64(busy), "\(path) \(resource) in use")
          moments += 1
        }
      }
      checked += 1
    }
    #expect(checked > 60)
    #expect(moments > 2_500)
  }

  /// Whether whoever takes units and gives them back is in the log, one unit at a time: of those whose
  /// section is over it does not say what they give back.
  private func isPlain(_ program: Program) -> Bool {
    program.outages.isEmpty && program.choices.isEmpty && program.stocks.isEmpty
      && program.transports.isEmpty && program.offsprings.isEmpty && program.escalations.isEmpty
      && program.jockeyed.isEmpty && program.shocks.isEmpty && program.sections.isEmpty
      && !program.resources.contains { $0.isRemovable || !$0.unitNames.isEmpty }
      && !program.batches.contains { $0.asks }
      && program.items.allSatisfy { $0.units == 1 && $0.quantity < 0 }
  }

  private func evenly<Element>(_ list: [Element], _ count: Int) -> [Element] {
    stride(from: 0, to: list.count, by: max(1, list.count / count)).map { list[$0] }
  }

  @Test(arguments: [
    "emergency-department", "rail-hub", "factory-line", "junction", "refinery-turnaround",
  ])
  func `go along the ways that are drawn`(_ name: String) throws {
    let compiled = try #require(try Models.compiler("Models/\(name).json")?.compile().compiled)
    let (replay, map, scene) = try replay(compiled, Replay.Request(mostEvents: 8_000))
    let drawn = Set(map.routes.map { SIMD2($0.from, $0.to) })
    var (gone, jumped) = (0, 0)
    for (entity, codes) in zip(replay.entities, map.codes) {
      for (index, (one, next)) in zip(codes, codes.dropFirst()).enumerated() {
        let (from, to) = (map.steps[one].spot, map.steps[next].spot)
        if from == to { continue }
        gone += 1
        // Who is made by another comes from there, which is on no way; who is taken out of a frame is
        // in it already.
        let isInside = scene.spots[to].box.contains(scene.spots[from].box)
        if !drawn.contains(SIMD2(from, to)), entity.moves[index].happening != .created, !isInside {
          jumped += 1
        }
      }
    }
    #expect(gone > 100 && jumped * 100 <= gone, "\(jumped) of \(gone)")
    // The rows of those who are there lie within the drawing, and overlap no other.
    for (index, spot) in scene.spots.enumerated() {
      #expect(spot.box.contains(spot.seats) || spot.seats.width == 24, "\(spot.name)")
      for other in scene.spots[(index + 1)...] {
        #expect(!overlap(spot.line, other.line), "\(spot.name), \(other.name)")
        #expect(!overlap(spot.seats, other.seats), "\(spot.name), \(other.name)")
        #expect(!overlap(spot.line, other.seats), "\(spot.name), \(other.name)")
      }
    }
  }

  private func overlap(_ a: FlowSpot.Area, _ b: FlowSpot.Area) -> Bool {
    a.x < b.x + b.width - 0.1 && b.x < a.x + a.width - 0.1 && a.y < b.y + b.height - 0.1
      && b.y < a.y + a.height - 0.1
  }

  @Test func `are shortened where there is too much, and say so`() throws {
    let compiled = try #require(
      try Models.compiler("Models/emergency-department.json")?.compile().compiled)
    let long = try Replay.run(
      compiled, Replay.Request(from: 0, length: 10 * Ticks.day, mostEvents: 2_000))
    #expect(long.window.count < Ticks.day && long.window.count % Int(Ticks.minute) == 0)
    let words = try #require(long.shortening)
    #expect(words.contains("of 10 days") && words.contains("--from"))
    #expect(!long.entities.contains { $0.moves.contains { $0.tick > long.window.upperBound } })
    let day = try Replay.run(compiled, Replay.Request(from: 8 * Ticks.day, length: Ticks.day))
    #expect(day.shortening == nil && day.window == (8 * Ticks.day)..<(9 * Ticks.day))
    #expect(day.entities.contains { $0.start < day.window.lowerBound })
    #expect(throws: Replay.Problem.self) {
      try Replay.run(compiled, Replay.Request(from: 1_000 * Ticks.day))
    }
  }

  @Test func `are small pages that allow nothing from outside`() throws {
    let compiled = try #require(
      try Models.compiler("Models/emergency-department.json")?.compile().compiled)
    let triage = try #require(compiled.model.attributes.firstIndex { $0.name == "triage" })
    let replay = try Replay.run(compiled, Replay.Request(attribute: triage))
    let page = ReplayPage(replay, policies: [], version: "1").text
    #expect(page == ReplayPage(replay, policies: [], version: "1").text)
    #expect(page.utf8.count < 1_000_000)
    #expect(page.contains("default-src 'none'; style-src 'sha256-"))
    let links = page.matches(of: /(src|href)="([^"]*)"/).map { String($0.2) }
    #expect(links == ["data:,"])
    #expect(!page.contains("style=\""))
    #expect(page.contains("\"classes\":[\"triage 1\",\"triage 2\""))
    #expect(page.contains("<noscript>"))
  }

  @Test func `stay pages whatever things are called`() throws {
    let compiled = try compiled(
      text: """
        { "name": "</script><script>alert(1)</script>", "time": { "length": "1 day" },
          "resources": { "<script>": { "capacity": 1 } },
          "arrivals": { "<!--": { "every": "1 h", "pathway": "p" } },
          "pathways": { "p": [ { "do": "]]><script>", "with": "<script>", "for": "5 min" } ] } }
        """)
    let page = ReplayPage(try Replay.run(compiled, Replay.Request()), policies: [], version: "1")
      .text
    #expect(page.ranges(of: "</script>").count == 2 && page.ranges(of: "<script").count == 2)
    #expect(!page.contains("<!--"))
  }
}

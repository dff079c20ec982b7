import EventEngine
import Experiments
import FacilityModel
import Foundation
import Reporting
import Testing

@Suite("Event logs") struct EventLogTests {
  private func log(_ text: String) throws -> EventLog {
    let file = SourceFile(name: "test.json", text: text)
    let compiler = try #require(
      ModelCompiler.read(file, files: FolderFiles(folder: Models.root.path)).compiler)
    let compiled = try #require(compiler.compile().compiled)
    return try log(compiled)
  }

  private func log(_ compiled: CompiledModel) throws -> EventLog {
    var engine = Engine(compiled.program, seed: 1, replication: 0, watching: .everything)
    try engine.run()
    return EventLog(engine.log, compiled.program, compiled.model)
  }

  /// Two jobs at once on one bench of ten minutes each.
  private let twoJobs = """
    { "name": "two jobs", "time": { "start": "2026-02-28T23:55", "until": "empty" },
      "resources": { "bench": { "capacity": 1 } },
      "arrivals": { "job": { "at": [ "0 min", "0 min" ], "pathway": "p" } },
      "pathways": { "p": [ { "do": "work", "with": "bench", "for": "10 min" },
                           { "delay": "dry", "for": "90 s" } ] } }
    """

  @Test func `tell each activity with its resource and its times`() throws {
    let table = String(decoding: try log(twoJobs).csv, as: UTF8.self)
    #expect(
      table.replacing("\r\n", with: "\n") == """
        case,source,activity,resource,start,complete
        job:1,job,arrival,,2026-02-28T23:55:00.000,2026-02-28T23:55:00.000
        job:1,job,work,bench,2026-02-28T23:55:00.000,2026-03-01T00:05:00.000
        job:1,job,dry,,2026-03-01T00:05:00.000,2026-03-01T00:06:30.000
        job:1,job,completed,,2026-03-01T00:06:30.000,2026-03-01T00:06:30.000
        job:2,job,arrival,,2026-02-28T23:55:00.000,2026-02-28T23:55:00.000
        job:2,job,work,bench,2026-03-01T00:05:00.000,2026-03-01T00:15:00.000
        job:2,job,dry,,2026-03-01T00:15:00.000,2026-03-01T00:16:30.000
        job:2,job,completed,,2026-03-01T00:16:30.000,2026-03-01T00:16:30.000

        """)
  }

  @Test func `end the uses of what is given back, and go on with what is kept`() throws {
    let table = String(
      decoding: try log(
        """
        { "name": "part", "time": { "start": "2026-03-01T00:00", "until": "empty" },
          "resources": { "nurse": { "capacity": 2 } },
          "arrivals": { "job": { "at": [ "0 min" ], "pathway": "p" } },
          "pathways": { "p": [ { "seize": "nurse", "name": "one" }, { "seize": "nurse", "name": "two" },
            { "delay": "both", "for": "5 min" }, { "release": { "nurse": 1 }, "name": "first" },
            { "delay": "alone", "for": "7 min" }, { "release": "nurse", "name": "last" },
            { "delay": "none", "for": "1 min" } ] } }
        """
      ).vidigi(replication: 0), as: UTF8.self)
    #expect(
      table.replacing("\r\n", with: "\n") == """
        entity_id,pathway,event_type,event,time,resource_id,run_number
        1,job,arrival_departure,arrival,0,,0
        1,job,resource_use,one,0,1,0
        1,job,resource_use,two,0,2,0
        1,job,resource_use_end,one,5,1,0
        1,job,resource_use_end,two,12,2,0
        1,job,queue,none,12,,0
        1,job,arrival_departure,depart,13,,0

        """)
  }

  @Test func `have the columns and words that vidigi reads`() throws {
    let table = String(decoding: try log(twoJobs).vidigi(replication: 0), as: UTF8.self)
    #expect(
      table.replacing("\r\n", with: "\n") == """
        entity_id,pathway,event_type,event,time,resource_id,run_number
        1,job,arrival_departure,arrival,0,,0
        1,job,resource_use,work,0,1,0
        1,job,resource_use_end,work,10,1,0
        1,job,queue,dry,10,,0
        1,job,arrival_departure,depart,11.5,,0
        2,job,arrival_departure,arrival,0,,0
        2,job,queue,waits for work,0,,0
        2,job,resource_use,work,10,1,0
        2,job,resource_use_end,work,20,1,0
        2,job,queue,dry,20,,0
        2,job,arrival_departure,depart,21.5,,0

        """)
  }

  @Test func `are well-formed in every format, and say the same`() throws {
    var rows = 0
    for keyword in [
      "fork", "batch", "split", "spawn", "take", "put", "within", "wait", "using", "do",
    ] {
      let path = "Tests/FacilityModelTests/good/step-\(keyword).json"
      let compiled = try #require(try Models.compiler(path)?.compile().compiled)
      let log = try log(compiled)
      rows += log.csv.split(separator: UInt8(ascii: "\n")).count - 1
      let xes = log.xes
      #expect(problem(ofXML: xes) == nil, "\(path)")
      let completes = xes.ranges(of: "\"lifecycle:transition\" value=\"complete\"").count
      let aborts = xes.ranges(of: "value=\"ate_abort\"").count
      var findings = Findings()
      let ocel = parseDocument(SourceFile(name: "log.json", text: log.ocel), into: &findings)
      #expect(findings.isEmpty)
      let events = ocel?.member("events")?.elements ?? []
      #expect(events.count == completes + aborts, "\(path)")
      let names = (ocel?.member("objects")?.elements ?? []).compactMap { $0.member("id")?.string }
      let objects = Set(names)
      #expect(objects.count == names.count, "\(path): a name twice")
      let types = Set(
        (ocel?.member("eventTypes")?.elements ?? []).compactMap { $0.member("name")?.string })
      for event in events {
        let related = event.member("relationships")?.elements ?? []
        #expect(!related.isEmpty)
        for one in related { #expect(objects.contains(one.member("objectId")?.string ?? "")) }
        #expect(types.contains(event.member("type")?.string ?? ""))
      }
    }
    #expect(rows > 500)
  }
}

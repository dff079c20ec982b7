import EventEngine
import FacilityModel
import Testing

@Suite struct `The examples of the sections` {
  private static let host = #"""
    { "name": "host", "time": { "start": "2026-01-05T00:00", "length": "2 days", "unit": "min" },
      "resources": {
        "doctor": { "capacity": 2 }, "nurse": { "capacity": 8 }, "bed": { "capacity": 20 },
        "fitter": { "capacity": 1 }, "inspector": { "capacity": 1 } },
      "tanks": { "basin": { "initial": 20 } },
      "arrivals": {
        "patient": { "rate": "4 per hour", "pathway": "visit",
          "attributes": { "due": "now + 4 h", "order": "ordinal", "age band": { "choice": { "child": 1, "old": 1 } },
            "product": { "choice": { "red": 1, "blue": 1 } } } } },
      "pathways": { "visit": [
        { "do": "see", "with": "doctor", "for": "10 min" }, { "do": "care", "with": "nurse", "for": "5 min" },
        { "do": "stay", "with": "bed", "for": "1 h" } ] } }
    """#

  /// Where the example of each section stands in the model, as a patch of it.
  private static let places: [String: String] = [
    "model": "%", "time": #"{ "time": % }"#,
    "end of a run": #"{ "time": { "start": null, "length": null, "until": % } }"#,
    "resource": #"{ "resources": { "bed": % } }"#,
    "unit group": #"{ "resources": { "bed": { "capacity": null, "units": [%] } } }"#,
    "set-up": #"{ "resources": { "doctor": { "setUp": % } } }"#,
    "capacity": #"{ "resources": { "doctor": { "capacity": % } } }"#,
    "exceptional capacity":
      #"{ "resources": { "doctor": { "capacity": { "daily": { "00:00": 2 }, "exceptions": { "2026-01-06": % } } } } }"#,
    "shift": #"{ "resources": { "doctor": { "capacity": { "shifts": [%] } } } }"#,
    "break":
      #"{ "resources": { "doctor": { "capacity": { "shifts": [ { "name": "day", "from": "08:00", "to": "16:00", "units": 2, "breaks": [%] } ] } } } }"#,
    "failure": #"{ "resources": { "doctor": { "failures": % } } }"#,
    "maintenance": #"{ "resources": { "doctor": { "maintenance": % } } }"#,
    "stage":
      #"{ "resources": { "doctor": { "failures": { "stages": [ %, { "name": "worn", "for": "2 days" } ], "repair": "2 h" } } } }"#,
    "inspection": condition("inspections"), "alarm": condition("alarm"),
    "planned repair":
      #"{ "resources": { "doctor": { "failures": { "stages": [ { "name": "good", "for": "5 days" }, { "name": "worn", "for": "2 days" } ], "repair": "2 h", "inspections": { "every": "1 day", "for": "10 min" }, "plannedRepair": % } } } }"#,
    "window":
      #"{ "resources": { "doctor": { "maintenance": { "every": "1 week", "for": "1 h", "window": % } } } }"#,
    "scrap":
      #"{ "resources": { "doctor": { "failures": { "after": "1 day", "repair": "1 h", "workInHand": % } } } }"#,
    "cost": #"{ "resources": { "doctor": { "cost": % } } }"#,
    "power": #"{ "resources": { "doctor": { "power": % } } }"#,
    "emissions": #"{ "resources": { "doctor": { "power": { "busy": "1 kW" } } }, "emissions": % }"#,
    "factor":
      #"{ "resources": { "doctor": { "power": { "busy": "1 kW" } } }, "emissions": { "kgPerKWh": % } }"#,
    "extra units": #"{ "resources": { "bed": { "extra": % } } }"#,
    "ratio": #"{ "resources": { "bed": { "limitedBy": % } } }"#,
    "stock": stock("%"), "reorder": stock(#"{ "initial": 5, "reorder": % }"#),
    "tank": tank("%"),
    "flow": tank(#"{ "initial": 10, "outflows": { "pump": % } }"#),
    "series": tank(#"{ "inflows": { "rain": { "rate": % } } }"#),
    "places":
      #"{ "places": %, "arrivals": { "patient": { "place": "ward" } }, "pathways": { "visit": [ { "move": "scanner" } ] } }"#,
    "table of ways":
      #"{ "places": { "distances": %, "speed": "70 per min" }, "arrivals": { "patient": { "place": "ward" } }, "pathways": { "visit": [ { "move": "scanner" } ] } }"#,
    "transport":
      #"{ "places": { "coordinates": { "lodge": [0, 0], "ward": [90, 0] }, "speed": "70 per min" }, "resources": { "porter": { "capacity": 1, "transport": % } }, "arrivals": { "patient": { "place": "lodge" } }, "pathways": { "visit": [ { "move": "ward", "by": "porter" } ] } }"#,
    "partners":
      #"{ "matches": { "pair": % }, "pathways": { "visit": [ { "match": "pair", "as": "body" } ], "doors": [ { "match": "pair", "as": "door" } ] }, "arrivals": { "door": { "rate": "8 per hour", "attributes": { "order": "ordinal" }, "pathway": "doors" } } }"#,
    "kind of a match":
      #"{ "matches": { "pair": { "of": { "body": 1, "door": % } } }, "pathways": { "visit": [ { "match": "pair", "as": "body" } ], "doors": [ { "match": "pair", "as": "door" } ] }, "arrivals": { "door": { "rate": "8 per hour", "pathway": "doors" } } }"#,
    "queue": #"{ "resources": { "doctor": { "queue": % } } }"#,
    "arrivals": #"{ "arrivals": { "visitor": % } }"#,
    "rate": #"{ "arrivals": { "patient": { "rate": % } } }"#,
    "exceptional rate":
      #"{ "arrivals": { "patient": { "rate": { "daily": { "00:00": "2 per hour" }, "exceptions": { "2026-01-06": % } } } } }"#,
    "phase":
      #"{ "arrivals": { "patient": { "rate": { "phases": { "busy": %, "calm": { "rate": "1 per hour", "for": "3 h" } } } } } }"#,
    "arrival times": #"{ "arrivals": { "patient": { "rate": null, "at": % } } }"#,
    "appointments": #"{ "arrivals": { "patient": { "rate": null, "appointments": % } } }"#,
    "cancellation": list(#""cancelled": %"#),
    "refill": list(#""cancelled": { "share": 0.1, "notice": "3 days", "refill": % }"#),
    "class of a mix":
      #"{ "arrivals": { "patient": { "mix": { "urgent": %, "other": { "share": 0.3, "attributes": { "urgency": 3 } } } } } }"#,
    "shock": #"{ "shocks": { "strike": % } }"#,
    "shocked capacity":
      #"{ "shocks": { "strike": { "at": "1 day", "for": "3 h", "capacity": { "bed": % } } } }"#,
    "days":
      #"{ "calendar": { "winter": % }, "resources": { "doctor": { "capacity": { "daily": { "00:00": 2 }, "exceptions": { "winter": 1 } } } } }"#,
    "column": rows(#"{ "file": "patients.csv", "attributes": { "stay": % } }"#),
    "resampled rows": rows("%"),
    "correlation":
      #"{ "arrivals": { "patient": { "attributes": { "age": { "uniform": { "min": 20, "max": 90 } }, "length of stay": { "exponential": { "mean": "3 days" } } }, "correlated": % } } }"#,
    "figure":
      #"{ "measures": { "relation": { "ratio": [ %, { "measure": "time in system" } ] } } }"#,
    "observations": delay(#"{ "empirical": % }"#), "distribution by cases": delay("%"),
    "distribution between bounds": delay(#"{ "truncated": % }"#),
    "moved distribution": delay(#"{ "shifted": % }"#),
    "part of a mixture":
      delay(
        #"{ "mixture": [ %, { "weight": 0.8, "of": { "exponential": { "mean": "5 min" } } } ] }"#),
    "pathway": #"{ "pathways": { "talk": %, "visit": [ { "call": "talk" } ] } }"#,
    "standard": #"{ "measures": { "in 4 hours": { "standard": % } } }"#,
    "choice of resources":
      #"{ "pathways": { "visit": [ { "do": "see", "with": %, "for": "5 min" } ] } }"#,
    "way of a branch": steps(#"{ "branch": [ %, { "otherwise": [] } ] }"#),
    "way of a fork": steps(
      #"{ "fork": "tests", "branches": [ %, { "name": "scan", "steps": [] } ] }"#),
    "balk": steps(#"{ "do": "see", "with": "doctor", "for": "5 min", "balk": % }"#),
    "renege": steps(#"{ "do": "see", "with": "doctor", "for": "5 min", "renege": % }"#),
    "after pre-emption":
      steps(
        #"{ "do": "see", "with": "doctor", "for": "5 min", "priority": 1, "preempt": true, "ifPreempted": % }"#
      ),
  ]

  private static func condition(_ key: String) -> String {
    #"{ "resources": { "doctor": { "failures": { "stages": [ { "name": "good", "for": "5 days" }, { "name": "worn", "for": "2 days" } ], "repair": "2 h", "\#(key)": %, "plannedRepair": { "for": "1 h" } } } } }"#
  }
  private static func stock(_ stock: String) -> String {
    #"{ "stocks": { "blood": \#(stock) }, "pathways": { "visit": [ { "take": "blood" } ] } }"#
  }
  private static func tank(_ tank: String) -> String { #"{ "tanks": { "basin": \#(tank) } }"# }
  private static func list(_ more: String) -> String {
    #"{ "arrivals": { "patient": { "rate": null, "appointments": { "days": "daily", "first": "09:00", "every": "20 min", "number": 3, \#(more) } } } }"#
  }
  private static func rows(_ rows: String) -> String {
    #"{ "arrivals": { "patient": { "resampled": \#(rows) } } }"#
  }
  private static func steps(_ step: String) -> String {
    #"{ "pathways": { "visit": [ \#(step) ] } }"#
  }
  private static func delay(_ quantity: String) -> String {
    steps(#"{ "delay": "stay", "for": \#(quantity) }"#)
  }

  /// The files that the examples name.
  private struct Files: ModelFiles {
    func bytes(of name: String) throws(FileProblem) -> [UInt8] {
      let texts = [
        "rain.csv": "hour,m3\n0,0\n1,5\n3,0\n", "trace.csv": "arrival\n1\n5\n7\n",
        "ways.csv": "From,To,Metres\nward,scanner,80\n",
        "patients.csv": "age,los,service\n40,2,10\n70,9,20\n", "stays.csv": "minutes\n5\n9\n",
      ]
      return Array((texts[name] ?? "").utf8)
    }
  }

  @Test func `stand in a model that is read without errors and runs`() throws {
    #expect(Set(Self.places.keys) == Set(Section.catalogue.map(\.name)))
    for section in Section.catalogue {
      guard let place = Self.places[section.name] else { continue }
      let patch = place.replacing("%", with: section.example)
      let text =
        place == "%"
        ? section.example
        : Self.host.dropLast(1) + #", "policies": { "example": \#(patch) } }"#
      let compilation = Compilation(
        text, policies: place == "%" ? [] : ["example"], files: Files())
      #expect(!compilation.findings.hasErrors, "\(section.name): \(compilation.messages)")
      if var program = compilation.program {
        if case .tick = program.end { program.end = .tick(600_000_000 * 60) }
        _ = try run(program)
      }
    }
  }

  /// The program of an example of the chapter on policies, under one of its policies.
  private func program(_ name: String, _ policy: String?) throws -> Program {
    let entry = try #require(PolicyManual.catalogue.first { $0.name == name })
    let policies = policy.map { [$0] } ?? []
    let compilation = Compilation(entry.example, policies: policies, files: Files())
    return try #require(compilation.program)
  }

  @Test func `of policies are read without a word and run`() throws {
    var count = 0
    for entry in PolicyManual.catalogue {
      let file = SourceFile(name: "e.json", text: entry.example)
      let compiler = try #require(ModelCompiler.read(file, files: Files()).compiler)
      let findings = compiler.check()
      #expect(findings.isEmpty, "\(entry.name): \(FindingRenderer().text(findings))")
      for policy in compiler.policyNames {
        let program = try program(entry.name, policy)
        _ = try run(program)
        count += 1
      }
    }
    #expect(count >= 6)
  }

  @Test func `of policies do what the manual says of them`() throws {
    let both = try program("policies", "both").resources[0]
    #expect(both.plan.most == 3)
    #expect(both.turnaround < 0)
    let written = try program("policies", nil).resources[0]
    #expect(written.turnaround >= 0)
    let rota = try program("what policies replace", "weekends off").resources[0]
    #expect(rota.plan.changes.map(\.value) == [2, 0])
    let edited = try program("edit", "nurse first")
    let names = edited.steps.filter { $0.keyword == "do" }.map(\.name)
    #expect(names == ["visit/triage", "visit/see"])
    let added = try program("what policies add", "phone line")
    #expect(added.sources.count == 2)
  }
}

import Experiments
import FacilityModel
import Foundation
import Reporting
import Testing

@Suite("The report page") struct ReportPageTests {
  /// A facility with two policies, a week of hours, causes of waits and a target.
  private static let text = """
    { "name": "Test & try <b>", "about": "It is \\"small\\".", "observe": ["causes"],
      "time": { "start": "2026-01-05T00:00", "length": "2 weeks" },
      "parameters": { "units": 2 },
      "resources": { "desk": { "capacity": { "daily": { "00:00": 1, "08:00": "units", "20:00": 1 } } },
                     "yard": { "capacity": "unlimited" } },
      "arrivals": { "caller": { "rate": "3 per hour", "pathway": "p",
        "attributes": { "kind": { "choice": { "1": 0.5, "2": 0.5 } } } } },
      "pathways": { "p": [ { "do": "talk", "with": "desk", "for": { "exponential": { "mean": "15 min" } } },
                           { "do": "rest", "with": "yard", "for": "1 min" } ] },
      "measures": { "in an hour": { "share": "timeInSystem <= 1 h", "target": 0.9, "by": "kind" },
                    "stay": { "mean": "timeInSystem" } },
      "policies": { "one more": { "parameters": { "units": 3 } },
                    "the same": { "parameters": { "units": 2 } } } }
    """

  static func input(
    text: String = text, policies: [String] = ["one more", "the same"], replications: Int = 4
  ) async throws -> ReportInput {
    let file = SourceFile(name: "test.json", text: text)
    let compiler = try #require(
      ModelCompiler.read(file, files: FolderFiles(folder: Models.root.path)).compiler)
    let arms = try ([nil] + policies.map { Optional($0) }).map { name in
      Experiment.Arm(
        name: name ?? Experiment.asWritten,
        compiled: try #require(compiler.compile(policies: name.map { [$0] } ?? []).compiled))
    }
    let experiment = Experiment(arms: arms, replications: replications, seed: 1)
    let identity = RunReport.Identity(
      modelName: "test.json", modelBytes: Array(text.utf8), settings: [], version: "0")
    return ReportInput(
      try await ExperimentResult.run(experiment, threads: 2), identity)
  }

  private static func charts(_ input: ReportInput) -> [Chart] {
    ReportSections.catalogue.flatMap { $0.content(of: input)?.charts ?? [] }
  }

  @Test func `has every section of the catalogue, and is well-formed`() async throws {
    let input = try await Self.input()
    let (page, charts) = ReportPage.files(of: input)
    for section in ReportSections.catalogue {
      #expect(page.contains("<section id=\"\(section.id)\""), "\(section.id)")
    }
    #expect(problem(ofXML: page) == nil, "\(problem(ofXML: page) ?? "")")
    for chart in charts where chart.name.hasSuffix(".svg") {
      #expect(problem(ofXML: chart.text) == nil, "\(chart.name)")
    }
    #expect(page == ReportPage.files(of: try await Self.input()).page)
    #expect(page.utf8.count < 2_000_000)
  }

  @Test func `needs nothing from anywhere else`() async throws {
    let page = ReportPage.files(of: try await Self.input()).page
      .replacing("xmlns=\"http://www.w3.org/2000/svg\"", with: "")
    for word in ["http:", "https:", "src=", "url(", "@import", "<script"] {
      #expect(!page.contains(word), "\(word)")
    }
  }

  @Test func `has charts with all their marks, each with a table and a specification`() async throws
  {
    let input = try await Self.input()
    let charts = Self.charts(input)
    #expect(Set(charts.map(\.name)).count == charts.count)
    func marks(_ name: String) -> Int? {
      charts.first { $0.name == name }.map { $0.body.ranges(of: "class=\"mark").count }
    }
    #expect(marks("measure-1") == 5, "three policies and two classes")
    #expect(marks("measure-2") == 3)
    #expect(marks("difference-1") == 2)
    #expect(marks("utilisation") == 1, "what is never scarce has none")
    #expect(marks("hours-1") == 168)
    #expect(marks("map-1") == 168)
    #expect(marks("waits") == 1)
    #expect((marks("causes") ?? 0) >= 1)
    for chart in charts {
      #expect(!chart.rows.isEmpty, "\(chart.name)")
      #expect(chart.rows.allSatisfy { $0.count == chart.columns.count }, "\(chart.name)")
      var findings = Findings()
      let document = parseDocument(
        SourceFile(name: "chart.json", text: chart.vegaLite.text), into: &findings)
      #expect(findings.isEmpty, "\(chart.name)")
      let values = document?.member("data")?.member("values")?.elements
      #expect((values?.count ?? 0) > 0, "\(chart.name)")
      #expect(document?.member("$schema")?.string?.hasSuffix("/vega-lite/v5.json") == true)
    }
  }

  @Test func `says in words what came out, to the figure`() async throws {
    // Two jobs at once on one bench of ten minutes each: stays of 10 and 20 minutes.
    let input = try await Self.input(
      text: """
        { "name": "two jobs", "time": { "until": "empty" },
          "resources": { "bench": { "capacity": 1 } },
          "arrivals": { "job": { "at": [ "0 min", "0 min" ], "pathway": "p" } },
          "pathways": { "p": [ { "do": "work", "with": "bench", "for": "10 min" } ] },
          "measures": { "stay": { "mean": "timeInSystem" } },
          "policies": { "two benches": { "resources": { "bench": { "capacity": 2 } } } } }
        """, policies: ["two benches"], replications: 2)
    let html = try #require(HeadlineSection.content(of: input)?.html)
    #expect(html.contains("Under “as written”, the mean “stay” is 15\u{A0}min."), "\(html)")
    let line =
      "Most wait for “bench”: 0.5 on average, for 5\u{A0}min. It is in use 100\u{A0}% of its time on duty."
    #expect(html.contains(line), "\(html)")
    // Nothing is left to chance: the difference is what it is.
    #expect(
      html.contains("the mean “stay” falls by 33.3\u{A0}%, from 15.0 to 10.0\u{A0}min."), "\(html)")
  }

  @Test func `says what is missing instead of leaving it out`() async throws {
    let input = try await Self.input(
      text: """
        { "name": "bare", "time": { "length": "5 h", "profile": "none" },
          "resources": { "bench": { "capacity": 1 } },
          "arrivals": { "job": { "every": "10 min", "pathway": "p" } },
          "pathways": { "p": [ { "do": "work", "with": "bench", "for": "12 min" } ] } }
        """, policies: [], replications: 2)
    let page = ReportPage.files(of: input).page
    #expect(problem(ofXML: page) == nil)
    #expect(page.contains("The model has no measures of its own"))
    #expect(page.contains("There is no profile by the hour"))
    #expect(page.contains("The run did not keep what waits are due to"))
    #expect(!page.contains("id=\"comparison\""))
  }

  @Test func `tells the method by every item of the checklist`() async throws {
    let text = MethodText.markdown(of: try await Self.input())
    for item in [
      "1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "2.4", "2.5.1", "2.5.2", "2.5.3", "2.5.4", "2.5.5",
      "3.1", "3.2", "3.3", "3.4", "4.1", "4.2", "4.3", "5.1", "5.2", "5.3", "5.4", "6.1",
    ] {
      #expect(text.contains("\n**\(item) "), "\(item)")
    }
    #expect(text.ranges(of: "**To add:**").count >= 6)
    #expect(text.contains("| talk | desk | exponential, mean 15 min |"))
    #expect(text.contains("- **one more**\n  - parameters: units 3"))
    #expect(text.contains("2 weeks") || text.contains("14 days"))
    #expect(text.contains("# Test & try \\<b\\>: method"))
  }

  /// A rota, failures, maintenance, no-shows and a policy whose edit is long.
  @Test func `tells in the method all that it takes to repeat the study`() async throws {
    let input = try await Self.input(
      text: """
        { "name": "all of it", "time": { "start": "2026-01-05T00:00", "length": "1 week" },
          "resources": {
            "scanner": { "capacity": 2,
              "failures": { "after": { "exponential": { "mean": "200 h" } },
                "repair": { "lognormal": { "mean": "5 h", "sd": "3 h" } } },
              "maintenance": { "every": "2 weeks", "for": "4 h" } },
            "nurse": { "capacity": { "daily": { "00:00": 1, "08:00": 3, "18:00": 2 } } } },
          "arrivals": { "planned": { "appointments": { "days": [ "Mon", "Fri" ], "first": "08:00",
            "every": "20 min", "number": 6, "noShow": 0.08,
            "lateness": { "normal": { "mean": "-5 min", "sd": "10 min" } }, "earliest": "1 h" },
            "pathway": "p" } },
          "pathways": { "p": [
            { "do": "image", "with": [ "scanner", "nurse" ], "priority": "if(hour < 12, 0, 1)",
              "for": { "gamma": { "mean": "28 min", "sd": "12 min" } } } ] },
          "measures": { "soon": { "share": "wait(scanner) <= 1 h" } },
          "policies": { "talk": { "pathways": { "p": { "edit": [
            { "before": "image", "insert": [
              { "do": "a talk before all that is done otherwise", "with": "nurse", "for": "12 min" },
              { "delay": "a rest that is there for those who need one", "for": "17 min" } ] } ] } } } } }
        """, policies: ["talk"], replications: 2)
    let text = MethodText.markdown(of: input)
    for words in [
      "failures: after exponential (mean 200 h), repair lognormal (mean 5 h, sd 3 h)",
      "maintenance: every 2 weeks, for 4 h", "daily (00:00 1, 08:00 3, 18:00 2)", "noShow: 0.08",
      "lateness: normal (mean -5 min, sd 10 min)", "if(hour < 12, 0, 1)", "sd 12 min",
      "a rest that is there for those who need one", "17 min",
    ] {
      #expect(text.contains(words.replacing("<", with: "\\<")), "\(words)\n\(text)")
    }
    #expect(!text.contains("…"))
    #expect(!text.contains("| wait(scanner) |"), "a total of a measure is no attribute")
  }

  @Test func `leaves out lines in which hardly anybody waits, and names them`() async throws {
    let input = try await Self.input(
      text: """
        { "name": "idle", "time": { "start": "2026-01-05T00:00", "length": "2 weeks" },
          "resources": { "rare": { "capacity": 1 }, "busy": { "capacity": 1 } },
          "arrivals": { "x": { "rate": "5 per hour", "pathway": "p" } },
          "pathways": { "p": [
            { "do": "a", "with": "rare", "for": { "exponential": { "mean": "30 s" } } },
            { "do": "b", "with": "busy", "for": { "exponential": { "mean": "10 min" } } } ] } }
        """, policies: [], replications: 3)
    let titles = Self.charts(input).map(\.title)
    let shown = titles.filter { $0 == "queue length, resource busy" }
    #expect(shown.count == 2)
    #expect(!titles.contains("queue length, resource rare"))
    let page = ReportPage.files(of: input).page
    #expect(
      page.contains("Hardly anybody ever waits for rare: in no hour more than 0.05 on average"))
    // The key of every map begins at 0, however even its hours are.
    let map = try #require(Self.charts(input).first { $0.name == "map-1" })
    #expect(map.body.contains(">0</text>\n"))
    #expect(map.columns.count == 25)
  }

  @Test func `never parts a number from its unit`() {
    #expect(
      Markup.tied("85.5 %. In 2 h (3 min) or 4 days: 5 of 6 min")
        == "85.5\u{A0}%. In 2\u{A0}h (3\u{A0}min) or 4\u{A0}days: 5 of 6\u{A0}min")
    #expect(Markup.tied("a % of <b>") == "a % of &lt;b&gt;")
  }

  @Test func `has a dictionary of every column and measure`() {
    let text = DataDictionary.markdown
    for table in DataDictionary.tables {
      #expect(text.contains("## \(table.file)"))
      for column in table.columns { #expect(text.contains("| `\(column.name)` | "), "\(column)") }
    }
    for measure in Measures.catalogue { #expect(text.contains("| \(measure.name) | ")) }
  }

  @Test(arguments: [
    ([0.0, 10], 0.0, 10.0), ([3, 97], 0, 100), ([-0.12, 0.3], -0.2, 0.3), ([0], 0, 1),
    ([1234, 5678], 0, 6000),
  ])
  func `scales end at round numbers`(_ values: [Double], _ lower: Double, _ upper: Double) {
    let scale = Scale(values, from: 0, to: 100)
    #expect(abs(scale.lower - lower) < 1e-12 && abs(scale.upper - upper) < 1e-9, "\(scale)")
    #expect(scale.ticks.count <= 9)
    #expect(scale.place(scale.lower) == 0 && abs(scale.place(scale.upper) - 100) < 1e-9)
  }
}

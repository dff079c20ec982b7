import EventEngine
import Experiments
import FacilityModel
import Foundation
import Reporting
import Testing

@Suite("Pages of studies") struct StudyPageTests {
  private static let text = """
    { "name": "two in line", "time": { "warmUp": "4 h", "length": "20 h" },
      "parameters": { "a": 5, "b": 4 },
      "resources": { "first": { "capacity": "a" }, "second": { "capacity": "b" } },
      "arrivals": { "x": { "rate": "12 per hour", "pathway": "p" } },
      "pathways": { "p": [
        { "do": "one", "with": "first", "for": { "exponential": { "mean": "20 min" } } },
        { "do": "two", "with": "second", "for": { "exponential": { "mean": "12 min" } } } ] },
      "policies": { "more": { "parameters": { "a": 7 } }, "fewer": { "parameters": { "b": 3 } } } }
    """

  private static func compiler() throws -> ModelCompiler {
    try #require(
      ModelCompiler.read(
        SourceFile(name: "m.json", text: text), files: FolderFiles(folder: Models.root.path)
      ).compiler)
  }

  private static func origin() throws -> StudyPage.Origin {
    StudyPage.Origin(
      model: try #require(compiler().compile().compiled).model,
      identity: RunReport.Identity(
        modelName: "m.json", modelBytes: Array(text.utf8), settings: [("a", "5")], version: "0"),
      policies: ["more"], seed: 7)
  }

  /// The page holds together: markup, charts with tables and specifications; gives its charts.
  private static func check(_ study: StudyPage) throws -> [Chart] {
    let page = study.page(try origin())
    #expect(problem(ofXML: page.text) == nil, "\(problem(ofXML: page.text) ?? "")")
    #expect(page.text.contains("<td class=\"words\">m.json</td>"))
    #expect(page.text.contains("set: a"))
    let charts = page.sections.flatMap(\.content.charts)
    #expect(Set(charts.map(\.name)).count == charts.count)
    for chart in charts {
      #expect(!chart.rows.isEmpty, "\(chart.name)")
      #expect(chart.rows.allSatisfy { $0.count == chart.columns.count }, "\(chart.name)")
      var findings = Findings()
      let document = parseDocument(
        SourceFile(name: "chart.json", text: chart.vegaLite.text), into: &findings)
      #expect(findings.isEmpty, "\(chart.name)")
      let values = document?.member("data")?.member("values")?.elements
      #expect((values?.count ?? 0) > 0, "\(chart.name)")
    }
    for chart in charts {
      let narrow = try #require(chart.narrow, "\(chart.name)")
      for (body, width) in [(chart.body, chart.width), (narrow.body, narrow.width)] {
        for words in PictureWords.all(in: body) {
          #expect(words.left > -1 && words.right < width + 1, "\(chart.name), \(width): \(words)")
        }
      }
    }
    let files = study.files(try origin())
    #expect(files.last?.name == study.name + ".html")
    #expect(files.count == 2 * charts.count + 1)
    return charts
  }

  private static func marks(_ chart: Chart?) -> Int {
    chart?.body.ranges(of: "class=\"mark").count ?? 0
  }

  private static func experiment(_ arms: [Experiment.Arm], replications: Int) -> Experiment {
    Experiment(arms: arms, replications: replications, seed: 7)
  }

  @Test func `of a warm-up: the cuts, and a Welch plot a series`() async throws {
    let compiled = try #require(Self.compiler().compile().compiled)
    let result = await WarmUpStudy.run(
      compiled, seed: 7, replications: 3, length: 5 * Ticks.day, width: Ticks.hour, unit: .minutes,
      threads: 2)
    let study = try #require(try result?.get())
    let charts = try Self.check(WarmUpPage.of(study))
    let shown = charts.first { $0.name == "warm-up" }
    #expect(shown?.rows.count == study.series.count)
    #expect(Self.marks(shown) >= study.series.count { $0.warmUp != nil })
    #expect(charts.count == 1 + min(12, study.series.count))
    let inside = try #require(charts.first { $0.name == "welch-1" })
    #expect(inside.title == "number inside")
    // 120 bins of an hour: each can be pointed at.
    #expect(Self.marks(inside) == 120 && inside.rows.count == 120)
    #expect(inside.body.contains("class=\"cut\"") == (study.series[0].warmUp != nil))
    #expect(inside.body.contains("declared: 4 hours"))
  }

  @Test func `of a long run: an interval a figure`() throws {
    let run = try LongRun.run(
      try #require(Self.compiler().compile().compiled), seed: 7, warmUp: Ticks.day,
      length: 20 * Ticks.day, batches: 10, level: 0.95, unit: .minutes
    ).get()
    let charts = try Self.check(LongRunPage.of(run, confidence: 0.95))
    #expect(charts.reduce(0) { $0 + $1.rows.count } == run.rows.count)
  }

  @Test func `of a sweep: a bar for either end of each parameter, the greatest first`()
    async throws
  {
    let compiler = try Self.compiler()
    for (design, count) in [(SweepDesign.grid, 2), (.morris, 3)] {
      let plan = SweepPlan(
        [try Variation("b=4..9"), try Variation("a=5..9")], design, count: count, seed: 1)
      let arms = try plan.distinct.map { point in
        Experiment.Arm(
          name: plan.variations.name(of: point),
          compiled: try #require(
            compiler.compile(settings: plan.variations.settings(of: point)).compiled))
      }
      let sweep = try Sweep(
        plan,
        try await ExperimentResult.run(Self.experiment(arms, replications: 2), threads: 2),
        figures: [FigureQuery("waiting time of first")])
      let charts = try Self.check(SweepPage.of(sweep))
      let tornado = try #require(charts.first { $0.name == "tornado-1" })
      #expect(Self.marks(tornado) == 4)
      // Waits for the first depend on how many of them there are, and on nothing else.
      #expect(tornado.rows.map { $0[0] } == ["a", "b"])
      #expect(tornado.rows[0][1...2] == ["5", "9"])
      #expect(charts.contains { $0.name == "effects-1" } == (design == .morris))
      let effect = try #require(sweep.effects.first { $0.parameter == "b" })
      let centre = try #require(effect.centre)
      #expect(abs((effect.atLowest ?? 0) - centre) < 1e-9 || design == .morris)
    }
  }

  @Test func `of a search: a mark a point, the best among them, against the limit`() async throws {
    let compiler = try Self.compiler()
    let variations = [try Variation("a=5..8")]
    let search = try await Optimisation.run(
      Self.experiment([], replications: 2),
      OptimisationPlan(
        variations: variations, objective: FigureQuery("waiting time of first"), maximise: false,
        constraints: [try Constraint("utilisation of first >= 0.5")], firstStage: 2, lastStage: 4,
        budget: 100, width: 4), threads: 2, store: nil
    ) { (point: [Double]) throws(SelectionProblem) -> Experiment.Arm in
      guard let compiled = compiler.compile(settings: variations.settings(of: point)).compiled
      else { throw .failed("no model") }
      return Experiment.Arm(name: variations.name(of: point), compiled: compiled)
    }
    let charts = try Self.check(OptimisationPage.of(search))
    let frontier = try #require(charts.first { $0.name == "frontier-1" })
    #expect(Self.marks(frontier) == search.points.count)
    #expect(frontier.rows.count { $0[3] == "best within the limits" } == 1)
    #expect(frontier.body.contains("class=\"target\""))
    #expect(Self.marks(charts.first { $0.name == "search" }) == search.points.count)
  }

  @Test func `of a selection: an interval a policy, for the objective and every limit`()
    async throws
  {
    let compiler = try Self.compiler()
    let arms = try ["more", "fewer"].map {
      Experiment.Arm(
        name: $0, compiled: try #require(compiler.compile(policies: [$0]).compiled))
    }
    let selection = try await Selection.run(
      Self.experiment(arms, replications: 5),
      SelectionPlan(
        objective: FigureQuery("waiting time of first"), maximise: false, indifference: nil,
        probability: 0.95, constraints: [try Constraint("utilisation of first >= 0.3")],
        firstStage: 5, cap: 20, budget: 14), threads: 2, store: nil)
    let charts = try Self.check(SelectionPage.of(selection))
    #expect(charts.count == 2)
    #expect(Self.marks(charts[0]) == 2 && Self.marks(charts[1]) == 2)
    #expect(charts[0].rows.map { $0[0] } == ["more", "fewer"])
    #expect(charts[0].rows.contains { $0[5].hasPrefix("selected, n = ") })
    #expect(charts[1].body.contains("limit 30"))
  }

  @Test func `of robustness: both regrets of every policy, and what it comes to in every case`()
    async throws
  {
    let compiler = try Self.compiler()
    let plan = RobustnessPlan(
      objective: FigureQuery("waiting time of first"), maximise: false,
      policies: ["more", "fewer"],
      cases: [StressCase(name: "usual", weight: 2), StressCase(name: "busy", weight: 1)])
    let arms = try plan.policies.flatMap { policy in
      try plan.cases.map {
        Experiment.Arm(
          name: RobustnessPlan.name(of: policy, in: $0.name),
          compiled: try #require(compiler.compile(policies: [policy]).compiled))
      }
    }
    let robustness = try Robustness(
      plan, try await ExperimentResult.run(Self.experiment(arms, replications: 5), threads: 2))
    let charts = try Self.check(RobustnessPage.of(robustness))
    #expect(charts.map(\.name) == ["regret-greatest", "regret-mean", "case-1", "case-2"])
    #expect(charts.allSatisfy { Self.marks($0) == 2 })
    // Seven of the first always wait less than five: the best of them has no regret.
    #expect(charts[0].rows[0][0...1] == ["more", "0"])
    #expect(charts[1].rows[0][0...1] == ["more", "0"])
    #expect(charts[2].rows.map { $0[5] } == ["best here", ""])
  }

  @Test func `of input uncertainty: runs alone, and with the data`() async throws {
    let text = """
      { "name": "data", "time": { "length": "20 h" },
        "resources": { "clerk": { "capacity": 2 } },
        "arrivals": { "x": { "rate": "6 per hour", "pathway": "p" } },
        "pathways": { "p": [ { "do": "serve", "with": "clerk",
          "for": { "empirical": ["5 min", "9 min", "14 min", "30 min"] } } ] } }
      """
    let compiler = try #require(
      ModelCompiler.read(
        SourceFile(name: "m.json", text: text), files: FolderFiles(folder: Models.root.path)
      ).compiler)
    let base = try #require(compiler.compile().compiled)
    let plan = InputPlan(inputs: base.inputs, samples: 4, each: false)
    let samples = try plan.arms(seed: 7).map { arm in
      Experiment.Arm(
        name: arm.name, compiled: try #require(compiler.compile(sample: arm.sample).compiled))
    }
    let result = try await ExperimentResult.run(
      Self.experiment(
        [Experiment.Arm(name: Experiment.asWritten, compiled: base)] + samples, replications: 4),
      threads: 2)
    let uncertainty = try InputUncertainty(
      plan, result, figures: [FigureQuery("time in system")])
    let charts = try Self.check(InputPage.of(uncertainty))
    #expect(charts.count == 1 && Self.marks(charts[0]) == 2)
    #expect(charts[0].rows.map { $0[0] } == ["runs alone", "runs and all data"])
    // Both are around the mean with the data as they are; their degrees of freedom differ.
    #expect(charts[0].rows[0][1] == charts[0].rows[1][1])
  }

  @Test func `of a validation: what was observed beside the range of the model`() throws {
    var validation = Validation(confidence: 0.95)
    let figure = Figure(measure: "m", scope: "all", statistic: "mean", unit: "min")
    validation.add(
      figure, observed: 30, count: nil, values: [8, 9, 10, 11, 12], lengthRatio: 1)
    let charts = try Self.check(
      ValidationPage.of(validation, replications: 5, observed: "o.csv"))
    // Worked by hand in ValidationTests: 10 ± 4.808.
    #expect(charts[0].rows == [["all", "30", "10", "5.19", "14.81", "min", "does not fit"]])
    #expect(charts[0].columns[1] == "observed")
    #expect(Self.marks(charts[0]) == 2)
  }
}

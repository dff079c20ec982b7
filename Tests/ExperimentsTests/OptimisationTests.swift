import Experiments
import FacilityModel
import OutputStatistics
import Testing

@Suite("Optimisation") struct OptimisationTests {
  @Test func `the box around a point reaches to the nearest visited coordinates`() {
    var lattice = Lattice(sizes: [10, 8])
    for point in [[4, 4], [2, 7], [7, 4], [9, 1]] { lattice.visit(point) }
    #expect(lattice.box(around: [4, 4]) == [2...7, 1...7])
    #expect(lattice.box(around: [9, 1]) == [7...9, 0...4])
    #expect(lattice.neighbours(of: [0, 7]) == [[1, 7], [0, 6], [1, 6]])
    #expect(lattice.count == 80)
    var generator = DesignGenerator(seed: 1)
    let all = lattice.sample(100, of: [0...9, 0...7], using: &generator)
    #expect(all.count == 76 && Set(all).count == 76)
    let wide = Lattice(sizes: [1000, 1000])
    let some = wide.sample(5, of: [0...999, 0...999], using: &generator)
    #expect(Set(some).count == 5)
  }

  private func compiler() throws -> ModelCompiler {
    let text = """
      { "name": "two in line", "time": { "warmUp": "4 h", "length": "20 h" },
        "parameters": { "a": 4, "b": 3 },
        "resources": { "first": { "capacity": "a" }, "second": { "capacity": "b" } },
        "arrivals": { "x": { "rate": "12 per hour", "pathway": "p" } },
        "pathways": { "p": [
          { "do": "one", "with": "first", "for": { "exponential": { "mean": "20 min" } } },
          { "do": "two", "with": "second", "for": { "exponential": { "mean": "12 min" } } } ] },
        "measures": { "price": { "timeAverage":
          "0.6 * capacity(first) + capacity(second) + queue(first) + queue(second)" } } }
      """
    let (compiler, found) = ModelCompiler.read(
      SourceFile(name: "model.json", text: text), files: NoFiles())
    return try #require(compiler, "\(FindingRenderer().text(found))")
  }

  @Test func `the search finds the optimum of an exhaustive one with a part of its replications`()
    async throws
  {
    let compiler = try compiler()
    let variations = [try Variation("a=4..12"), try Variation("b=3..9")]
    func arm(_ point: [Double]) throws(SelectionProblem) -> Experiment.Arm {
      guard
        let compiled = compiler.compile(settings: variations.settings(of: point)).compiled
      else { throw .failed("no model") }
      return Experiment.Arm(name: variations.name(of: point), compiled: compiled)
    }
    let last = 8
    let grid = SweepPlan(variations, .grid, count: 1, seed: 1)
    var experiment = Experiment(
      arms: try grid.points.map { try arm($0) }, replications: last, seed: 3)
    let exhaustive = try await ExperimentResult.run(experiment, threads: 2)
    let means = exhaustive.arms.map { arm in
      arm.figures.firstIndex { $0.measure == "price" && $0.statistic == "mean" }.flatMap {
        arm.estimate($0, confidence: 0.95).interval.mean
      } ?? .infinity
    }
    let best = grid.points[means.indices.min { means[$0] < means[$1] } ?? 0]
    experiment.arms = []
    let search = try await Optimisation.run(
      experiment,
      OptimisationPlan(
        variations: variations, objective: FigureQuery("price"), maximise: false, constraints: [],
        firstStage: 3, lastStage: last, budget: 10_000, width: 4), threads: 2, store: nil,
      compile: arm)
    let found = try #require(search.best.map { search.points[$0] })
    #expect(search.isLocallyOptimal && found.values == best)
    #expect(found.replications >= last)
    // Exhaustive: 63 points × 8 replications.
    #expect(search.size == 63 && search.total < 63 * last / 2, "\(search.total) of \(63 * last)")
  }

  @Test func `limits come before the objective, and the frontier holds what none beats`()
    async throws
  {
    let compiler = try compiler()
    let variations = [try Variation("a=4..10"), try Variation("b=3..7")]
    let experiment = Experiment(arms: [], replications: 4, seed: 3)
    let search = try await Optimisation.run(
      experiment,
      OptimisationPlan(
        variations: variations, objective: FigureQuery("waiting time of first"), maximise: false,
        constraints: [try Constraint("utilisation of first >= 0.6")], firstStage: 3, lastStage: 6,
        budget: 10_000, width: 4), threads: 2, store: nil
    ) { (point: [Double]) throws(SelectionProblem) -> Experiment.Arm in
      guard let compiled = compiler.compile(settings: variations.settings(of: point)).compiled
      else { throw .failed("no model") }
      return Experiment.Arm(name: variations.name(of: point), compiled: compiled)
    }
    // Four units' worth of work: with six, 67 % are busy, with seven 57 %.
    let found = try #require(search.best.map { search.points[$0] })
    #expect(found.values[0] == 6 && found.keepsLimits)
    func goods(_ point: Optimisation.Point) -> (Double, Double) {
      (-(point.intervals[0].mean ?? 0), point.intervals[1].mean ?? 0)
    }
    let front = search.frontier.map(goods)
    for point in search.points.map(goods) {
      // Everything visited is on the frontier, or something on it is at least as good in both.
      #expect(front.contains { $0.0 >= point.0 && $0.1 >= point.1 })
      #expect(!front.contains { $0.0 < point.0 && $0.1 < point.1 })
    }
  }
}

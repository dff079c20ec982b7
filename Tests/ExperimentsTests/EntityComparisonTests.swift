import EventEngine
import Experiments
import FacilityModel
import OutputStatistics
import Testing

/// Entities compared one by one, worked out by hand.
@Suite("Entities under two policies") struct EntityComparisonTests {
  private func experiment(_ text: String, replications: Int = 1) throws -> Experiment {
    let (compiler, found) = ModelCompiler.read(
      SourceFile(name: "model.json", text: text), files: NoFiles())
    let made = try #require(compiler, "\(FindingRenderer().text(found))")
    let arms = try ([nil] + made.policyNames).map { name -> Experiment.Arm in
      let (compiled, findings) = made.compile(policies: name.map { [$0] } ?? [])
      return Experiment.Arm(
        name: name ?? Experiment.asWritten,
        compiled: try #require(compiled, "\(FindingRenderer().text(findings))"))
    }
    return Experiment(arms: arms, replications: replications, seed: 1)
  }

  private func value(
    _ comparison: EntityComparison, _ measure: String, _ statistic: String, _ scope: String = "all"
  ) -> Double? {
    comparison.rows.first {
      $0.figure.measure == measure && $0.figure.statistic == statistic && $0.figure.scope == scope
    }?.interval.mean
  }

  /// Arrivals at 0, 10, 20 min, one unit, service 15 min: stays 15, 20, 25, waits 0, 5, 10; with two
  /// units stays are 15 and waits 0.
  @Test func `differences of three entities are those worked out by hand`() async throws {
    let made = try experiment(
      """
      { "name": "m", "time": { "length": "1 h" }, "parameters": { "n": 1 },
        "resources": { "r": { "capacity": "n" } },
        "arrivals": { "x": { "at": [ "0 min", "10 min", "20 min" ], "pathway": "p",
          "attributes": { "kind": { "choice": { "a": 1 } } } } },
        "pathways": { "p": [ { "do": "w", "with": "r", "for": "15 min" } ] },
        "policies": { "two": { "parameters": { "n": 2 } } } }
      """)
    let comparison = try #require(
      await EntityComparison.run(made, by: ["kind", "source"], keeping: 1, threads: 2))
    #expect(comparison.changedArrivals.isEmpty)
    for scope in ["all", "kind a", "source x"] {
      for measure in ["difference of time in system", "difference of waiting time"] {
        #expect(value(comparison, measure, "mean", scope) == -5)
        #expect(value(comparison, measure, "p50", scope) == -5)
        #expect(value(comparison, measure, "p25", scope) == -7.5)
        #expect(value(comparison, measure, "min", scope) == -10)
        #expect(value(comparison, measure, "max", scope) == 0)
        #expect(value(comparison, measure, "share shorter", scope) == 2.0 / 3)
        #expect(value(comparison, measure, "share longer", scope) == 0)
        #expect(value(comparison, measure, "share equal", scope) == 1.0 / 3)
      }
      #expect(value(comparison, "entities", "paired", scope) == 3)
    }
    #expect(comparison.pairs.map(\.entity) == ["x:1", "x:2", "x:3"])
    #expect(comparison.pairs.map(\.classes) == Array(repeating: ["a", "x"], count: 3))
    #expect(comparison.pairs.map(\.baseline.waited) == [0, 5, 10].map { $0 * Ticks.minute })
    #expect(comparison.pairs.map(\.other.waited) == [0, 0, 0])
    #expect(comparison.pairs.allSatisfy { $0.outcomes == ("completed", "completed") })
  }

  /// As above over 40 min: under the baseline the third is inside at the end.
  @Test func `who leaves or comes on one side only is counted, never paired`() async throws {
    let made = try experiment(
      """
      { "name": "m", "time": { "length": "40 min" }, "parameters": { "n": 1 },
        "resources": { "r": { "capacity": "n" } },
        "arrivals": { "x": { "at": [ "0 min", "10 min", "20 min" ], "pathway": "p" } },
        "pathways": { "p": [ { "do": "w", "with": "r", "for": "15 min" } ] },
        "policies": { "two": { "parameters": { "n": 2 } },
          "fewer": { "arrivals": { "x": { "at": [ "0 min", "12 min" ] } } } } }
      """)
    let comparison = try #require(
      await EntityComparison.run(made, by: [], keeping: 1, threads: 1))
    func count(_ policy: String, _ statistic: String) -> Double? {
      comparison.rows.first {
        $0.policy == policy && $0.figure.measure == "entities" && $0.figure.statistic == statistic
      }?.interval.mean
    }
    #expect(count("two", "paired") == 2)
    #expect(count("two", "left under the policy only") == 1)
    #expect(count("two", "left under the baseline only") == 0)
    #expect(count("fewer", "paired") == 2)
    #expect(count("fewer", "came under the baseline only") == 1)
    #expect(comparison.changedArrivals == ["fewer"])
  }

  /// With random needs, a policy that changes nothing for them leaves every pair equal.
  @Test func `pairs keep their needs, whatever else changes, on any number of threads`()
    async throws
  {
    let made = try experiment(
      """
      { "name": "m", "time": { "length": "2 days", "warmUp": "6 h" }, "parameters": { "n": 50 },
        "resources": { "r": { "capacity": "n" } },
        "arrivals": { "x": { "rate": "4 per hour", "pathway": "p",
          "attributes": { "kind": { "choice": { "1": 0.5, "2": 0.5 } } } } },
        "pathways": { "p": [ { "do": "w", "with": "r",
          "for": { "lognormal": { "mean": "30 min", "sd": "20 min" } } } ] },
        "policies": { "more": { "parameters": { "n": 60 } } } }
      """, replications: 6)
    let one = try #require(await EntityComparison.run(made, by: ["kind"], keeping: 2, threads: 1))
    let three = try #require(
      await EntityComparison.run(made, by: ["kind"], keeping: 2, threads: 3))
    #expect(one.pairs.allSatisfy { $0.baseline == $0.other } && one.pairs.count > 100)
    #expect(one.rows.map(\.figure) == three.rows.map(\.figure))
    #expect(one.rows.map(\.interval.mean) == three.rows.map(\.interval.mean))
    #expect(value(one, "difference of time in system", "share equal", "kind 2") == 1)
    #expect(Set(one.pairs.map(\.replication)) == [0, 1])
    let scopes = one.rows.map(\.figure.scope)
    #expect(scopes.firstIndex(of: "kind 1")! < scopes.firstIndex(of: "kind 2")!)
  }
}

import Foundation
import OutputStatistics
import Testing

@Suite struct SelectionTests {
  private struct Vectors: Decodable {
    struct Constant: Decodable {
      let k: Int
      let n0: Int
      let alpha: Double
      let eta: Double
      let h2: Double
      let eta_independent: Double
    }
    struct Run: Decodable {
      let maximise: Bool
      let delta: Double
      let alpha: Double
      let n0: Int
      let independent: Bool?
      let selected: Int
      let stopped_at: Int
      let eliminated_at: [String: Int]
      let eta: Double
      let h2: Double
      let S2: [[Double]]
      let total: Int
    }
    struct Allocation: Decodable {
      let mean: [Double]
      let `var`: [Double]
      let n: [Int]
      let delta: Int
      let minimise: Bool
      let best: Int
      let fractions: [Double]
      let targets: [Double]
      let additional: [Int]
    }
    let kn_constants: [Constant]
    let kn_observations: [[Double]]
    let kn_runs: [Run]
    let ocba: [Allocation]
  }

  @Test func `the constants of KN are those of the reference`() throws {
    let reference = try vectors("ranking_selection", as: Vectors.self)
    #expect(reference.kn_constants.count == 60)
    for row in reference.kn_constants {
      let eta = KimNelson.eta(systems: row.k, firstStage: row.n0, alpha: row.alpha)
      #expect(isNear(eta, row.eta, 1e-10))
      #expect(isNear(2 * eta * Double(row.n0 - 1), row.h2, 1e-10))
      #expect(
        isNear(
          KimNelson.eta(systems: row.k, firstStage: row.n0, alpha: row.alpha, independent: true),
          row.eta_independent, 1e-10))
    }
  }

  @Test func `KN drops the reference's systems when it is to drop them`() throws {
    let reference = try vectors("ranking_selection", as: Vectors.self)
    let data = reference.kn_observations
    for run in reference.kn_runs {
      var procedure = KimNelson(
        data.map { Array($0.prefix(run.n0)) }, indifference: run.delta, alpha: run.alpha,
        maximise: run.maximise, independent: run.independent == true)
      #expect(isNear(procedure.eta, run.eta, 1e-10) && isNear(procedure.h2, run.h2, 1e-10))
      for (i, row) in run.S2.enumerated() {
        for (l, value) in row.enumerated() {
          #expect(abs(procedure.variance(i, l) - value) < 1e-9)
        }
      }
      while procedure.selected == nil {
        procedure.add(
          Dictionary(
            uniqueKeysWithValues: procedure.surviving.map { ($0, data[$0][procedure.count]) }))
      }
      #expect(procedure.selected == run.selected && procedure.count == run.stopped_at)
      let out = Dictionary(
        uniqueKeysWithValues: procedure.eliminatedAt.map { (String($0.key), $0.value) })
      #expect(out == run.eliminated_at)
      #expect(out.values.reduce(procedure.count, +) == run.total)
    }
  }

  @Test func `OCBA allots what the reference allots`() throws {
    let reference = try vectors("ranking_selection", as: Vectors.self)
    #expect(reference.ocba.count == 4)
    for row in reference.ocba {
      let allocation = BudgetAllocation(
        means: row.mean, variances: row.var, maximise: !row.minimise)
      #expect(allocation.best == row.best)
      for (value, expected) in zip(allocation.fractions, row.fractions) {
        #expect(isNear(value, expected, 1e-9))
      }
      for (value, expected) in zip(allocation.targets(row.delta, to: row.n), row.targets) {
        #expect(isNear(value, expected, 1e-9))
      }
      #expect(allocation.additional(row.delta, to: row.n) == row.additional)
    }
  }

  /// Two standard normal values from one generator (Box & Muller).
  private func normal(_ generator: inout TestGenerator) -> Double {
    let u = Double(generator.next() >> 12) + 0.5
    let v = Double(generator.next() >> 11) * 0x1p-53
    return (-2 * log(u * 0x1p-52)).squareRoot() * cos(2 * .pi * v)
  }

  /// Runs KN on normal systems in slippage, all but one worse by exactly δ: the hardest means.
  private func kimNelson(_ generator: inout TestGenerator, correlation: Double)
    -> (isRight: Bool, total: Int)
  {
    func values(_ surviving: [Int]) -> [Int: Double] {
      let common = correlation.squareRoot() * normal(&generator)
      return Dictionary(
        uniqueKeysWithValues: surviving.map {
          ($0, ($0 == 2 ? 0.5 : 0) + common + (1 - correlation).squareRoot() * normal(&generator))
        })
    }
    let first = (0..<10).map { _ in values(Array(0..<5)) }
    var procedure = KimNelson(
      (0..<5).map { system in first.map { $0[system]! } }, indifference: 0.5, alpha: 0.05,
      maximise: true)
    while procedure.selected == nil { procedure.add(values(procedure.surviving)) }
    let total = procedure.eliminatedAt.values.reduce(procedure.count, +)
    return (procedure.selected == 2, total)
  }

  @Test(arguments: [(0.0, 0.0), (0.6, 0.0)])
  func `KN selects the best at least as often as it promises`(_ correlation: Double, _: Double) {
    var generator = TestGenerator(state: 77)
    var (right, total) = (0, 0)
    for _ in 0..<4000 {
      let run = kimNelson(&generator, correlation: correlation)
      right += run.isRight ? 1 : 0
      total += run.total
    }
    // At a true 95 % fewer than 3,745 of 4,000 come once in 8,000 seeds; the reference's own Monte
    // Carlo has 97.5 % with 166 values, and 98 % with 75 under a correlation of 0.6.
    #expect(right >= 3745)
    #expect(right >= 3800, "measured: \(right) of 4000")
    let mean = Double(total) / 4000
    #expect(correlation == 0 ? abs(mean - 166) < 8 : abs(mean - 75) < 4, "\(mean) values")
  }

  @Test func `feasibility is told rightly as often as it promises`() {
    var generator = TestGenerator(state: 78)
    // Means at the limit plus and minus the tolerance: the hardest that must be told rightly.
    for (mean, expected) in [(10.2, Feasibility.Answer.meets), (9.8, .fails)] {
      for isAtLeast in [true, false] {
        var right = 0
        for _ in 0..<2000 {
          func next() -> Double { mean + normal(&generator) }
          var check = Feasibility(
            (0..<10).map { _ in next() }, limit: 10, tolerance: 0.2, isAtLeast: isAtLeast,
            beta: 0.05)
          while check.answer == nil { check.add(next()) }
          right += (check.answer == expected) == isAtLeast ? 1 : 0
        }
        // At a true 95 % fewer than 1,861 of 2,000 come once in 15,000 seeds.
        #expect(right >= 1861, "\(right) of 2000")
      }
    }
  }

  @Test func `means without spread are told at once`() {
    var procedure = KimNelson(
      [[1, 1], [2, 2], [3, 3]], indifference: 0.5, alpha: 0.05, maximise: false)
    #expect(procedure.selected == 0 && procedure.eliminatedAt == [1: 2, 2: 2])
    procedure = KimNelson([[1, 1]], indifference: 0.5, alpha: 0.05, maximise: false)
    #expect(procedure.selected == 0)
    let check = Feasibility([1, 1], limit: 2, tolerance: 0.1, isAtLeast: false, beta: 0.05)
    #expect(check.answer == .meets && check.count == 2)
    #expect(
      BudgetAllocation.probability(
        means: [0, 10], variances: [1, 1], counts: [10, 10], maximise: false) > 0.999999)
  }
}

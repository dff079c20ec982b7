import EventEngine
import Experiments
import FacilityModel
import Foundation
import OutputStatistics
import Synchronization
import Testing

/// What the replications say of some checks.
struct Estimates {
  struct Value {
    let mean: Double
    let standardError: Double
    let count: Int
  }

  /// In the order of the checks.
  let values: [Value?]

  /// Runs one model under one list of policies; all checks ask for the same.
  static func of(_ checks: [Check], replications: Int, seed: UInt64) async throws -> Estimates {
    let first = checks[0]
    let model = try ModelOnDisk("Models/verification/\(first.model).json")
    let compiled = try model.compiled(first.policies)
    let unit = ReportUnit(name: "unit", ticks: try #require(compiled.model.time.unit))
    let experiment = Experiment(
      arms: [Experiment.Arm(name: first.policies.joined(separator: " and "), compiled: compiled)],
      replications: replications, seed: seed, unit: unit)
    let samples = Mutex(Samples(checks, unit))
    try await ReplicationRunner(experiment, threads: 2).run { _, index, outcome in
      samples.withLock { $0.add(outcome, at: index) }
    }
    return try samples.withLock {
      try #require($0.problem == nil, "\($0.problem ?? "")")
      return Estimates(
        values: zip($0.values, $0.weights).map { values, weights in
          if !weights.isEmpty { return Value(pooled: values, by: weights) }
          let moments = SampleMoments(values)
          return moments.mean.map {
            Value(
              mean: $0,
              standardError: compiled.program.isDeterministic ? 0 : moments.standardError ?? .nan,
              count: moments.count)
          }
        })
    }
  }
}

/// The values of some checks, replication by replication.
private struct Samples {
  private let checks: [Check]
  private let unit: ReportUnit
  /// The places of the figures, once the first replication has named them.
  private var places: [[Int]] = []
  private(set) var values: [[Double]]
  /// The number of observations behind each value of a pooled check.
  private(set) var weights: [[Double]]
  private(set) var problem: String?

  init(_ checks: [Check], _ unit: ReportUnit) {
    self.checks = checks
    self.unit = unit
    values = checks.map { _ in [] }
    weights = values
  }

  mutating func add(_ outcome: ReplicationOutcome, at index: Int) {
    guard case .finished(let summary) = outcome else {
      problem = "replication \(index) failed: \(outcome)"
      return
    }
    if places.isEmpty {
      places = checks.map { check in
        check.terms.map { term in
          summary.figures.firstIndex {
            $0.measure == term.measure && $0.scope == term.scope && $0.statistic == term.statistic
          } ?? -1
        }
      }
      if let missing = places.firstIndex(where: { $0.contains(-1) }) {
        problem = "no figure answers “\(checks[missing].row)”"
      }
    }
    if problem != nil { return }
    let length = Double(summary.windowTicks) / unit.ticks
    for (place, check) in checks.enumerated() {
      var sum = 0.0
      var isWhole = true
      for (term, figure) in zip(check.terms, places[place]) {
        let found = summary.values[figure]
        let value = term.isRate ? found.observations.map { Double($0) / length } : found.value
        if let value { sum += term.factor * value } else { isWhole = false }
      }
      if isWhole {
        values[place].append(sum)
        if check.isPooled, let figure = places[place].first {
          weights[place].append(Double(summary.values[figure].observations ?? 0))
        }
      }
    }
  }
}

extension Estimates.Value {
  /// Total over total, Σ weight · value / Σ weight, with the standard error of a ratio of means
  /// (Cochran, Sampling Techniques, 1977, section 6.3).
  init?(pooled values: [Double], by weights: [Double]) {
    let count = Double(values.count)
    let total = weights.reduce(0, +)
    guard count > 1, total > 0 else { return nil }
    let ratio = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } / total
    let squares = zip(values, weights).reduce(0) { sum, pair in
      let deviation = pair.1 * (pair.0 - ratio)
      return sum + deviation * deviation
    }
    self.init(
      mean: ratio, standardError: sqrt(squares / (count - 1) / count) / (total / count),
      count: values.count)
  }
}

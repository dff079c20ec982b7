import EventEngine
import FacilityModel
import Foundation
import KendallTestSupport
import OutputStatistics
import Testing

/// Independent replications of a model given as text, for checks against closed forms.
///
/// Debug builds run a tenth of the length: the checks widen with the standard error by themselves.
struct Replicated {
  let program: Program
  let records: [ReplicationRecord]

  /// - Parameter minutes: the length of each replication; a tenth of it again is warm-up.
  init(_ text: String, minutes: Int64, replications: Int = 20, seed: UInt64 = 1) throws {
    var program = try KendallTestSupport.compiled(text).program
    #if DEBUG
      let length = minutes * Ticks.minute / 10
    #else
      let length = minutes * Ticks.minute
    #endif
    program.warmUp = length / 10
    program.end = .tick(length / 10 * 11)
    self.program = program
    let fixed = program
    records = try (0..<replications).map { index in
      var engine = Engine(fixed, seed: seed, replication: UInt64(index))
      try engine.run()
      return engine.record()
    }
  }

  /// What a figure is on average, and its standard error.
  func estimate(_ figure: (ReplicationRecord) throws -> Double?) throws -> (
    mean: Double, error: Double
  ) {
    let moments = SampleMoments(try records.compactMap(figure))
    return (try #require(moments.mean), try #require(moments.standardError))
  }

  /// Holds a figure against its value: within four standard errors (false alarms: 1 in 1,000 with
  /// 20 replications), which must not be more than 6 % of the value, or 25 % in debug builds.
  func check(
    _ what: String, is expected: Double, sourceLocation: SourceLocation = #_sourceLocation,
    _ figure: (ReplicationRecord) throws -> Double?
  ) throws {
    let (mean, error) = try estimate(figure)
    #if DEBUG
      let widest = 0.25
    #else
      let widest = 0.06
    #endif
    #expect(
      abs(mean - expected) <= 4 * error, "\(what): \(mean) ± \(error), expected \(expected)",
      sourceLocation: sourceLocation)
    #expect(
      4 * error <= widest * abs(expected), "\(what): no power, \(mean) ± \(error)",
      sourceLocation: sourceLocation)
  }

  /// The mean wait in minutes before a step, given by the end of its name.
  func wait(_ step: String) throws -> (ReplicationRecord) -> Double? {
    let index = try request(step)
    return { $0.waits[index].mean.map { $0 / Double(Ticks.minute) } }
  }

  /// The second moment, in square minutes, of the wait before a step.
  func squaredWait(_ step: String) throws -> (ReplicationRecord) -> Double? {
    let index = try request(step)
    return { record in
      guard let mean = record.waits[index].mean, let sd = record.waits[index].sd else { return nil }
      return (mean * mean + sd * sd) / pow(Double(Ticks.minute), 2)
    }
  }

  /// The share of those who leave with an outcome.
  func share(_ outcome: String) throws -> (ReplicationRecord) -> Double? {
    let index = try #require(program.outcomes.firstIndex(of: outcome))
    let count = program.outcomes.count
    return { record in
      let all = record.outcomes.reduce(0, +)
      let these = stride(from: index, to: record.outcomes.count, by: count)
        .reduce(Int64(0)) { $0 + record.outcomes[$1] }
      return all == 0 ? nil : Double(these) / Double(all)
    }
  }

  /// The average over time of a level of a resource.
  func level(_ level: ResourceLevel, of resource: Int) -> (ReplicationRecord) -> Double? {
    var length: Int64 = 0
    if case .tick(let end) = program.end { length = end - program.warmUp }
    return { Double($0.area(level, of: resource)) / Double(length) }
  }

  private func request(_ step: String) throws -> Int {
    try #require(
      program.requests.firstIndex { program.steps[Int($0.step)].name.hasSuffix("/" + step) })
  }
}

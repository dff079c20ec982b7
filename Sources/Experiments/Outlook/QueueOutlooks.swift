import EventEngine
package import FacilityModel
import OutputStatistics

/// Runs a model in which nobody waits, to see what is asked of its resources.
package struct QueueOutlooks {
  /// The most events that are spent on it.
  private static let budget: Int64 = 400_000
  /// How many copies of listed units are tried, one after the other, until nobody waits.
  private static let copies = [4, 16, 64]
  let compiled: CompiledModel
  private(set) var limitless: LimitlessProgram
  /// Resources that somebody may go without.
  let unserved: Set<Int32>
  /// Resources that are called by clocks which run while others work.
  let worn: Set<Int32>
  private(set) var records: [ReplicationRecord] = []

  var program: Program { limitless.program }

  private init(_ compiled: CompiledModel, copies: Int) {
    self.compiled = compiled
    unserved = compiled.model.resourcesLeftUnserved
    worn = compiled.model.resourcesCalledByWear
    limitless = LimitlessProgram(compiled.program, copies: copies)
  }

  /// The queues of a model in the order of its resources; nil where such a run comes to no end.
  package static func of(_ compiled: CompiledModel, seed: UInt64 = 1) -> [QueueOutlook]? {
    var found: QueueOutlooks?
    for copies in copies {
      var outlooks = QueueOutlooks(compiled, copies: copies)
      guard ProgramVerifier.problems(in: outlooks.program).isEmpty,
        let first = outlooks.firstRecord(seed: seed)
      else { return found?.read() }
      outlooks.records = [first]
      found = outlooks
      if !outlooks.isHeldUp(by: outlooks.limitless.copied) { break }
    }
    guard var outlooks = found else { return nil }
    let more = min(9, budget / max(1, outlooks.records[0].events) - 1)
    if more > 0, !compiled.program.isDeterministic {
      for replication in 1...UInt64(more) {
        guard let record = outlooks.record(seed, replication) else { return nil }
        outlooks.records.append(record)
      }
    }
    return outlooks.read()
  }

  /// The first replication; shortened where it takes more events than there are to spend.
  private mutating func firstRecord(seed: UInt64) -> ReplicationRecord? {
    var engine = Engine(program, seed: seed, replication: 0)
    var count: Int64 = 0
    do {
      try engine.start()
      while try engine.step() {
        count += 1
        if count > Self.budget {
          limitless.shorten(to: engine.now)
          return record(seed, 0)
        }
      }
    } catch {
      return nil
    }
    return engine.record()
  }

  private func record(_ seed: UInt64, _ replication: UInt64) -> ReplicationRecord? {
    var engine = Engine(program, seed: seed, replication: replication)
    do { try engine.run() } catch { return nil }
    return engine.record()
  }

  /// Whether anybody has waited for some resources.
  func isHeldUp(by resources: Set<Int>) -> Bool {
    records.contains { record in resources.contains { record.area(.queued, of: $0) > 0 } }
  }

  /// Whether entities come from steady streams that do not end with their number.
  var isSteady: Bool {
    compiled.program.sources.allSatisfy { source in
      guard source.origin == .arrival else { return true }
      switch source.process {
      case .scheduled, .appointments: return false
      default: return source.limit < 0
      }
    }
  }

  /// Whether arrivals go on for as long as the run lasts, or it lasts so long whatever happens.
  var isJudged: Bool {
    if case .tick = compiled.program.end { return true }
    return compiled.program.sources.allSatisfy { source in
      guard source.origin == .arrival else { return true }
      if case .scheduled = source.process { return false }
      return source.limit < 0
    }
  }

  /// Whether the rates do not change with the clock.
  var isSteadyThroughout: Bool {
    compiled.program.sources.allSatisfy { source in
      switch source.process {
      case .constantRate, .interarrival: true
      default: source.origin != .arrival
      }
    }
  }
}

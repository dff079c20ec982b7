import EventEngine
import FacilityModel
import KendallTestSupport
import Testing

@Suite("A copy of a running engine")
struct CopyTests {
  /// Everything of a record that a trajectory determines.
  private func summary(_ record: ReplicationRecord) -> [String] {
    [
      "\(record.fingerprint)", "\(record.events)", "\(record.outcomes)", "\(record.areas)",
      "\(record.insideArea)", "\(record.sojourn)", "\(record.binAreas)",
      "\(record.waits.map { [$0.mean, $0.quantile(0.9)] })",
      "\(record.stays.map { [$0.mean, $0.quantile(0.9)] })",
      "\(record.tallies.map { [$0.mean, $0.quantile(0.9)] })",
    ]
  }

  @Test("goes on as the original does, wherever it was taken", arguments: 0..<40)
  func goesOn(seed: UInt64) throws {
    var program = try compiled(ModelGenerator.model(seed: seed)).program
    program.entityLimit = 500
    var whole = Engine(program, seed: seed, replication: 0, watching: .fingerprint)
    do { try whole.run() } catch { return }
    let expected = summary(whole.record())
    var first = Engine(program, seed: seed, replication: 0, watching: .fingerprint)
    try first.start()
    var steps = 0
    while try first.step() {
      steps += 1
      guard steps % 97 == 50 else { continue }
      var second = first.copy()
      while try second.step() {}
      #expect(summary(second.record()) == expected, "copied after \(steps) steps")
    }
    #expect(summary(first.record()) == expected)
  }
}

import EventEngine
import FacilityModel
import KendallTestSupport
import Testing

/// The record and the program of one replication of a model, upon which the reference interpreter
/// agrees.
func replication(_ text: String, seed: UInt64 = 1) throws -> (
  record: ReplicationRecord, program: Program
) {
  let compiled = try compiled(text)
  guard case .ended(let record) = runEngine(compiled.program, seed: seed, replication: 0) else {
    Issue.record("the run fails")
    throw RefusedModel(description: "the run fails")
  }
  #expect(record.isConserved)
  #expect(disagreements(compiled, seed: seed, replication: 0) == [])
  return (record, compiled.program)
}

/// The record of one replication of a model, upon which the reference interpreter agrees.
func record(_ text: String, seed: UInt64 = 1) throws -> ReplicationRecord {
  try replication(text, seed: seed).record
}

import EventEngine
import OutputStatistics

/// Where the parts of waits differ, or do not add up to the waits.
func causeDisagreements(
  _ record: ReplicationRecord, _ reference: ReferenceOutcome, _ program: Program
) -> [String] {
  guard program.followsCauses else { return [] }
  var found: [String] = []
  var next = 0
  for (index, group) in program.groupOfRequest.enumerated() where group >= 0 {
    let name = program.steps[Int(program.requests[index].step)].name
    let others = reference.causes[name] ?? [:]
    var sum: Int128 = 0
    let count = Int(program.waitGroups[Int(group)].clockCount)
    for clock in 0..<count {
      let ticks = record.causes[next + clock]
      sum += ticks
      let causes = WaitCause.allCases.count
      let due: [Int?] = clock == count - 1 ? [nil, nil] : [clock / causes, clock % causes]
      let other = Int128(others[due] ?? 0)
      if ticks != other {
        found.append("wait at \(name) due to \(due): \(ticks) by the engine, \(other)")
      }
    }
    if case .ticks(let tally, _) = record.waits[index], tally.sum != sum {
      found.append("waits at \(name): \(tally.sum), and their parts \(sum)")
    }
    next += count
  }
  return found
}

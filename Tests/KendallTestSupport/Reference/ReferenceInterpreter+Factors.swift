import EventEngine
import FacilityModel

extension ReferenceInterpreter {
  /// Goes through the values of the factor between two ticks, and for how long each holds.
  func forEachFactor(from start: Int64, to end: Int64, _ body: (Double, Int64) -> Void) {
    guard let plan = model.emissions else { return }
    var tick = start
    while tick < end {
      // The value of the latest change, with that of the last one before the first of a period.
      let period = plan.period > 0 ? plan.period : Int64.max
      let within = tick % period
      let value = plan.changes.last { $0.tick <= within }?.value ?? 0
      let next = plan.changes.map(\.tick).filter { $0 > within }.min() ?? period
      let until = next == .max ? end : min(end, tick + (next - within))
      body(value, until - tick)
      tick = until
    }
  }

  /// Adds what passes from one tick to another to the values of the factor that hold meanwhile.
  func observeFactor(from start: Int64, to end: Int64) {
    forEachFactor(from: start, to: end) { value, elapsed in
      var areas =
        out.factorAreas[value]
        ?? Array(
          repeating: Array(repeating: 0, count: ResourceLevel.allCases.count),
          count: stations.count)
      for resource in stations.indices {
        for level in ResourceLevel.allCases {
          areas[resource][level.rawValue] +=
            Int128(stations[resource].value(of: level)) * Int128(elapsed)
        }
      }
      out.factorAreas[value] = areas
    }
  }
}

/// Where uses differ, and the integrals by the values of the factor.
func energyDisagreements(
  _ record: ReplicationRecord, _ reference: ReferenceOutcome, _ program: Program
) -> [String] {
  var found: [String] = []
  for (index, resource) in program.resources.enumerated() where resource.countsUses {
    if record.uses[index] != reference.uses[index] {
      found.append(
        "uses of \(resource.name): \(record.uses[index]) by the engine, \(reference.uses[index])")
    }
  }
  guard let plan = program.factors else { return found }
  let levels = ResourceLevel.allCases.count
  let width = 1 + program.resources.count * levels
  for value in Set(plan.changes.map(\.value)) {
    let none = Array(repeating: Array(repeating: Int128(0), count: levels), count: width)
    for resource in program.resources.indices {
      for level in ResourceLevel.allCases {
        let place = 1 + resource * levels + level.rawValue
        let sum = plan.changes.indices.reduce(Int128(0)) {
          $0 + (plan.changes[$1].value == value ? record.factorAreas[$1 * width + place] : 0)
        }
        let other = (reference.factorAreas[value] ?? none)[resource][level.rawValue]
        if sum != other {
          found.append(
            "area of \(level) of \(program.resources[resource].name) at factor \(value): "
              + "\(sum) by the engine, \(other)")
        }
      }
    }
  }
  return found
}

import EventEngine
import FacilityModel

extension ReferenceInterpreter {
  /// Somebody whom nobody counts sees to a dirty unit.
  func sendToClean(
    _ resource: Int32, _ unit: NamedUnit?, _ step: ServiceStep, _ visitor: Visitor, identity: UInt64
  ) {
    let cleaner = Visitor(
      identity: identity, source: visitor.source, ordinal: visitor.ordinal,
      arrival: visitor.arrival)
    cleaner.isHidden = true
    cleaner.attributes = visitor.attributes
    cleaner.passages = visitor.passages
    (cleaner.waited, cleaner.waits) = (visitor.waited, visitor.waits)
    cleaner.first([.step(step), .endOfCleaning(resource, unit)])
    schedule(.goOn(cleaner), order: 1, at: now)
  }

  /// A unit is clean again.
  func clean(_ resource: Int32, _ unit: NamedUnit?) {
    unit?.isDirty = false
    if unit != nil { settleOutages(of: resource) }
    change(resource) { $0.dirty -= 1 }
    mark(resource)
  }
}

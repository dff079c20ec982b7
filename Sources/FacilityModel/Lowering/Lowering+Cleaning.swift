import EventEngine

extension Lowering {
  /// What a hidden entity does with a unit that has been given back: it asks for the crew, takes
  /// the time of the turnaround, gives the crew back and ends.
  mutating func cleaning(of index: Int, _ resource: ResourceDefinition) {
    guard let cleaning = resource.cleaning, let turnaround = resource.turnaround else { return }
    let entry = counter
    lower([cleaning.step(for: turnaround)])
    begin(step(cleaning.info))
    emit(.endCleaning(resource: Int32(index)))
    edit { $0.resources[index].cleaning = entry }
  }
}

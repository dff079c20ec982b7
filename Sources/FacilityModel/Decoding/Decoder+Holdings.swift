extension Decoder {
  /// Reports releases of what is not held, and warns of pathways that end while something is
  /// certainly still held.
  ///
  /// Who leaves gives everything back, so nothing is lost; but a release that was forgotten keeps
  /// a unit longer than was meant.
  func checkHoldings(_ model: Model) {
    var check = HoldingsCheck(model: model, decoder: self)
    // What is only called may seize for its caller or release what the caller holds.
    let followed = Set(model.sources.map { model.pathways[$0.pathway].name })
    for pathway in model.pathways
    where followed.contains(pathway.name) || !called.contains(pathway.name) {
      guard let held = check.after(pathway.steps, Holdings()) else { continue }
      for resource in held.certain {
        warn(
          .neverReleased,
          "“\(pathway.name)” ends while “\(model.nameOfHolding(resource))” is still held",
          at: pathway.place, help: "add { \"release\": … } where the units become free")
      }
      // What is released somewhere may be so on the very ways on which it was seized.
      let released = releasedResources(pathway.steps)
      for resource in held.possible
      where held[resource].least == 0 && !released.contains(resource) {
        warn(
          .neverReleased,
          "“\(pathway.name)” can end while “\(model.nameOfHolding(resource))” is still held",
          at: pathway.place, help: "add { \"release\": … } where the units become free")
      }
    }
    heldWaits = check.waits
  }

  /// The resources that steps release, however deep they are nested.
  private func releasedResources(_ steps: [any Step]) -> Set<Int32> {
    var found: Set<Int32> = []
    forEachStep(steps) { step in
      if let step = step as? ReleaseStep {
        found.formUnion(step.items.map(\.resource))
        for name in step.names { found.formUnion(name.holdings) }
      }
      if let step = step as? UsingStep { found.formUnion(step.request.items.map(\.resource)) }
    }
    return found
  }
}

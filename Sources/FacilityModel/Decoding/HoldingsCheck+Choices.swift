/// Where holdings keep what an entity holds by a name: beyond all resources.
private let firstName: Int32 = 1 << 24

extension Int32 {
  /// Whether a holding is of a resource, and not by a name.
  var isResource: Bool { self < firstName }
}

extension SeizeRequest {
  /// The attribute that says which alternative was taken, if there is one.
  var named: [Int32] { [choice?.name?.attribute].compactMap { $0 } }

  /// The resources that are asked for, whichever alternative it will be.
  var certainlyAsked: [Int32] {
    guard let choice else { return items.map(\.resource) }
    let sets = choice.options.map { Set($0.units.map(\.resource)) }
    return (sets.first ?? []).filter { resource in sets.allSatisfy { $0.contains(resource) } }
      .sorted()
  }
}

extension ChoiceName {
  var holding: Int32 { firstName + attribute }

  /// The name, and all resources that it may stand for.
  var holdings: [Int32] { [holding] + options.flatMap(\.units).map(\.resource) }
}

extension Model {
  /// What is held, in words.
  func nameOfHolding(_ holding: Int32) -> String {
    holding < firstName
      ? resources[Int(holding)].name : attributes[Int(holding - firstName)].name
  }
}

extension Holdings {
  /// Takes all that is asked for, or one of the alternatives.
  mutating func seize(_ request: SeizeRequest) {
    guard let choice = request.choice else { return seize(request.items) }
    let before = self
    let ways = choice.options.map { option -> Holdings? in
      var way = before
      way.seize(option.units)
      return way
    }
    self = Holdings.joined(ways) ?? before
    if let name = choice.name { self[name.holding] = Units(least: 1, most: 1) }
  }

  /// What is left when one of several alternatives has been given back: at least what there was
  /// less what all of them have, and at most what there was without the one that has most of it.
  func without(_ options: [Choice.Option]) -> Holdings {
    var result = self
    for resource in Set(options.flatMap(\.units).map(\.resource)) {
      let counts = options.map { option in
        option.units.filter { $0.resource == resource }
          .reduce(Int64(0)) { $0 + Int64($1.count.constantValue ?? 0) }
      }
      let held = result[resource]
      let least = Swift.max(0, held.least - (counts.min() ?? 0))
      result[resource].least = least
      result[resource].most = Swift.max(least, held.most - (counts.max() ?? 0))
    }
    return result
  }
}

extension HoldingsCheck {
  /// Warns where a name comes to stand for something new while what it stood for is still held.
  func checkNames(_ step: SeizeStep, _ before: Holdings) {
    guard isReporting, let name = step.request.choice?.name, before[name.holding].least > 0 else {
      return
    }
    decoder.warn(
      .neverReleased, "“\(name.name)” is taken again while what it stood for is still held",
      at: step.info.place, help: "release it before, or use another name")
  }

  /// What is held when something has been released by its name.
  func afterRelease(_ names: [ChoiceName], _ info: StepInfo, _ before: Holdings) -> Holdings {
    var end = before
    for name in names {
      let held = before[name.holding]
      if isReporting, held.most == 0 {
        decoder.report(
          .notHeld, "“\(name.name)” is released here, but no entity has taken it", at: info.place,
          help: "seize it before with \"as\": \"\(name.name)\", or remove the release")
      } else if isReporting, held.least == 0 {
        decoder.warn(
          .notHeld, "“\(name.name)” is released here, but not every entity has taken it",
          at: info.place,
          help: "release it on the way on which it was seized: a run stops where it is not held")
      }
      end[name.holding] = Holdings.Units()
      end = end.without(name.options)
    }
    return end
  }
}

/// Where holdings keep what an entity holds by a name: beyond all resources.
private let firstName: Int32 = 1 << 24

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

  /// What is left when one of several alternatives has been given back: at most what there was
  /// without it.
  func without(_ options: [Choice.Option]) -> Holdings {
    var result = self
    for units in options.flatMap(\.units) {
      let count = Int64(units.count.constantValue ?? 0)
      result[units.resource].most = Swift.max(
        result[units.resource].least, result[units.resource].most - count)
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

import EventEngine

/// A choice that has been made known to the program.
package struct LoweredChoice {
  /// Its number.
  var index: Int32
  /// The attribute that holds the number of the alternative, from 0.
  var attribute: Int32
  var options: [Choice.Option]
  /// The items of all alternatives.
  var items: Range<Int32>
}

extension Lowering {
  /// Makes a choice known to the program.
  mutating func choice(_ choice: Choice, _ info: StepInfo) -> LoweredChoice {
    let first = Int32(program.items.count)
    let firstOption = Int32(program.options.count)
    for option in choice.options {
      let specification = OptionSpecification(
        firstItem: Int32(program.items.count), itemCount: Int32(option.units.count),
        label: option.label)
      edit { $0.options.append(specification) }
      for units in option.units { add(units, service: nil) }
    }
    let items = first..<Int32(program.items.count)
    let attribute = makeAttribute("\(info.name)/choice")
    var specification = ChoiceSpecification(
      step: step(info), rule: choice.rule, commits: choice.commits, firstOption: firstOption,
      optionCount: Int32(choice.options.count), attribute: attribute,
      purpose: hash(ofName: info.name + "/choice"), loopDepth: choice.loopDepth)
    specification.nameAttribute = choice.name?.attribute ?? -1
    edit { $0.choices.append(specification) }
    return LoweredChoice(
      index: Int32(program.choices.count - 1), attribute: attribute, options: choice.options,
      items: items)
  }

  /// Balking, waiting for one of several alternatives, giving up: those who get none go on at `end`.
  mutating func seizeAny(
    _ choice: Choice, _ request: SeizeRequest, _ info: StepInfo, end: Label
  ) -> LoweredChoice {
    balk(request, end: end)
    let lowered = self.choice(choice, info)
    // One line for each resource, for the fewest units that any alternative asks of it.
    let firstLine = Int32(program.items.count)
    for item in program.items[Int(lowered.items.lowerBound)..<Int(lowered.items.upperBound)] {
      let lines = program.items[Int(firstLine)...]
      if let line = lines.firstIndex(where: { $0.resource == item.resource }) {
        edit { $0.items[line].units = min($0.items[line].units, item.units) }
      } else {
        edit { $0.items.append(item) }
      }
      edit { $0.resources[Int(item.resource)].isChosen = true }
    }
    let number = self.request(request, info, items: lowered.items)
    let isRemovable = request.items.contains { program.resources[Int($0.resource)].isRemovable }
    edit {
      $0.requests[number].choice = lowered.index
      $0.choices[Int(lowered.index)].request = Int32(number)
      $0.choices[Int(lowered.index)].firstLine = firstLine
      $0.choices[Int(lowered.index)].lineCount = Int32($0.items.count) - firstLine
      $0.choices[Int(lowered.index)].isRemovable = isRemovable
      $0.choices[Int(lowered.index)].jockey = Int32(choice.jockey ?? 0)
    }
    emit(.seizeAny(choice: lowered.index))
    giveUp(request.renege, of: number, end: end)
    return lowered
  }

  /// Gives back what was taken of several alternatives.
  mutating func releaseTaken(_ choice: LoweredChoice, _ info: StepInfo, loopDepth: Int32) {
    inCases(choice.options.indices.map(Double.init), of: choice.attribute) { index, lowering in
      lowering.release(choice.options[index].units, info, loopDepth: loopDepth)
    }
  }

  /// Gives back what was taken by the name that it was given.
  mutating func release(_ name: ChoiceName, _ info: StepInfo, loopDepth: Int32) {
    inCases(name.options.map(\.label), of: name.attribute) { index, lowering in
      lowering.release(name.options[index].units, info, loopDepth: loopDepth)
    }
  }

  private mutating func release(_ units: [Units], _ info: StepInfo, loopDepth: Int32) {
    for units in units {
      release(
        ReleaseStep.Item(resource: units.resource, count: units.count), info, loopDepth: loopDepth)
    }
  }

  /// One of several ways, by the value of an attribute; the last for all other values.
  mutating func inCases(
    _ values: [Double], of attribute: Int32, _ way: (Int, inout Lowering) -> Void
  ) {
    let behind = makeLabel()
    for (index, value) in values.enumerated() {
      let next = makeLabel()
      if index < values.count - 1 {
        jump(to: next, unless: .binary(.equal, .leaf(.attribute(attribute)), .constant(value)))
      }
      way(index, &self)
      if index < values.count - 1 { jump(to: behind) }
      place(next)
    }
    place(behind)
  }
}

extension ServiceStep {
  /// The same with one of several alternatives.
  func lowerAny(_ choice: Choice, into lowering: inout Lowering) {
    let end = lowering.makeLabel()
    let taken = lowering.seizeAny(choice, request, info, end: end)
    lowering.delay(
      duration, info, rule: ifPreempted, end: end, items: taken.items, choice: taken.index)
    if let wrapUp {
      lowering.wrapUp(
        wrapUp, info, items: taken.items, releasing: [], loopDepth: loopDepth, choice: taken)
    } else {
      lowering.releaseTaken(taken, info, loopDepth: loopDepth)
    }
    lowering.place(end)
  }
}

extension UsingStep {
  /// The same with one of several alternatives.
  func lowerAny(_ choice: Choice, into lowering: inout Lowering) {
    let end = lowering.makeLabel()
    let taken = lowering.seizeAny(choice, request, info, end: end)
    lowering.lower(steps)
    lowering.releaseTaken(taken, info, loopDepth: loopDepth)
    lowering.place(end)
  }
}

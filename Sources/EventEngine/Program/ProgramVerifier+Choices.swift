extension ProgramVerifier {
  /// Proves the tables of choices among alternatives.
  mutating func verifyChoices() {
    for (number, option) in program.options.enumerated() {
      let at = "option \(number)"
      require(
        option.itemCount > 0 && option.firstItem >= 0
          && Int(option.firstItem) + Int(option.itemCount) <= program.items.count, "\(at): items")
      require(option.label.isFinite, "\(at): label")
    }
    for (number, choice) in program.choices.enumerated() {
      let at = "choice \(number)"
      index(choice.step, in: program.steps.count, "\(at): step")
      index(choice.request, in: program.requests.count, orNone: true, "\(at): request")
      requireLoops(choice.loopDepth, at)
      index(choice.attribute, in: program.attributes.count, "\(at): attribute")
      index(choice.nameAttribute, in: program.attributes.count, orNone: true, "\(at): name")
      require(
        choice.optionCount > 0 && choice.firstOption >= 0
          && Int(choice.firstOption) + Int(choice.optionCount) <= program.options.count,
        "\(at): options")
      require(
        choice.firstLine >= 0 && choice.lineCount >= 0
          && Int(choice.firstLine) + Int(choice.lineCount) <= program.items.count, "\(at): lines")
      require(
        choice.jockey == 0
          || (choice.jockey > 1 && choice.commits && choice.request >= 0
            && choice.rule == .shortestLine),
        "\(at): lines that cannot be changed between")
      if choice.jockey > 0, choice.firstOption >= 0, choice.optionCount >= 0 {
        for option in program.options.dropFirst(Int(choice.firstOption))
          .prefix(Int(choice.optionCount))
        {
          require(option.itemCount == 1, "\(at): several lines at once")
        }
      }
      require(
        choice.request < 0 || choice.commits || choice.lineCount > 0, "\(at): nowhere to wait")
      require(
        choice.request < 0 || Int(choice.request) >= program.requests.count
          || Int(program.requests[Int(choice.request)].choice) == number,
        "\(at): the request is of another choice")
    }
    for (number, request) in program.requests.enumerated() {
      index(request.choice, in: program.choices.count, orNone: true, "request \(number): choice")
    }
    verifyLinesOfChoices()
    for (number, activity) in program.activities.enumerated() {
      index(activity.choice, in: program.choices.count, orNone: true, "activity \(number): choice")
    }
    for (number, offspring) in program.offsprings.enumerated() {
      index(
        offspring.choice, in: program.choices.count, orNone: true, "offspring \(number): choice")
    }
  }

  /// Whoever waits for one of several alternatives stands in lines that know of it, for constant
  /// numbers of units.
  private mutating func verifyLinesOfChoices() {
    for choice in program.choices where choice.request >= 0 {
      let options = program.options.dropFirst(Int(max(0, choice.firstOption)))
        .prefix(Int(max(0, choice.optionCount)))
      var ranges = options.map { ($0.firstItem, $0.itemCount) }
      ranges.append((choice.firstLine, choice.lineCount))
      for (first, count) in ranges {
        for item in program.items.dropFirst(Int(max(0, first))).prefix(Int(max(0, count))) {
          require(item.quantity < 0, "an alternative with a computed number of units")
          if item.resource >= 0, Int(item.resource) < program.resources.count {
            require(
              program.resources[Int(item.resource)].isChosen,
              "resource \(item.resource): its line does not know of alternatives")
          }
        }
      }
    }
  }

  /// Refuses a choice without a request where something is asked for.
  mutating func verifyAsks(_ choice: Int32, _ at: String) {
    guard choice >= 0, Int(choice) < program.choices.count else { return }
    require(program.choices[Int(choice)].request >= 0, "\(at): asks for nothing")
  }
}

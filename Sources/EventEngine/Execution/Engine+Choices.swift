import OutputStatistics
import RandomStreams

extension Engine {
  /// Gives an entity what one of several alternatives asks for, or puts it in line; true if it can
  /// go on.
  ///
  /// Whoever commits chooses among all alternatives and waits for that one alone. Others choose
  /// among those that they could have at once; where there is none, they stand in the lines of all
  /// and take the first that lets them start.
  @inline(never)
  mutating func seizeAny(_ index: Int32, _ entity: Int32) throws(SimulationFailure) -> Bool {
    let choice = choices[index]
    let specification = requests[choice.request]
    var priority = 0.0
    if specification.priority >= 0 {
      priority = try value(of: specification.priority, for: entity, what: "a priority")
    }
    if choice.isRemovable {
      underWay.makeRoom(for: entity)
      underWay.priority[entity] = priority
    }
    let option = choose(choice, entity, amongAvailable: !choice.commits)
    if option >= 0 {
      if isAvailable(options[option]) {
        takeOption(option, of: index, entity)
        records.waits[Int(choice.request)].record(0)
        if watcher.isWatching { watch(.granted, entity, specification.step) }
        return true
      }
      note(option, of: index, entity)
    }
    if specification.preempt >= 0, try evaluate(specification.preempt, for: entity) != 0 {
      let candidates =
        option >= 0
        ? option..<(option &+ 1)
        : choice.firstOption..<(choice.firstOption &+ choice.optionCount)
      for candidate in candidates {
        var part = specification
        part.firstItem = options[candidate].firstItem
        part.itemCount = options[candidate].itemCount
        if try canPreempt(part, entity, priority) {
          note(candidate, of: index, entity)
          try rob(part, choice.request, entity, priority: priority)
          return true
        }
      }
    }
    let first = option >= 0 ? options[option].firstItem : choice.firstLine
    let count = option >= 0 ? options[option].itemCount : choice.lineCount
    try join(items: first..<(first &+ count), choice.request, entity, priority: priority)
    return false
  }

  /// Chooses one of several alternatives without asking for anything.
  @inline(never)
  mutating func chooseWay(_ index: Int32, _ entity: Int32) {
    note(choose(choices[index], entity, amongAvailable: false), of: index, entity)
  }

  /// Puts an entity into the lines of some items.
  private mutating func join(
    items range: Range<Int32>, _ request: Int32, _ entity: Int32, priority: Double
  ) throws(SimulationFailure) {
    entities.waitingSince[entity] = now
    var ticket: Int32 = -1
    for index in range {
      let item = items[index]
      var order = 0.0
      if item.order >= 0 {
        order = try value(of: item.order, for: entity, what: "the order of a line")
      }
      ticket = lines.join(
        item.resource, entity: entity, units: item.units, priority: priority, order: order,
        nextOfRequest: ticket, lastComeFirst: resources[item.resource].lastComeFirst)
      resources[item.resource].queued.change(by: 1, at: now)
      if resources[item.resource].free > 0 { markForService(item.resource) }
    }
    entities.ticket[entity] = ticket
    entities.request[entity] = request
    if requests[request].patience >= 0 || requests[request].givingUp >= 0 {
      try startPatience(entity, request)
    }
    if watcher.isWatching { watch(.joined, entity, requests[request].step) }
  }

  /// Whether an alternative can be had at once: nobody waits for any of it, and all is free.
  private mutating func isAvailable(_ option: OptionSpecification) -> Bool {
    for index in option.firstItem..<(option.firstItem &+ option.itemCount) {
      let item = items[index]
      if resources[item.resource].queued.value > 0
        || resources[item.resource].free < Int64(item.units)
      {
        return false
      }
    }
    return true
  }

  /// The alternative that the rule of a choice gives, or -1 where none can be had.
  mutating func choose(
    _ choice: ChoiceSpecification, _ entity: Int32, amongAvailable: Bool
  ) -> Int32 {
    let all = choice.firstOption..<(choice.firstOption &+ choice.optionCount)
    var chosen: Int32 = -1
    if choice.rule == .random {
      var count = 0
      for option in all where !amongAvailable || isAvailable(options[option]) { count += 1 }
      if count == 0 { return -1 }
      var lot = count == 1 ? 0 : drawLot(choice, entity, among: count)
      for option in all where !amongAvailable || isAvailable(options[option]) {
        if lot == 0 { return option }
        lot -= 1
      }
    }
    var least = Double.infinity
    let last = lastChosen(choice)
    for option in all where !amongAvailable || isAvailable(options[option]) {
      let rank =
        switch choice.rule {
        case .first, .random: 0.0
        case .shortestLine: lineLength(options[option])
        case .leastBusy: shareInUse(options[option])
        case .longestIdle: 0 - idleTime(options[option])
        case .cyclic:
          Double(option > last ? option &- last : option &- last &+ choice.optionCount)
        }
      if chosen < 0 || rank < least {
        chosen = option
        least = rank
      }
    }
    return chosen
  }

  private mutating func drawLot(_ choice: ChoiceSpecification, _ entity: Int32, among count: Int)
    -> Int
  {
    let word = entityWord(
      identity: entities.identity[entity],
      visit: entities.visit(entity, depth: choice.loopDepth))
    var stream = RandomStream(
      seed: seed, purpose: choice.purpose, entity: word, replication: replication)
    return Int(stream.uniform() * Double(count))
  }

  /// The option that was chosen last at a step; the last of all before any was.
  private mutating func lastChosen(_ choice: ChoiceSpecification) -> Int32 {
    let place = choice.firstOption &+ choice.optionCount &- 1
    return chosenLast[place]
  }

  /// The longest of the lines of an alternative: who waits, less the units that are free.
  private mutating func lineLength(_ option: OptionSpecification) -> Double {
    var longest = -Double.infinity
    for index in option.firstItem..<(option.firstItem &+ option.itemCount) {
      let resource = items[index].resource
      let length = resources[resource].queued.value &- max(0, resources[resource].free)
      longest = max(longest, Double(length))
    }
    return longest
  }

  /// The greatest share in use of the units on duty of an alternative's resources.
  private mutating func shareInUse(_ option: OptionSpecification) -> Double {
    var greatest = 0.0
    for index in option.firstItem..<(option.firstItem &+ option.itemCount) {
      let state = resources[items[index].resource]
      let share =
        state.capacity > 0
        ? Double(state.capacity &- state.free) / Double(state.capacity) : .infinity
      greatest = max(greatest, share)
    }
    return greatest
  }

  /// For how long no unit of an alternative's resources has been given back; -1 where one of them
  /// has no unit free.
  private mutating func idleTime(_ option: OptionSpecification) -> Double {
    var shortest = Double.infinity
    for index in option.firstItem..<(option.firstItem &+ option.itemCount) {
      let resource = items[index].resource
      if resources[resource].free <= 0 { return -1 }
      shortest = min(shortest, Double(now &- uses[resource].lastGivenBack))
    }
    return shortest
  }

  /// Notes which alternative an entity has chosen or got.
  mutating func note(_ option: Int32, of index: Int32, _ entity: Int32) {
    let choice = choices[index]
    chosenLast[choice.firstOption &+ choice.optionCount &- 1] = option
    entities.setAttribute(entity, choice.attribute, to: Double(option &- choice.firstOption))
    if choice.nameAttribute >= 0 {
      entities.setAttribute(entity, choice.nameAttribute, to: options[option].label)
    }
  }

  private mutating func takeOption(_ option: Int32, of index: Int32, _ entity: Int32) {
    note(option, of: index, entity)
    let first = options[option].firstItem
    for place in first..<(first &+ options[option].itemCount) {
      take(items[place].units, of: items[place].resource, entity)
    }
  }

  /// The choice for whose alternatives an entity stands in several lines, or -1.
  private func openChoice(of entity: Int32) -> Int32 {
    let request = entities.request[entity]
    if request < 0 { return -1 }
    let choice = requests[request].choice
    return choice < 0 || choices[choice].commits ? -1 : choice
  }

  /// Whether an entity waits for one of several alternatives.
  func isOpenToChoice(_ entity: Int32) -> Bool { openChoice(of: entity) >= 0 }

  /// The first alternative with a resource that can start now, or -1.
  private mutating func startingOption(of index: Int32, at resource: Int32) -> Int32 {
    let choice = choices[index]
    for option in choice.firstOption..<(choice.firstOption &+ choice.optionCount) {
      var isHere = false
      var isFree = true
      let first = options[option].firstItem
      for place in first..<(first &+ options[option].itemCount) {
        let item = items[place]
        if item.resource == resource { isHere = true }
        if resources[item.resource].free < Int64(item.units) { isFree = false }
      }
      if isHere && isFree { return option }
    }
    return -1
  }

  /// Whether a waiting entity can start with a unit of the resource whose line is served.
  mutating func canStart(_ entity: Int32, at resource: Int32) throws(SimulationFailure) -> Bool {
    let choice = openChoice(of: entity)
    return choice < 0 ? try canStart(entity) : startingOption(of: choice, at: resource) >= 0
  }

  /// Gives a waiting entity what it asks for, or the alternative that the line being served is for.
  mutating func grant(_ entity: Int32, at resource: Int32) {
    let choice = openChoice(of: entity)
    if choice < 0 { return grant(entity) }
    let option = startingOption(of: choice, at: resource)
    let request = entities.request[entity]
    giveTicketsBack(entity)
    takeOption(option, of: choice, entity)
    endWait(request, entity)
  }

  /// The items of what an entity has taken at a step: of its alternative, where there was a choice.
  mutating func itemsTaken(_ first: Int32, _ count: Int32, choice: Int32, _ entity: Int32)
    -> Range<Int32>
  {
    if choice < 0 { return first..<(first &+ count) }
    let number = Int32(entities.attribute(entity, choices[choice].attribute))
    let option = options[choices[choice].firstOption &+ number]
    return option.firstItem..<(option.firstItem &+ option.itemCount)
  }
}

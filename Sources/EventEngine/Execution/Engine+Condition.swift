import OutputStatistics
import RandomStreams

/// Failures that come by stages: units deteriorate, inspections and alarms find it out, and planned
/// repairs come before the failure.
extension Engine {
  /// Does what a clock has run out for, unless that puts the unit out of service.
  mutating func followsCondition(_ clock: Int32) throws(SimulationFailure) -> Bool {
    let state = units.clocks[clock]
    let outage = outages[state.outage]
    let condition = program.conditions[Int(outage.condition)]
    switch outage.role {
    case .planned: return false
    case .outage:
      if state.stage &+ 1 >= condition.stageCount { return false }
      try deteriorate(clock, condition)
    case .alarm:
      let isFound = state.isFound
      units.clocks[clock].isCalled = false
      try callForRepair(outage.condition, besides: clock, isFound: isFound)
    case .inspection:
      if units.units[state.unit].outOfService >= 0 {
        // There is nothing to see, and the next comes in its time.
        units.clocks[clock].count &+= 1
        try wind(clock)
      } else if outage.staysInService {
        beginVisit(clock, outage)
      } else {
        return false
      }
    }
    return true
  }

  /// A unit is as good as new: nothing is called for, and the monitor may raise a false alarm.
  mutating func beginGood(_ condition: Int32, _ clock: Int32) throws(SimulationFailure) {
    setStage(0, of: clock, condition)
    let specification = program.conditions[Int(condition)]
    if specification.planned >= 0 {
      forget(units.clock(of: specification.planned, besides: clock))
    }
    if specification.alarm < 0 { return }
    let alarm = units.clock(of: specification.alarm, besides: clock)
    forget(alarm)
    let first = outages[specification.alarm].first
    if first < 0 { return }
    let time = try value(
      of: first, for: -1, word: units.word(clock), what: "the time to a false alarm")
    try runClock(alarm, for: time)
  }

  /// A unit enters its next stage, and the monitor may notice.
  private mutating func deteriorate(_ clock: Int32, _ condition: ConditionSpecification)
    throws(SimulationFailure)
  {
    let stage = units.clocks[clock].stage &+ 1
    setStage(stage, of: clock, outages[condition.outage].condition)
    let length = try value(
      of: program.stages[Int(condition.firstStage &+ stage &- 1)], for: -1,
      word: units.word(clock), what: "the time of a stage")
    try runClock(clock, for: length)
    if condition.alarm < 0 { return }
    let alarm = units.clock(of: condition.alarm, besides: clock)
    if units.clocks[alarm].isCalled { return }
    forget(alarm)
    if units.clocks[units.clock(of: condition.planned, besides: clock)].isCalled { return }
    let outage = outages[condition.alarm]
    guard try finds(outage, stage, word: units.word(clock)) else { return }
    units.clocks[alarm].isCalled = true
    units.clocks[alarm].isFound = true
    let delay = try value(
      of: outage.after, for: -1, word: units.word(clock), what: "the delay of an alarm")
    try runClock(alarm, for: delay)
  }

  private mutating func setStage(_ stage: Int32, of clock: Int32, _ condition: Int32) {
    let before = units.clocks[clock].stage
    units.clocks[clock].stage = stage
    let change = Int64(stage > 0 ? 1 : 0) &- (before > 0 ? 1 : 0)
    if change != 0 { records.conditions[condition].deteriorated.change(by: change, at: now) }
  }

  /// Lets a clock run for a time that was drawn; what the clock cannot hold comes after every end.
  private mutating func runClock(_ clock: Int32, for time: Double) throws(SimulationFailure) {
    if time < 0 {
      throw failure(
        .negativeDuration, entity: nil, step: outages[units.clocks[clock].outage].step)
    }
    if time <= Double(maximumTick) {
      run(clock, for: ticks(time))
    } else {
      units.clocks[clock].due = maximumTick
    }
  }

  /// Stops a clock that is about nothing any more.
  private mutating func forget(_ clock: Int32) {
    stop(clock)
    units.clocks[clock].isPending = false
    units.clocks[clock].isPostponed = false
    units.clocks[clock].isCalled = false
    units.clocks[clock].isFound = false
  }

  /// Whether an inspection or a monitor reports a unit in a stage.
  private mutating func finds(_ outage: OutageSpecification, _ stage: Int32, word: UInt64)
    throws(SimulationFailure) -> Bool
  {
    let finding = program.findings[Int(outage.firstFinding &+ stage)]
    let probability = try value(of: finding.probability, for: -1, what: "a probability")
    var stream = RandomStream(
      seed: seed, purpose: finding.purpose, entity: word, replication: replication)
    return stream.uniform() < probability
  }

  /// Something was found, or seems so: the repair of a unit begins at once, or when it is ready.
  private mutating func callForRepair(_ condition: Int32, besides clock: Int32, isFound: Bool)
    throws(SimulationFailure)
  {
    let planned = units.clock(
      of: program.conditions[Int(condition)].planned, besides: clock)
    if units.clocks[planned].isCalled { return }
    units.clocks[planned].isCalled = true
    units.clocks[planned].isFound = isFound
    units.clocks[planned].count &+= 1
    if isFound {
      records.conditions[condition].found &+= 1
    } else {
      records.conditions[condition].falseAlarms &+= 1
    }
    let lead = try value(
      of: outages[units.clocks[planned].outage].after, for: -1, word: units.word(planned),
      what: "the time to a planned repair")
    if lead == 0 { try comeDue(planned) } else { try runClock(planned, for: lead) }
  }

  /// Somebody comes to inspect a unit that stays in service.
  private mutating func beginVisit(_ clock: Int32, _ outage: OutageSpecification) {
    let entity = makeHidden(
      identity: outage.hash &+ mix(units.word(clock)), source: hiddenSource,
      ordinal: Int64(units.clocks[clock].number) + 1, arrival: now, entry: outage.entry)
    entities.hide()
    units.clocks[clock].count &+= 1
    units.clocks[clock].visitor = entity
    records.outages[units.clocks[clock].outage].begun &+= 1
  }

  /// An inspection of a unit in service is over.
  mutating func endVisit(_ clock: Int32, by entity: Int32) throws(SimulationFailure) {
    units.clocks[clock].visitor = -1
    vanishUnseen(entity)
    try wind(clock)
    try judge(clock, outages[units.clocks[clock].outage])
  }

  /// What comes of an inspection that is over.
  mutating func judge(_ clock: Int32, _ outage: OutageSpecification) throws(SimulationFailure) {
    records.conditions[outage.condition].inspections &+= 1
    let condition = program.conditions[Int(outage.condition)]
    let state = units.clocks[clock]
    if units.units[state.unit].outOfService >= 0
      || units.clocks[units.clock(of: condition.planned, besides: clock)].isCalled
    {
      return
    }
    let stage = units.clocks[units.clock(of: condition.outage, besides: clock)].stage
    if try finds(outage, stage, word: units.word(clock)) {
      try callForRepair(outage.condition, besides: clock, isFound: stage > 0)
    } else if stage > 0 {
      records.conditions[outage.condition].missed &+= 1
    }
  }

  /// A unit goes out of service: whatever was on its way before a failure comes to an end.
  @inline(never)
  mutating func noteCondition(_ clock: Int32, _ outage: OutageSpecification) {
    let condition = program.conditions[Int(outage.condition)]
    let own = units.clock(of: condition.outage, besides: clock)
    switch outage.role {
    case .outage:
      records.conditions[outage.condition].failures &+= 1
      let planned =
        condition.planned >= 0 ? units.clock(of: condition.planned, besides: clock) : -1
      if planned < 0 || !units.clocks[planned].isFound {
        records.conditions[outage.condition].unforeseen &+= 1
      }
      if planned >= 0 { forget(planned) }
    case .planned:
      records.conditions[outage.condition].planned &+= 1
      stop(own)
      units.clocks[own].isPending = false
    case .inspection, .alarm: return
    }
    setStage(0, of: own, outage.condition)
    if condition.alarm >= 0 { forget(units.clock(of: condition.alarm, besides: clock)) }
  }

  /// A planned repair is over: the unit is as good as new.
  mutating func endPlanned(_ clock: Int32, _ outage: OutageSpecification)
    throws(SimulationFailure)
  {
    let own = units.clock(
      of: program.conditions[Int(outage.condition)].outage, besides: clock)
    if outage.renews { return }
    units.clocks[own].count &+= 1
    try wind(own)
  }
}

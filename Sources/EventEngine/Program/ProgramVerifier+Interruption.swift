extension ProgramVerifier {
  /// Proves the tables of interruptible activities and of sections with a limit of time.
  mutating func verifyInterruptions() {
    for (number, activity) in program.activities.enumerated() {
      let at = "activity \(number)"
      index(activity.step, in: program.steps.count, "\(at): step")
      index(activity.duration, in: program.quantities.count, "\(at): duration")
      index(activity.target, in: program.code.count, orNone: true, "\(at): target")
      index(activity.sharing, in: program.resources.count, orNone: true, "\(at): sharing")
      if activity.sharing >= 0, Int(activity.sharing) < program.resources.count {
        require(
          program.resources[Int(activity.sharing)].sharedUnits > 0, "\(at): shares what is not")
      }
      require(activity.rule != .reroute || activity.target >= 0, "\(at): nowhere to go on")
      require(
        activity.itemCount >= 0 && activity.firstItem >= 0
          && Int(activity.firstItem) + Int(activity.itemCount) <= program.items.count,
        "\(at): items")
    }
    verifyRemovable()
    verifyOutages()
    require(
      program.sectionDepth >= 0 && program.sectionDepth <= 64, "sections nested too deeply")
    for (number, section) in program.sections.enumerated() {
      let at = "section \(number)"
      index(section.step, in: program.steps.count, "\(at): step")
      index(section.limit, in: program.quantities.count, "\(at): limit")
      index(section.level, in: program.sectionDepth, "\(at): level")
      index(section.target, in: program.code.count, "\(at): target")
      requireLoops(section.loopDepth, at)
    }
  }

  private mutating func verifyOutages() {
    for (number, window) in program.windows.enumerated() {
      let changes = window.changes
      require(
        changes.first?.tick == 0 && window.loopsFrom == 0
          && zip(changes, changes.dropFirst()).allSatisfy {
            $0.tick < $1.tick && ($0.value > 0) != ($1.value > 0)
          } && changes.allSatisfy { $0.tick < window.period }
          && changes.contains { $0.value > 0 }, "window \(number): never opens")
    }
    for (number, outage) in program.outages.enumerated() {
      let at = "outage \(number)"
      index(outage.step, in: program.steps.count, "\(at): step")
      index(outage.resource, in: program.resources.count, "\(at): resource")
      index(outage.after, in: program.quantities.count, "\(at): time")
      requireNoEntity(outage.after, at)
      require(!outage.hitsAll || outage.clock == .calendar, "\(at): units have clocks of their own")
      index(outage.window, in: program.windows.count, orNone: true, "\(at): window")
      index(outage.entry, in: program.code.count, "\(at): entry")
      index(outage.target, in: program.code.count, orNone: true, "\(at): target")
      require(outage.rule != .reroute || outage.target >= 0, "\(at): nowhere to go on")
      require(outage.rule != .never, "\(at): takes nothing away")
      if outage.resource >= 0, Int(outage.resource) < program.resources.count {
        require(
          program.resources[Int(outage.resource)].isRemovable,
          "\(at): of what cannot be taken away")
      }
      index(outage.condition, in: program.conditions.count, orNone: true, "\(at): condition")
      index(outage.first, in: program.quantities.count, orNone: true, "\(at): first time")
      if outage.first >= 0 { requireNoEntity(outage.first, at) }
      verifyCondition(outage, at)
    }
    for (number, condition) in program.conditions.enumerated() {
      let at = "condition \(number)"
      index(condition.outage, in: program.outages.count, "\(at): failure")
      index(condition.alarm, in: program.outages.count, orNone: true, "\(at): alarm")
      index(condition.planned, in: program.outages.count, orNone: true, "\(at): repair")
      require(condition.alarm < 0 || condition.planned >= 0, "\(at): nothing follows on alarms")
      require(
        condition.stageCount >= 1 && condition.firstStage >= 0
          && Int(condition.firstStage) + Int(condition.stageCount) - 1 <= program.stages.count,
        "\(at): stages")
    }
    for (number, stage) in program.stages.enumerated() {
      index(stage, in: program.quantities.count, "stage \(number)")
      requireNoEntity(stage, "stage \(number)")
    }
    for (number, finding) in program.findings.enumerated() {
      index(finding.probability, in: program.quantities.count, "finding \(number)")
      requireNoEntity(finding.probability, "finding \(number)")
    }
  }

  /// What is about a condition belongs to a unit by itself, and says how likely each stage is seen.
  private mutating func verifyCondition(_ outage: OutageSpecification, _ at: String) {
    require(
      outage.condition >= 0 || outage.role == .outage, "\(at): about the condition of nothing")
    guard outage.condition >= 0, Int(outage.condition) < program.conditions.count else { return }
    let condition = program.conditions[Int(outage.condition)]
    require(
      !outage.hitsAll && (outage.clock != .uses || outage.role == .inspection),
      "\(at): units have clocks of their own")
    require(
      !outage.staysInService || outage.role == .inspection && outage.clock == .calendar,
      "\(at): units in service")
    for other in [condition.outage, condition.alarm, condition.planned]
    where other >= 0 && Int(other) < program.outages.count {
      require(
        program.outages[Int(other)].resource == outage.resource, "\(at): of another resource")
    }
    if outage.role == .inspection || outage.role == .alarm {
      require(condition.planned >= 0, "\(at): nothing follows")
      require(
        outage.firstFinding >= 0
          && Int(outage.firstFinding) + Int(condition.stageCount) <= program.findings.count,
        "\(at): findings")
    }
  }

  /// What can be taken away is asked for by the instruction that notes the priority, and then every
  /// delay can be interrupted.
  private mutating func verifyRemovable() {
    for (number, request) in program.requests.enumerated() {
      index(
        request.preempt, in: program.expressions.count, orNone: true,
        "request \(number): pre-emption")
    }
    guard program.resources.contains(where: \.isRemovable) else { return }
    for (number, instruction) in program.code.enumerated() {
      switch instruction {
      case .delay: require(false, "instruction \(number): a delay that nothing can interrupt")
      case .seize(let index):
        guard index >= 0, Int(index) < program.requests.count else { continue }
        let request = program.requests[Int(index)]
        for item in program.items.dropFirst(Int(max(0, request.firstItem)))
          .prefix(Int(max(0, request.itemCount)))
        where item.resource >= 0 && Int(item.resource) < program.resources.count {
          require(
            !program.resources[Int(item.resource)].isRemovable,
            "instruction \(number): seizes what can be taken away")
        }
      default: break
      }
    }
  }
}

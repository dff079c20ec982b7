import EventEngine

extension Lowering {
  /// Begins a section: what follows, up to `closeSection`, is to be done within a limit of time.
  ///
  /// - Parameter over: where an entity goes on whose time is over.
  mutating func openSection(
    _ limit: QuantityModel, _ info: StepInfo, loopDepth: Int32, over: Label
  ) {
    let section = program.sections.count
    let specification = SectionSpecification(
      step: step(info), limit: quantity(limit), level: openSections, loopDepth: loopDepth,
      target: -1)
    edit { $0.sections.append(specification) }
    fix(over) { $0.sections[section].target = $1 }
    emit(.openSection(section: Int32(section)))
    openSections += 1
    let depth = max(program.sectionDepth, Int(openSections))
    edit { $0.sectionDepth = depth }
  }

  /// Ends the section begun last, for entities that come to its end in time.
  mutating func closeSection() {
    openSections -= 1
    emit(.closeSection(level: openSections))
  }

  /// Closes every section that is open here, for an entity that leaves the facility.
  mutating func closeAllSections() {
    var level = openSections
    while level > 0 {
      level -= 1
      emit(.closeSection(level: level))
    }
  }

  /// Whether a delay can be interrupted where the next instruction stands.
  private var canBeInterrupted: Bool {
    openSections > 0 || cancellable > 0 || program.resources.contains(where: \.isRemovable)
  }

  /// Lets time pass: where something can interrupt it, as an activity.
  ///
  /// - Parameters:
  ///   - rule: what becomes of it when a unit is taken away.
  ///   - end: where an entity goes on that has given it up.
  ///   - items: what the step has taken for it.
  ///   - sharing: the resource that it shares with all who are present, or -1.
  ///   - choice: what says which of them that was, where they are alternatives.
  package mutating func delay(
    _ duration: QuantityModel, _ info: StepInfo, rule: InterruptedRule?, end: Label,
    items: Range<Int32> = 0..<0, sharing: Int32 = -1, choice: Int32 = -1
  ) {
    let step = step(info)
    let length = quantity(duration)
    guard canBeInterrupted || sharing >= 0 else {
      emit(.delay(step: step, duration: length))
      return
    }
    let activity = program.activities.count
    var specification = ActivitySpecification(
      step: step, duration: length, rule: rule?.rule ?? .usual, firstItem: items.lowerBound,
      itemCount: Int32(items.count))
    specification.sharing = sharing
    specification.choice = choice
    edit { $0.activities.append(specification) }
    emit(.activity(activity: Int32(activity)))
    if case .reroute(let steps) = rule {
      let goesOn = makeLabel()
      jump(to: goesOn)
      let target = counter
      edit { $0.activities[activity].target = target }
      lower(steps)
      jump(to: end)
      place(goesOn)
    }
  }
}

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

  /// Lets time pass: within a section it can be interrupted.
  package mutating func delay(_ duration: QuantityModel, _ info: StepInfo) {
    let step = step(info)
    let length = quantity(duration)
    if openSections == 0 {
      emit(.delay(step: step, duration: length))
      return
    }
    let activity = Int32(program.activities.count)
    edit { $0.activities.append(ActivitySpecification(step: step, duration: length)) }
    emit(.activity(activity: activity))
  }
}

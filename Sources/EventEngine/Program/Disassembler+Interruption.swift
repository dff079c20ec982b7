extension Disassembler {
  /// An activity in words.
  func describe(activity: ActivitySpecification) -> String {
    "activity of \(quantity(activity.duration))"
      + (activity.sharing >= 0
        ? ", sharing \(program.resources[Int(activity.sharing)].name)" : "") + note(activity.step)
  }

  /// A section with a limit of time in words.
  func describe(section: SectionSpecification) -> String {
    "open section \(section.level), after \(quantity(section.limit)) go to \(section.target)"
      + note(section.step)
  }
}

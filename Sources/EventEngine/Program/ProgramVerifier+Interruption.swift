extension ProgramVerifier {
  /// Proves the tables of interruptible activities and of sections with a limit of time.
  mutating func verifyInterruptions() {
    for (number, activity) in program.activities.enumerated() {
      let at = "activity \(number)"
      index(activity.step, in: program.steps.count, "\(at): step")
      index(activity.duration, in: program.quantities.count, "\(at): duration")
    }
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
}

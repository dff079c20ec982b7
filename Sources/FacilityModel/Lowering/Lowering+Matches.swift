import EventEngine

extension Model {
  /// Makes the matches known to a program.
  func lowerMatches(into lowering: inout Lowering) {
    for match in matches { lowering.add(match) }
  }
}

extension Lowering {
  /// Makes a match known.
  mutating func add(_ match: MatchDefinition) {
    let kinds = match.kinds.map { kind -> MatchKind in
      var lowered = MatchKind(name: kind.name)
      lowered.least = kind.least.map { expression($0) } ?? -1
      lowered.most = kind.most.map { expression($0) } ?? -1
      lowered.order = kind.order.map { expression($0) } ?? -1
      return lowered
    }
    let specification = MatchSpecification(
      firstKind: Int32(program.matchKinds.count), kindCount: Int32(kinds.count),
      key: match.key.map { expression($0) } ?? -1,
      firstKept: Int32(program.keptAttributes.count), keptCount: Int32(match.keep.count))
    edit {
      $0.matchKinds += kinds
      $0.keptAttributes += match.keep
      $0.matches.append(specification)
    }
  }

  /// Waits for partners; the first kind does the steps for all.
  mutating func match(_ match: MatchStep) {
    let (exit, end, over) = (makeLabel(), makeLabel(), makeLabel())
    if let patience = match.renege?.patience {
      openSection(patience, match.info, loopDepth: match.loopDepth, over: over)
    }
    let index = program.batches.count
    var specification = BatchSpecification(
      step: step(match.info), size: quantity(.expression(.constant(1))), timeOut: -1, key: -1,
      countAttribute: -1, isPermanent: match.definition.isPermanent, exit: -1,
      wait: gathering(match.info, match.info.name))
    specification.match = Int32(match.match)
    specification.kind = Int32(match.kind)
    if match.renege != nil { specification.section = openSections - 1 }
    edit { $0.batches.append(specification) }
    fix(exit) { $0.batches[index].exit = $1 }
    emit(.gather(batch: Int32(index)))
    if match.renege != nil { closeSection() }
    lower(match.steps)
    if match.kind == 0, !match.definition.isPermanent { emit(.disperse) }
    place(exit)
    if let renege = match.renege {
      jump(to: end)
      place(over)
      lower(renege.steps)
    }
    place(end)
  }
}

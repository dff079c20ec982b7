/// The changes to single steps of a pathway: insert before or after, replace, remove.
extension StepList {
  private static let form =
    "write {\"before\": …, \"insert\": […]}, {\"after\": …, \"insert\": […]}, "
    + "{\"replace\": …, \"with\": …} or {\"remove\": …}"

  /// What an edit does with the step that it names.
  private enum Action: String, CaseIterable {
    case before, after, replace, remove

    /// The member that holds the new steps.
    var companion: String? {
      switch self {
      case .before, .after: "insert"
      case .replace: "with"
      case .remove: nil
      }
    }
  }

  /// Applies edits in written order; what cannot be applied is left out, with a finding.
  package mutating func apply(_ edits: LocatedNode, into findings: inout Findings) {
    for edit in edits.elements ?? [] { applyOne(edit, into: &findings) }
  }

  private mutating func applyOne(_ edit: LocatedNode, into findings: inout Findings) {
    guard let members = edit.members else {
      findings.add(
        .error(
          TextCode.edit, "an edit is a mapping, not \(edit.kindName)", at: edit.place,
          help: StepList.form))
      return
    }
    let chosen = members.compactMap { member in
      Action(rawValue: member.key).map { (action: $0, member: member) }
    }
    guard chosen.count == 1, let (action, subject) = chosen.first else {
      let message =
        chosen.isEmpty
        ? "an edit has to say “before”, “after”, “replace” or “remove”"
        : "an edit says both “\(chosen[0].member.key)” and “\(chosen[1].member.key)”"
      let help = chosen.isEmpty ? hint(members) : nil
      findings.add(.error(TextCode.edit, message, at: edit.place, help: help ?? StepList.form))
      return
    }
    let allowed = [action.rawValue] + (action.companion.map { [$0] } ?? [])
    for member in members where !allowed.contains(member.key) {
      findings.add(
        .error(
          TextCode.edit, "“\(member.key)” does not belong to an edit with “\(action.rawValue)”",
          at: member.keyPlace,
          help: suggestion(for: member.key, among: allowed) ?? StepList.form))
    }
    guard let name = subject.value.string else {
      findings.add(
        .error(
          TextCode.edit,
          "“\(action.rawValue)” takes a step's name, not \(subject.value.kindName)",
          at: subject.value.place))
      return
    }
    guard let fresh = newSteps(action, edit, into: &findings),
      let found = find(name, at: subject.value.place, into: &findings),
      let old = step(at: found.route)
    else { return }
    switch action {
    case .before: replace(found.route, with: fresh + [old])
    case .after: replace(found.route, with: [old] + fresh)
    case .replace: replace(found.route, with: fresh)
    case .remove: replace(found.route, with: [])
    }
  }

  /// The steps that an edit brings; nil where it should and does not.
  private func newSteps(
    _ action: Action, _ edit: LocatedNode, into findings: inout Findings
  ) -> [LocatedNode]? {
    guard let companion = action.companion else { return [] }
    guard let value = edit.member(companion) else {
      findings.add(
        .error(
          TextCode.edit, "an edit with “\(action.rawValue)” needs “\(companion)”", at: edit.place,
          help: StepList.form))
      return nil
    }
    if let steps = value.elements { return steps }
    if value.members != nil { return [value] }
    findings.add(
      .error(
        TextCode.edit, "“\(companion)” takes a step or a list of steps, not \(value.kindName)",
        at: value.place))
    return nil
  }

  /// The one step of a name.
  private func find(
    _ name: String, at place: Place, into findings: inout Findings
  ) -> Named? {
    let all = named()
    let matches = all.filter { $0.name == name }
    if matches.count == 1 { return matches[0] }
    if matches.isEmpty {
      findings.add(
        .error(
          TextCode.editUnknown, "no step is named “\(name)”", at: place,
          help: suggestion(for: name, among: all.map(\.name))))
    } else {
      findings.add(
        .error(
          TextCode.editAmbiguous, "\(matches.count) steps are named “\(name)”", at: place,
          notes: matches.prefix(5).map { .init("one is here", at: $0.place) },
          help: "give the step that you mean a “name” of its own"))
    }
    return nil
  }

  private func hint(_ members: [LocatedNode.Member]) -> String? {
    let known = Action.allCases.map(\.rawValue)
    return members.lazy.compactMap { suggestion(for: $0.key, among: known) }.first
  }
}

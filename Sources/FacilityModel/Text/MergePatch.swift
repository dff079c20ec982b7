/// Applies a JSON Merge Patch (RFC 7396) to a tree; every node keeps the place where it was written.
///
/// Two things differ from the standard. A mapping whose only name is one of `alternatives` is
/// replaced whole by another such mapping, since `{"uniform": …}` merged into `{"gamma": …}` means
/// nothing; beside other names, such as the exceptions of a rota, one kind of timetable takes the place of
/// another. And `{"edit": […]}` in place of a list of steps changes single steps of it, found by
/// the name that one of `stepNames` gives them.
package func merging(
  _ patch: LocatedNode, into target: LocatedNode, alternatives: Set<String>,
  stepNames: [String] = StepList.usualNamingKeys, findings: inout Findings
) -> LocatedNode {
  var merger = MergePatch(alternatives: alternatives, stepNames: stepNames)
  let result = merger.merge(patch, into: target, siblings: [])
  findings.add(contentsOf: merger.findings)
  return result
}

/// One application of a merge patch.
private struct MergePatch {
  let alternatives: Set<String>
  let stepNames: [String]
  var findings = Findings()

  init(alternatives: Set<String>, stepNames: [String]) {
    self.alternatives = alternatives
    self.stepNames = stepNames
  }

  /// The target with the patch applied; `siblings` are the names that the target's mapping has.
  mutating func merge(
    _ patch: LocatedNode, into target: LocatedNode?, siblings: [String]
  ) -> LocatedNode {
    guard let changes = patch.members else { return patch }
    if let edits = patch.soleMember, edits.key == "edit", edits.value.elements != nil {
      if let target, let steps = target.elements {
        var list = StepList(steps, namingKeys: stepNames)
        list.apply(edits.value, into: &findings)
        return LocatedNode(.sequence(list.steps), at: target.place)
      }
      if target?.members == nil { reportNothingToEdit(edits, siblings) }
    }
    guard let target, var members = target.members, !replacesWhole(patch, target) else {
      return fresh(changes, at: patch.place)
    }
    members = Self.withoutReplacedTimetable(members, by: changes)
    var indices: [String: Int] = [:]
    for (index, member) in members.enumerated() { indices[member.key] = index }
    let names = members.map(\.key)
    var removed: Set<Int> = []
    for change in changes {
      guard let index = indices[change.key] else {
        if !change.value.isNull { members.append(merged(change, siblings: names)) }
        continue
      }
      if change.value.isNull {
        removed.insert(index)
      } else {
        let value = merge(change.value, into: members[index].value, siblings: names)
        if value.place == change.value.place { members[index].keyPlace = change.keyPlace }
        members[index].value = value
      }
    }
    if !removed.isEmpty {
      members = members.enumerated().filter { !removed.contains($0.offset) }.map(\.element)
    }
    return LocatedNode(.mapping(members), at: target.place)
  }

  /// What is left of the members of a rota or a rate that a patch gives another timetable.
  ///
  /// Beside exceptions a timetable is replaced whole, as it is where it stands alone.
  private static func withoutReplacedTimetable(
    _ members: [LocatedNode.Member], by changes: [LocatedNode.Member]
  ) -> [LocatedNode.Member] {
    let timetables = ["daily", "weekly", "shifts"]
    func given(_ list: [LocatedNode.Member]) -> [LocatedNode.Member] {
      list.filter { timetables.contains($0.key) && $0.value.members != nil }
    }
    let (old, new) = (given(members), given(changes))
    guard old.count == 1, new.count == 1 else { return members }
    let hasExceptions = (members + changes).contains { $0.key == "exceptions" }
    if old[0].key == new[0].key, !hasExceptions { return members }
    return members.filter { $0.key != old[0].key }
  }

  /// The members of a patch that meets no mapping: all of them except what it would remove.
  private mutating func fresh(
    _ changes: [LocatedNode.Member], at place: Place
  ) -> LocatedNode {
    var members: [LocatedNode.Member] = []
    for change in changes where !change.value.isNull {
      members.append(merged(change, siblings: []))
    }
    return LocatedNode(.mapping(members), at: place)
  }

  private mutating func merged(
    _ change: LocatedNode.Member, siblings: [String]
  ) -> LocatedNode.Member {
    var member = change
    member.value = merge(change.value, into: nil, siblings: siblings)
    return member
  }

  private func replacesWhole(_ patch: LocatedNode, _ target: LocatedNode) -> Bool {
    func isAlternative(_ node: LocatedNode) -> Bool {
      guard let only = node.soleMember, !only.value.isNull else { return false }
      return alternatives.contains(only.key)
    }
    // A choice by cases takes the place of one distribution, and the other way round.
    func isByCases(_ node: LocatedNode) -> Bool {
      node.member("by") != nil && node.member("cases")?.members != nil
    }
    return isAlternative(patch) && (isAlternative(target) || isByCases(target))
      || isByCases(patch) && isAlternative(target)
  }

  private mutating func reportNothingToEdit(_ edits: LocatedNode.Member, _ siblings: [String]) {
    var name: String?
    if case .key(let key) = edits.keyPlace.trail?.parent?.component { name = key }
    let message = name.map { "“\($0)” is no list of steps that could be edited" }
    findings.add(
      .error(
        TextCode.editTarget, message ?? "there is no list of steps to edit here",
        at: edits.keyPlace, help: name.flatMap { suggestion(for: $0, among: siblings) }))
  }
}

extension ModelCompiler {
  /// Compiles the model as written and under each of its policies, to find all that is wrong and
  /// all that a careful colleague would ask about.
  package func check() -> Findings {
    let (compiled, findings) = compile()
    var all = findings
    if let compiled {
      for finding in UnusedNames(document).findings() { all.add(finding) }
      for finding in Advice.findings(of: compiled, document) { all.add(finding) }
    }
    let known = Set(all.sorted)
    let advised = Set(all.sorted.map(Topic.init))
    for policy in document.member("policies")?.members ?? [] {
      let (changed, findings) = compile(policies: [policy.key])
      for finding in findings.sorted where !known.contains(finding) {
        all.add(Self.naming(policy, in: finding))
      }
      guard let compiled, let changed else { continue }
      var ignored = Findings()
      let tree = tree(under: [policy.key], [], &ignored)
      for finding in Advice.findings(of: changed, tree)
      where !advised.contains(Topic(finding)) {
        all.add(Self.naming(policy, in: finding))
      }
      if let finding = PolicyEffect.finding(policy, tree, changed, against: document, compiled) {
        all.add(finding)
      }
    }
    return all
  }

  /// What a piece of advice is about: under a policy it is not given again with other figures.
  private struct Topic: Hashable {
    let code: String
    let place: Place?

    init(_ finding: Finding) {
      code = finding.code
      place = finding.place
    }
  }

  /// The finding with a note about the policy that causes it, where it does not stand in its lines.
  private static func naming(_ policy: LocatedNode.Member, in finding: Finding) -> Finding {
    if let path = finding.place?.path, let own = policy.keyPlace.trail?.path,
      path == own || path.hasPrefix(own + ".") || path.hasPrefix(own + "[")
    {
      return finding
    }
    return Finding(
      finding.severity, code: finding.code, finding.message, at: finding.place,
      notes: finding.notes + [
        Finding.Note("this comes with the policy “\(policy.key)”", at: policy.keyPlace)
      ], help: finding.help)
  }
}

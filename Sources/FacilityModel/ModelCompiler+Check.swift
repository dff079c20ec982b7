extension ModelCompiler {
  /// Compiles the model as written, under each of its policies and in each stress case, to find all that is wrong and
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
    for kind in PatchKind.allCases {
      for patch in document.member(kind.section)?.members ?? [] {
        if kind == .stressCase, kind.patch(patch.value).members?.isEmpty == true { continue }
        let (changed, findings) = compile(
          policies: kind == .policy ? [patch.key] : [],
          stress: kind == .stressCase ? patch.key : nil)
        for finding in findings.sorted where !known.contains(finding) {
          all.add(Self.naming(patch, kind, in: finding))
        }
        guard let compiled, let changed else { continue }
        var ignored = Findings()
        let tree = applying(patch.key, kind, to: document, &ignored)
        for finding in Advice.findings(of: changed, tree)
        where !advised.contains(Topic(finding)) {
          all.add(Self.naming(patch, kind, in: finding))
        }
        if let finding = PolicyEffect.finding(
          patch, kind.rawValue, tree, changed, against: document, compiled)
        {
          all.add(finding)
        }
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

  /// The finding with a note about the policy or case that causes it, where it does not stand in
  /// its lines.
  private static func naming(
    _ policy: LocatedNode.Member, _ kind: PatchKind, in finding: Finding
  ) -> Finding {
    if let path = finding.place?.path, let own = policy.keyPlace.trail?.path,
      path == own || path.hasPrefix(own + ".") || path.hasPrefix(own + "[")
    {
      return finding
    }
    return Finding(
      finding.severity, code: finding.code, finding.message, at: finding.place,
      notes: finding.notes + [
        Finding.Note("this comes with the \(kind.rawValue) “\(policy.key)”", at: policy.keyPlace)
      ], help: finding.help)
  }
}

import EventEngine

extension Decoder {
  /// The key `observe`: what is followed besides.
  func readObserved(_ node: LocatedNode?) -> Set<Observed> {
    guard let node else { return [] }
    guard let elements = node.elements else {
      report(
        .wrongKind, "“observe” is a list of words, not \(node.kindName)", at: node.place,
        help: "write for example [\"\(Observed.allCases[0].rawValue)\"]")
      return []
    }
    var observed: Set<Observed> = []
    for element in elements {
      guard let word = text(element, "what is observed") else { continue }
      guard let one = Observed(rawValue: word) else {
        let known = Observed.allCases.map(\.rawValue)
        report(
          .unknownName, "nothing that can be observed is called “\(word)”", at: element.place,
          help: suggestion(for: word, among: known)
            ?? "there is \(known.map { "“\($0)”" }.joined(separator: ", "))")
        continue
      }
      observed.insert(one)
    }
    return observed
  }

  /// Whether it has to be kept what each entity does and holds: something of it is observed, or an
  /// expression anywhere in the document reads it.
  func keepsAccounts(_ node: LocatedNode, _ observed: Set<Observed>) -> Bool {
    if !observed.isEmpty { return true }
    let words = Builtin.catalogue.filter { if case .account = $0.operation { true } else { false } }
      .map(\.name)
    var found = false
    forEachText(node) { _, text in
      guard !found, words.contains(where: { text.contains($0) }),
        let tokens = try? ExpressionLexer.tokens(of: text)
      else { return }
      found = tokens.contains { token in words.contains { token.kind == .word($0) } }
    }
    return found
  }
}

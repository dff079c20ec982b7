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

  /// What the expressions of the document read of what each entity does, holds and waits for.
  func accountFigures(_ node: LocatedNode) -> Set<AccountFigure> {
    var words: [String: AccountFigure] = [:]
    for word in Builtin.catalogue {
      if case .account(let figure) = word.operation { words[word.name] = figure }
    }
    var found: Set<AccountFigure> = []
    forEachText(node) { _, text in
      guard words.keys.contains(where: { text.contains($0) }),
        let tokens = try? ExpressionLexer.tokens(of: text)
      else { return }
      for token in tokens {
        if case .word(let word) = token.kind, let figure = words[word] { found.insert(figure) }
      }
    }
    return found
  }
}

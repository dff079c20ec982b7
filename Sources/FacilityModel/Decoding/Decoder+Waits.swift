import EventEngine

/// The waits of an entity that add up for `wait(…)` in an expression.
package struct WaitTotal: Sendable {
  /// The attribute that holds the sum, in ticks.
  package var attribute: Int32
  /// The resource that is waited for, or the full names of the steps that are waited at.
  package var resource: Int32?
  package var steps: Set<String> = []
}

extension Decoder {
  /// Makes the totals known that `wait(…)` reads anywhere in the document.
  ///
  /// A name that is a resource means the resource; steps are not known yet, so other names are
  /// checked by `resolveWaits`.
  func declareWaits(_ node: LocatedNode) {
    forEachText(node) { node, text in
      guard text.contains("wait"), let tokens = try? ExpressionLexer.tokens(of: text) else {
        return
      }
      for (index, token) in tokens.enumerated()
      where token.kind == .word("wait") && index + 2 < tokens.count
        && tokens[index + 1].kind == .symbol("(")
      {
        let name: String
        switch tokens[index + 2].kind {
        case .word(let word): name = word
        case .quoted(let quoted): name = quoted
        default: continue
        }
        if scope.waits[name] != nil { continue }
        let attribute = hiddenAttribute("wait(\(name))")
        scope.waits[name] = attribute
        waitTotals.append(WaitTotal(attribute: attribute, resource: scope.resources[name]))
        if scope.resources[name] == nil {
          let place = place(
            of: node, text: text, offset: tokens[index + 2].offset,
            length: tokens[index + 2].length)
          unresolvedWaits.append((waitTotals.count - 1, name, place))
        }
      }
    }
  }

  /// Finds the steps that `wait(…)` names: by their full name, or by the end of it.
  func resolveWaits() {
    for (total, name, place) in unresolvedWaits {
      let steps = stepNames.keys.filter { $0 == name || $0.hasSuffix("/" + name) }
      waitTotals[total].steps = Set(steps)
      if steps.isEmpty {
        let ends = stepNames.keys.compactMap { $0.split(separator: "/").last.map(String.init) }
        report(
          .unknownName, "no resource or step is named “\(name)”", at: place,
          help: suggestion(for: name, among: (resources + ends).sorted())
            ?? "write wait(…) with a resource, or with the name of the step that is waited at")
      }
    }
  }

  /// Visits every text below a node.
  func forEachText(_ node: LocatedNode, _ visit: (LocatedNode, String) -> Void) {
    if let text = node.string { visit(node, text) }
    for member in node.members ?? [] { forEachText(member.value, visit) }
    for element in node.elements ?? [] { forEachText(element, visit) }
  }
}

import EventEngine

/// Whether a policy or a stress case makes any difference.
enum PolicyEffect {
  /// The warning about a policy or case that leaves the model as it is, or nil.
  ///
  /// - Parameters:
  ///   - what: “policy” or “stress case”.
  ///   - tree: the document under the policy.
  ///   - changed: what it compiles to.
  static func finding(
    _ policy: LocatedNode.Member, _ what: String, _ tree: LocatedNode, _ changed: CompiledModel,
    against document: LocatedNode, _ compiled: CompiledModel
  ) -> Finding? {
    let message: String
    if isSame(tree, document) {
      message = "the \(what) “\(policy.key)” writes what the model says already"
    } else if trace(changed) == trace(compiled) {
      message = "the \(what) “\(policy.key)” changes nothing that happens"
    } else {
      return nil
    }
    return .warning(
      ModelCode.noEffect, message, at: policy.keyPlace,
      help: "write what is to differ, or remove the \(what)")
  }

  /// Whether two trees say the same, wherever it stands; policies and texts for people apart.
  private static func isSame(_ one: LocatedNode, _ other: LocatedNode, depth: Int = 0) -> Bool {
    switch (one.content, other.content) {
    case (.mapping(let a), .mapping(let b)):
      let a = depth > 0 ? a : a.filter { !["policies", "stress"].contains($0.key) }
      let b = depth > 0 ? b : b.filter { !["policies", "stress"].contains($0.key) }
      return a.count == b.count
        && zip(a, b).allSatisfy { $0.key == $1.key && isSame($0.value, $1.value, depth: depth + 1) }
    case (.sequence(let a), .sequence(let b)):
      return a.count == b.count && zip(a, b).allSatisfy { isSame($0, $1, depth: depth + 1) }
    case (.string(let a), .string(let b)): return a == b
    case (.number(let a, _), .number(let b, _)): return a == b
    case (.boolean(let a), .boolean(let b)): return a == b
    case (.null, .null): return true
    default: return false
    }
  }

  /// All that runs and figures are made from, as a text; without the places in the file.
  private static func trace(_ compiled: CompiledModel) -> String {
    var program = compiled.program
    for index in program.steps.indices { program.steps[index].place = "" }
    let model = compiled.model
    var text = "\(model.name) \(model.about ?? "") \(model.currency ?? "") \(program) "
    text += "\(model.time) \(String(describing: model.emissions)) "
    for resource in model.resources {
      text += "\(String(describing: resource.cost)) \(String(describing: resource.power)) "
    }
    for measure in model.measures {
      var measure = measure
      measure.place = SourceFile(name: "", text: "").whole
      text += "\(measure.name) \(measure.kind) \(String(describing: measure.value)) "
      text += "\(String(describing: measure.condition)) \(String(describing: measure.atEnd)) "
      text += "\(String(describing: measure.source)) \(String(describing: measure.outcome)) "
      text += "\(String(describing: measure.classes)) \(String(describing: measure.level)) "
      text += "\(String(describing: measure.target)) \(measure.isKey) "
      text += "\(String(describing: measure.scope)) \(String(describing: measure.mark))\n"
    }
    return text
  }
}

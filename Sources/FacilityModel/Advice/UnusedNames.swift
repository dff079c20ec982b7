/// What a document names and nothing in it uses.
///
/// Whatever the word occurs in counts as a use, so that no finding is wrong: a name of a section to
/// come, an expression, a policy.
struct UnusedNames {
  private let document: LocatedNode
  /// Texts that stand where a name may be used, and names of keys.
  private var texts: Set<String> = []
  private var keys: Set<String> = []
  /// Where attributes are given, by name, in the order of the file.
  private var attributes: [LocatedNode.Member] = []

  /// Texts for people, and names that things get: they use nothing.
  private static let labels: Set<String> = [
    "name", "about", "$schema", "currency", "do", "delay", "repeat", "wait", "leave", "mark",
    "record", "fork", "split", "spawn", "unit", "file", "column", "hour", "start",
  ]

  init(_ document: LocatedNode) {
    self.document = document
    for member in document.members ?? [] {
      switch member.key {
      case "policies", "stress":
        for policy in member.value.members ?? [] { readDocument(policy.value) }
      default: continue
      }
    }
    readDocument(document)
  }

  /// One warning for each resource, parameter, pathway and attribute that is of no use.
  func findings() -> [Finding] {
    var found: [Finding] = []
    for (section, what, help) in [
      ("parameters", "parameter", "use it, or remove it"),
      ("resources", "resource", "let a step seize it, or remove it"),
      ("stocks", "stock", "let a step take it or put something there, or remove it"),
      ("pathways", "pathway", "let arrivals follow it or a step call it, or remove it"),
    ] {
      for member in document.member(section)?.members ?? []
      where !isUsed(member.key) && !Self.worksByItself(member.value) {
        found.append(
          .warning(
            ModelCode.unused, "nothing uses the \(what) “\(member.key)”", at: member.keyPlace,
            help: help))
      }
    }
    var seen: Set<String> = []
    let variables = Set(document.member("variables")?.members?.map(\.key) ?? [])
    for member in attributes
    where seen.insert(member.key).inserted && !variables.contains(member.key)
      && !isUsed(member.key)
    {
      found.append(
        .warning(
          ModelCode.unused, "the attribute “\(member.key)” is given and never read",
          at: member.keyPlace,
          help: "read it in a step or a measure, such as { \"mean\": \"\(member.key)\" }, "
            + "or remove it"))
    }
    return found
  }

  /// Reads a document or a policy: the names that its sections give are no uses.
  private mutating func readDocument(_ node: LocatedNode) {
    for member in node.members ?? [] {
      switch member.key {
      case "parameters", "resources", "stocks", "pathways", "variables", "arrivals", "measures":
        for item in member.value.members ?? [] { read(item.value, under: item.key) }
      case "policies", "stress": continue
      default: read(member.value, under: member.key)
      }
    }
  }

  private mutating func read(_ node: LocatedNode, under key: String) {
    switch node.content {
    case .string(let text): if !Self.labels.contains(key) { texts.insert(text) }
    case .sequence(let elements): for element in elements { read(element, under: key) }
    case .mapping(let members):
      let givesAttributes = key == "attributes" || key == "set"
      for member in members {
        if givesAttributes {
          attributes.append(member)
        } else {
          keys.insert(member.key)
        }
        // Under a name that happens to be one of the words for labels stands no label.
        read(member.value, under: givesAttributes ? "" : member.key)
      }
    default: break
    }
  }

  /// Whether something happens to a resource although no step seizes it: its units break.
  private static func worksByItself(_ node: LocatedNode) -> Bool {
    node.member("failures") != nil || node.member("maintenance") != nil
  }

  private func isUsed(_ name: String) -> Bool {
    if texts.contains(name) || keys.contains(name) { return true }
    return texts.contains { Self.hasWord(name, in: $0) }
  }

  /// Whether a text holds a name that no longer word is part of.
  private static func hasWord(_ name: String, in text: String) -> Bool {
    let name = Array(name.utf8)
    let text = Array(text.utf8)
    guard !name.isEmpty, text.count >= name.count else { return false }
    func isLetter(_ byte: UInt8) -> Bool {
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte) || byte == 0x5F || byte >= 0x80
    }
    for start in 0...(text.count - name.count)
    where text[start] == name[0] && text[start..<start + name.count].elementsEqual(name) {
      let end = start + name.count
      let isOpenBefore = start == 0 || !isLetter(text[start - 1]) || !isLetter(name[0])
      let isOpenAfter =
        end == text.count || !isLetter(text[end]) || !isLetter(name[name.count - 1])
      if isOpenBefore, isOpenAfter { return true }
    }
    return false
  }
}

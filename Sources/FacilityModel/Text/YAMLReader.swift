import Yams

/// Reads a YAML file into a located tree; plain scalars that JSON would write without quotes are
/// numbers, truth values and nothing, and all others stay texts, so that 22:00 is never 1320.
func readYAML(_ file: SourceFile, into findings: inout Findings) -> LocatedNode? {
  guard file.isReadable(upTo: YAMLText.sizeLimit, into: &findings) else { return nil }
  let text = YAMLText(file)
  if let refusal = text.refusal() {
    findings.add(refusal)
    return nil
  }
  do {
    let parser = try Parser(yaml: text.text, resolver: .basic, encoding: .utf8)
    guard let root = try parser.nextRoot() else {
      findings.add(.error(TextCode.empty, "the file is empty", at: file.whole))
      return nil
    }
    if let second = try parser.nextRoot() {
      let mark = YAMLMark(second.mark)
      let place = Place(file: file, line: mark.line, column: mark.column, length: 1, trail: nil)
      findings.add(
        .error(
          TextCode.yamlDocuments, "a second document begins here", at: place,
          help: "keep one document in a file"))
      return nil
    }
    var reader = YAMLReader(text: text)
    let node = try? reader.node(root, nil, depth: 0)
    findings.add(contentsOf: reader.findings)
    return reader.isDamaged ? nil : node
  } catch {
    findings.add(finding(for: error, in: text))
    return nil
  }
}

/// Turns the parser's nodes into located nodes.
struct YAMLReader {
  /// The most values, with aliases written out.
  static let valueLimit = 1_000_000

  /// Ends the reading; what is the matter has been reported.
  struct Stop: Error {}

  let text: YAMLText
  var findings = Findings()
  var isDamaged = false
  private var valueCount = 0

  init(text: YAMLText) {
    self.text = text
  }

  mutating func node(_ node: Node, _ trail: Trail?, depth: Int) throws(Stop) -> LocatedNode {
    let mark = YAMLMark(node.mark)
    let place = place(at: mark, trail)
    valueCount += 1
    if valueCount > YAMLReader.valueLimit {
      report(
        .yamlAlias, "the document has more than \(YAMLReader.valueLimit) values, aliases included",
        at: place)
      throw Stop()
    }
    if text.hasTag(at: mark) {
      report(
        .yamlTag, "tags are not used here", at: place,
        help: "remove what begins with “!”, and put quotes around what must stay a text")
      isDamaged = true
    }
    switch node {
    case .scalar(let scalar):
      return self.scalar(scalar, mark, trail)
    case .sequence(let sequence):
      try checkDepth(depth + 1, place)
      var elements: [LocatedNode] = []
      for (index, element) in sequence.enumerated() {
        elements.append(
          try self.node(element, Trail(parent: trail, .index(index)), depth: depth + 1))
      }
      return LocatedNode(.sequence(elements), at: place)
    case .mapping(let mapping):
      try checkDepth(depth + 1, place)
      var members: [LocatedNode.Member] = []
      for (key, value) in mapping {
        guard let name = name(key, trail) else { continue }
        let step = Trail(parent: trail, .key(name.text))
        let keyPlace = self.place(at: name.mark, length: name.length, step)
        let value = try self.node(value, step, depth: depth + 1)
        members.append(.init(key: name.text, keyPlace: keyPlace, value: value))
      }
      return LocatedNode(.mapping(members), at: place)
    case .alias:
      report(.yamlAlias, "an alias has no anchor", at: place)
      throw Stop()
    }
  }

  private mutating func checkDepth(_ depth: Int, _ place: Place) throws(Stop) {
    if depth > TextRules.depthLimit {
      report(
        .tooDeep, "lists and mappings are nested more than \(TextRules.depthLimit) deep", at: place)
      throw Stop()
    }
  }

  /// The name of a member, which has to be a text.
  private mutating func name(
    _ key: Node, _ trail: Trail?
  ) -> (text: String, mark: YAMLMark, length: Int)? {
    let mark = YAMLMark(key.mark)
    let place = place(at: mark, trail)
    guard case .scalar(let scalar) = key, !(scalar.style == .plain && scalar.string.isEmpty) else {
      report(.yamlKey, "the name of a member has to be a text", at: place)
      isDamaged = true
      return nil
    }
    if text.hasTag(at: mark) {
      report(.yamlTag, "tags are not used here", at: place, help: "remove what begins with “!”")
      isDamaged = true
    }
    if scalar.style == .plain, scalar.string == "<<" {
      report(
        .yamlMergeKey, "the merge key “<<” is not used here", at: place,
        help: "write the members out")
      isDamaged = true
      return nil
    }
    if let forbidden = TextRules.firstForbidden(in: scalar.string, inName: true) {
      findings.add(TextRules.refusal(of: forbidden.value, inName: true, at: place))
    }
    return (scalar.string, mark, text.length(of: scalar.string, style: scalar.style, at: mark))
  }

  private mutating func scalar(
    _ scalar: Node.Scalar, _ mark: YAMLMark, _ trail: Trail?
  ) -> LocatedNode {
    let value = scalar.string
    let length = text.length(of: value, style: scalar.style, at: mark)
    let place = place(at: mark, length: length, trail)
    if let forbidden = TextRules.firstForbidden(in: value, inName: false) {
      findings.add(TextRules.refusal(of: forbidden.value, inName: false, at: place))
    }
    guard scalar.style == .plain || scalar.style == .any else {
      return LocatedNode(.string(value), at: place)
    }
    switch value {
    case "", "~", "null": return LocatedNode(.null, at: place)
    case "true": return LocatedNode(.boolean(true), at: place)
    case "false": return LocatedNode(.boolean(false), at: place)
    default: break
    }
    guard JSONNumber.isWellFormed(value.utf8) else {
      return LocatedNode(.string(value), at: place)
    }
    if value.utf8.count > TextRules.numberLimit {
      report(
        .numberForm, "a number has more than \(TextRules.numberLimit) characters", at: place)
    }
    let (number, finding) = JSONNumber.value(of: value, at: place)
    if let finding { findings.add(finding) }
    return LocatedNode(.number(number, literal: value), at: place)
  }

  private func place(at mark: YAMLMark, length: Int = 1, _ trail: Trail?) -> Place {
    Place(file: text.file, line: mark.line, column: mark.column, length: length, trail: trail)
  }

  private mutating func report(
    _ code: TextCode, _ message: String, at place: Place, help: String? = nil
  ) {
    findings.add(.error(code, message, at: place, help: help))
  }
}

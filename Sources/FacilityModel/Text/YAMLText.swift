import Yams

/// A position as the YAML parser counts: lines and Unicode scalars, both from 1.
struct YAMLMark {
  let line: Int
  let column: Int

  init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  init(_ mark: Mark?) {
    self.init(line: mark?.line ?? 1, column: mark?.column ?? 1)
  }
}

/// The characters of a YAML file, for what the parser's marks do not tell.
struct YAMLText {
  /// The most bytes of a YAML file: the parser needs far more memory for a value than a JSON reader.
  static let sizeLimit = 4 << 20
  /// How deep aliases may make the parser's tree, which is freed by recursion.
  static let aliasDepthLimit = 20_000
  /// How deep the parser lets brackets and indentation be nested.
  private static let parserDepthLimit = 1000
  /// The most aliases beside names that are lists or mappings, which the parser compares in full.
  static let keyAliasLimit = 8

  let file: SourceFile
  let text: String
  private let scalars: [Unicode.Scalar]
  private let lineStarts: [Int]

  init(_ file: SourceFile) {
    self.file = file
    text = String(decoding: file.bytes, as: UTF8.self)
    scalars = Array(text.unicodeScalars)
    var starts = [0]
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : " "
      if scalar == "\n" || (scalar == "\r" && next != "\n") {
        starts.append(index + 1)
      }
    }
    lineStarts = starts
  }

  /// The character `distance` behind a mark.
  func scalar(at mark: YAMLMark, plus distance: Int = 0) -> Unicode.Scalar? {
    guard mark.line >= 1, mark.line <= lineStarts.count else { return nil }
    let index = lineStarts[mark.line - 1] + mark.column - 1 + distance
    return index < scalars.count ? scalars[index] : nil
  }

  /// The mark of the first occurrence of a character.
  func mark(ofFirst scalar: Unicode.Scalar) -> YAMLMark? {
    scalars.firstIndex(of: scalar).map { mark(of: $0) }
  }

  private func mark(of index: Int) -> YAMLMark {
    let line = lineStarts.lastIndex { $0 <= index } ?? 0
    return YAMLMark(line: line + 1, column: index - lineStarts[line] + 1)
  }

  /// The next characters from a mark on.
  func rest(from mark: YAMLMark, limit: Int) -> ArraySlice<Unicode.Scalar> {
    guard mark.line >= 1, mark.line <= lineStarts.count else { return [] }
    let start = min(lineStarts[mark.line - 1] + mark.column - 1, scalars.count)
    return scalars[start..<min(start + limit, scalars.count)]
  }

  /// Whether a tag stands at the mark, on its own or behind an anchor.
  func hasTag(at mark: YAMLMark) -> Bool {
    let first = scalar(at: mark)
    guard first == "&" else { return first == "!" }
    return rest(from: mark, limit: 400).drop { $0 != " " }.first { $0 != " " } == "!"
  }

  /// How many characters of the line belong to the scalar that begins at the mark.
  func length(of value: String, style: Node.Scalar.Style, at mark: YAMLMark) -> Int {
    switch style {
    case .doubleQuoted, .singleQuoted:
      let rest = rest(from: mark, limit: 2 * value.unicodeScalars.count + 100)
      guard let quote = rest.first, quote == "\"" || quote == "'" else { return 1 }
      var index = rest.startIndex + 1
      while index < rest.endIndex {
        if rest[index] == "\\", quote == "\"" {
          index += 1
        } else if rest[index] == "\n" || rest[index] == "\r" {
          return 1
        } else if rest[index] == quote {
          if quote == "'", index + 1 < rest.endIndex, rest[index + 1] == quote {
            index += 1
          } else {
            return index + 1 - rest.startIndex
          }
        }
        index += 1
      }
      return 1
    default:
      let wanted = value.unicodeScalars
      let written = rest(from: mark, limit: wanted.count)
      return !wanted.isEmpty && written.elementsEqual(wanted) ? wanted.count : 1
    }
  }

  /// What must be refused before the parser sees the text.
  func refusal() -> Finding? {
    if let finding = lineSeparatorRefusal() { return finding }
    var anchors = 0
    var aliases = 0
    var containers = 0
    var hasOddKeys = false
    var isTokenStart = true
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : "\n"
      if isTokenStart {
        if scalar == "&", YAMLText.isNameCharacter(next) { anchors += 1 }
        if scalar == "*", YAMLText.isNameCharacter(next) { aliases += 1 }
        if scalar == "?" { hasOddKeys = true }
        if scalar == "*" {
          let behind = scalars[(index + 1)...].drop { YAMLText.isNameCharacter($0) }
          if behind.first(where: { $0 != " " && $0 != "\t" }) == ":" { hasOddKeys = true }
        }
      }
      if scalar == "]" || scalar == "}" {
        let behind = scalars[(index + 1)...].first { $0 != " " && $0 != "\t" }
        if behind == ":" { hasOddKeys = true }
      }
      if "[{:-?".unicodeScalars.contains(scalar) { containers += 1 }
      isTokenStart = " \t\r\n[]{},:-?&*".unicodeScalars.contains(scalar)
    }
    // A path through aliases only leads backwards: it meets every list and mapping at most once.
    let depth = min(containers, (anchors + 1) * YAMLText.parserDepthLimit)
    if aliases > 0, depth > YAMLText.aliasDepthLimit {
      return .error(
        TextCode.yamlAlias, "a file of this size has too many anchors (\(anchors)) to follow",
        at: file.whole, help: "write the values out")
    }
    if hasOddKeys, anchors > 0, aliases > YAMLText.keyAliasLimit {
      return .error(
        TextCode.yamlAlias, "lists, mappings or aliases stand as names beside many aliases",
        at: file.whole, help: "use texts as names")
    }
    return nil
  }

  /// The finding for a line break that editors do not show but YAML counts.
  private func lineSeparatorRefusal() -> Finding? {
    guard let index = scalars.firstIndex(where: { [0x85, 0x2028, 0x2029].contains($0.value) })
    else { return nil }
    let mark = mark(of: index)
    let place = Place(file: file, line: mark.line, column: mark.column, length: 1, trail: nil)
    return TextRules.refusal(of: scalars[index].value, inName: false, at: place)
  }

  private static func isNameCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "-", "_", "0"..."9", "A"..."Z", "a"..."z": true
    default: false
    }
  }
}

extension JSONScanner {
  /// Reads the value at the current position; white space in front has been skipped.
  mutating func readValue(_ trail: Trail?, depth: Int) throws(Stop) -> LocatedNode {
    valueCount += 1
    if valueCount > TextRules.valueLimit {
      return try stop(
        .tooMany, "the document has more than \(TextRules.valueLimit) values",
        at: place(at: mark, trail), help: "move large tables into CSV files")
    }
    guard let byte else {
      return try stop(
        .unexpected, "the file ends where a value is expected", at: place(at: mark, trail))
    }
    switch byte {
    case 0x22:
      let start = mark
      let text = try readString(trail, isName: false)
      return LocatedNode(.string(text), at: place(from: start, trail))
    case 0x7B: return try readMapping(trail, depth: depth + 1)
    case 0x5B: return try readSequence(trail, depth: depth + 1)
    case 0x2D, 0x30...0x39: return try readNumber(trail)
    default: return try readWordOrMistake(trail)
    }
  }

  private mutating func checkDepth(_ depth: Int, _ trail: Trail?) throws(Stop) {
    if depth > TextRules.depthLimit {
      try stop(
        .tooDeep, "brackets are nested more than \(TextRules.depthLimit) deep",
        at: place(at: mark, trail)) as Void
    }
  }

  private mutating func readSequence(_ trail: Trail?, depth: Int) throws(Stop) -> LocatedNode {
    try checkDepth(depth, trail)
    let start = mark
    offset += 1
    var elements: [LocatedNode] = []
    var comma: Mark?
    while true {
      try skipBlank(trail)
      if byte == 0x5D {
        reportTrailing(comma, trail)
        offset += 1
        return LocatedNode(.sequence(elements), at: place(from: start, trail))
      }
      if byte == nil { return try stopUnclosed(start, "[", trail) }
      let step = Trail(parent: trail, .index(elements.count))
      elements.append(try readValue(step, depth: depth))
      comma = try readSeparator(after: elements[elements.count - 1], closing: 0x5D, start, trail)
    }
  }

  private mutating func readMapping(_ trail: Trail?, depth: Int) throws(Stop) -> LocatedNode {
    try checkDepth(depth, trail)
    let start = mark
    offset += 1
    var members: [LocatedNode.Member] = []
    var names = NameIndex()
    var comma: Mark?
    while true {
      try skipBlank(trail)
      if byte == 0x7D {
        reportTrailing(comma, trail)
        offset += 1
        return LocatedNode(.mapping(members), at: place(from: start, trail))
      }
      if byte == nil { return try stopUnclosed(start, "{", trail) }
      let keyMark = mark
      let key = try readKey(trail)
      let step = Trail(parent: trail, .key(key))
      let keyPlace = place(from: keyMark, step)
      try readColon(after: key, step)
      let value = try readValue(step, depth: depth)
      if let first = names.insert(key, at: members.count, into: members) {
        report(
          .duplicateKey, "“\(key)” is given twice in one mapping", at: keyPlace,
          notes: [.init("first given here", at: members[first].keyPlace)],
          help: "remove or rename one of them")
      } else {
        members.append(.init(key: key, keyPlace: keyPlace, value: value))
      }
      comma = try readSeparator(after: value, closing: 0x7D, start, trail)
    }
  }

  private mutating func readKey(_ trail: Trail?) throws(Stop) -> String {
    if byte == 0x22 { return try readString(trail, isName: true) }
    return try readKeyMistake(trail)
  }

  private mutating func readColon(after key: String, _ trail: Trail) throws(Stop) {
    try skipBlank(trail)
    if byte == 0x3A {
      offset += 1
    } else if byte == 0x3D {
      report(
        .unexpected, "an equals sign stands behind the name “\(key)”", at: place(at: mark, trail),
        help: "put a colon between a name and its value")
      offset += 1
    } else {
      try stop(
        .unexpected,
        "a colon and a value are expected behind the name “\(key)”, not \(nameOfCharacter())",
        at: place(at: mark, trail)) as Void
    }
    try skipBlank(trail)
  }
}

/// Tells whether a name has been used, without a table while there are few.
struct NameIndex {
  private var table: [String: Int] = [:]

  /// Notes a name; gives the index of the member that has it already.
  mutating func insert(_ name: String, at index: Int, into members: [LocatedNode.Member]) -> Int? {
    if members.count < 16 { return members.firstIndex { $0.key == name } }
    if table.isEmpty {
      for (index, member) in members.enumerated() { table[member.key] = index }
    }
    if let first = table[name] { return first }
    table[name] = index
    return nil
  }
}

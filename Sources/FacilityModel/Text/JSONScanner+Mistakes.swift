extension JSONScanner {
  /// The character at the current position in words.
  func nameOfCharacter() -> String {
    guard let byte else { return "the end of the file" }
    var end = offset + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    let scalar = String(decoding: bytes[offset..<end], as: UTF8.self).unicodeScalars.first!
    switch byte {
    case 0x0A, 0x0D: return "the end of the line"
    case 0x2C: return "a comma"
    case 0x3A: return "a colon"
    case 0x22: return "a double quote"
    default: break
    }
    if scalar.properties.isWhitespace || TextRules.forbids(scalar.value, inName: true)
      || scalar.properties.generalCategory == .format
    {
      return "the character \(TextRules.codePoint(scalar.value))"
    }
    return "“\(scalar)”"
  }

  /// Steps over the comment at the current position.
  mutating func skipComment(_ trail: Trail?) throws(Stop) {
    let start = mark
    let isBlock = byte == 0x2F && peek(1) == 0x2A
    while let byte {
      if isBlock, byte == 0x2A, peek(1) == 0x2F, offset > start.offset + 1 { break }
      if byte == 0x0A || byte == 0x0D {
        if !isBlock { break }
        stepOverLineBreak()
      } else {
        stepOverCharacter()
      }
    }
    if isBlock {
      if byte == nil {
        try stop(.comment, "a comment is not closed", at: place(at: start, length: 2, trail)) as Void
      }
      offset += 2
    }
    report(
      .comment, "JSON has no comments", at: place(from: start, trail),
      help: "put the remark into a member \"description\", or write the model in YAML")
  }

  /// Reports the comma that stands before a closing bracket.
  mutating func reportTrailing(_ comma: Mark?, _ trail: Trail?) {
    guard let comma else { return }
    report(
      .trailingComma, "a comma stands before “\(byte == 0x5D ? "]" : "}")”",
      at: place(at: comma, trail), help: "remove the comma")
  }

  /// Reports a bracket without a partner.
  mutating func stopUnclosed<Value>(
    _ start: Mark, _ bracket: String, _ trail: Trail?
  ) throws(Stop) -> Value {
    try stop(
      .unclosedBracket, "the file ends before “\(bracket)” is closed", at: place(at: start, trail),
      help: "add the missing “\(bracket == "[" ? "]" : "}")”")
  }

  /// Reads what separates two values; gives the comma, or nil before a closing bracket.
  mutating func readSeparator(
    after last: LocatedNode, closing: UInt8, _ start: Mark, _ trail: Trail?
  ) throws(Stop) -> Mark? {
    let end = mark
    try skipBlank(trail)
    let bracket = closing == 0x5D ? "[" : "{"
    switch byte {
    case closing: return nil
    case 0x2C:
      let comma = mark
      offset += 1
      return comma
    case nil: return try stopUnclosed(start, bracket, trail)
    case 0x5D, 0x7D:
      return try stop(
        .unclosedBracket, "\(nameOfCharacter()) does not close the “\(bracket)” before it",
        at: place(at: mark, trail), notes: [.init("opened here", at: place(at: start, trail))],
        help: "add the missing “\(bracket == "[" ? "]" : "}")”")
    case 0x3A where last.number != nil:
      return try stop(
        .unquoted, "a colon stands behind a number", at: place(at: mark, last.place.trail),
        help: "put double quotes around a name or a time of day, such as \"22:00\"")
    case 0x3A:
      return try stop(
        .unexpected, "a colon is not expected here", at: place(at: mark, trail),
        help: closing == 0x5D ? "names and values stand in { }" : nil)
    case .some(let byte) where last.number != nil && mark.line == end.line && isLetter(byte):
      let word = readWord()
      isDamaged = true
      report(
        .unquoted, "“\(word)” stands behind a number without quotes",
        at: place(at: end, length: mark.column - end.column, last.place.trail),
        help: "put double quotes around the whole, such as \"5 min\"")
      return try readSeparator(
        after: LocatedNode(.null, at: last.place), closing: closing, start, trail)
    case .some(let byte) where beginsValue(byte):
      report(
        .missingComma, "a comma is missing behind this value", at: place(at: end, trail),
        help: "add a comma")
      return nil
    default:
      return try stop(
        .unexpected, "a comma or a closing bracket is expected, not \(nameOfCharacter())",
        at: place(at: mark, trail))
    }
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte >= 0x80
  }

  private func beginsValue(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x22, 0x27, 0x2B, 0x2D, 0x2E, 0x30...0x39, 0x5B, 0x7B: true
    default: isLetter(byte)
    }
  }

  /// Reads a run of letters, digits and what joins them.
  mutating func readWord() -> String {
    let from = offset
    while let byte, JSONNumber.runs(byte) || byte >= 0x80 || byte == 0x24 || byte == 0x25 {
      stepOverCharacter()
    }
    return String(decoding: bytes[from..<offset].prefix(60), as: UTF8.self)
  }
}

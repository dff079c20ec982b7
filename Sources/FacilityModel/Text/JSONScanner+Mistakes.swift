extension JSONScanner {
  /// The character at the current position.
  private func scalar() -> Unicode.Scalar? {
    String(decoding: bytes[offset...].prefix(4), as: UTF8.self).unicodeScalars.first
  }

  /// Whether the character at the current position looks like a space or like nothing at all.
  func isOddBlank() -> Bool {
    guard let scalar = scalar() else { return false }
    return scalar.properties.isWhitespace || scalar.properties.generalCategory == .format
  }

  /// The character at the current position in words.
  func nameOfCharacter() -> String {
    guard let byte, let scalar = scalar() else { return "the end of the file" }
    switch byte {
    case 0x0A, 0x0D: return "the end of the line"
    case 0x2C: return "a comma"
    case 0x3A: return "a colon"
    case 0x22: return "a double quote"
    default: break
    }
    if isOddBlank() || TextRules.forbids(scalar.value, inName: true) {
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
        try stop(.comment, "a comment is not closed", at: place(at: start, length: 2, trail))
          as Void
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

  /// Reports a bracket without a partner, at the end of what was written.
  mutating func stopUnclosed<Value>(
    _ start: Mark, _ bracket: String, at end: Mark? = nil, _ trail: Trail?
  ) throws(Stop) -> Value {
    if let likely = UnclosedBracket.likely(in: bytes) {
      let place = Place(
        file: file, line: likely.line, column: likely.column, length: 1, trail: trail)
      return try stop(
        .unclosedBracket, "the file ends before “\(likely.bracket)” is closed",
        at: self.place(at: end ?? mark, trail), notes: [.init("opened here", at: place)],
        help: "add the missing “\(likely.closing)”: by the indentation, \(likely.words)")
    }
    return try stop(
      .unclosedBracket, "the file ends before “\(bracket)” is closed",
      at: place(at: end ?? mark, trail), notes: [.init("opened here", at: place(at: start, trail))],
      help: "add the missing “\(bracket == "[" ? "]" : "}")”")
  }

  /// Whether the comma at the current position is that of a number as it is written in many
  /// countries; then it is stepped over with what follows, and reported.
  ///
  /// In a mapping a name follows on a comma, and no digit.
  private mutating func readsDecimalComma(behind last: LocatedNode) -> Bool {
    guard case .number(_, let literal) = last.content,
      literal.allSatisfy({ $0.isNumber || $0 == "-" }),
      peek(1).map({ (0x30...0x39).contains($0) }) == true
    else { return false }
    var length = 2
    while let byte = peek(length), (0x30...0x39).contains(byte) { length += 1 }
    if let byte = peek(length), JSONNumber.runs(byte) || byte == 0x22 || byte == 0x3A {
      return false
    }
    let decimals = String(decoding: bytes[(offset + 1)..<(offset + length)], as: UTF8.self)
    offset += length
    isDamaged = true
    let place = Place(
      file: file, line: last.place.line, column: last.place.column,
      length: literal.count + length, trail: last.place.trail)
    report(
      .numberForm, "“\(literal),\(decimals)” is not a number", at: place,
      help: "a decimal point is written “.”: \(literal).\(decimals)")
    return true
  }

  /// Reads what separates two values; gives the comma, or nil before a closing bracket.
  mutating func readSeparator(
    after last: LocatedNode, closing: UInt8, _ start: Mark, _ trail: Trail?
  ) throws(Stop) -> Mark? {
    var end = mark
    try skipBlank(trail)
    if mark.line == end.line, byte == 0x3A || byte.map(isLetter) == true, last.number != nil {
      reportUnquoted(last, from: end)
      end = mark
      try skipBlank(trail)
    }
    let bracket = closing == 0x5D ? "[" : "{"
    switch byte {
    case closing: return nil
    case 0x2C:
      if closing == 0x7D, mark.offset == end.offset, readsDecimalComma(behind: last) {
        return try readSeparator(after: last, closing: closing, start, trail)
      }
      let comma = mark
      offset += 1
      return comma
    case nil: return try stopUnclosed(start, bracket, at: end, trail)
    case 0x5D, 0x7D:
      return try stop(
        .unclosedBracket, "\(nameOfCharacter()) does not close the “\(bracket)” before it",
        at: place(at: mark, trail), notes: [.init("opened here", at: place(at: start, trail))],
        help: "add the missing “\(bracket == "[" ? "]" : "}")”")
    case 0x3A:
      return try stop(
        .unexpected, "a colon is not expected here", at: place(at: mark, trail),
        help: closing == 0x5D ? "names and values stand in { }" : nil)
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

  /// Reports a duration or a time of day without quotes: a number and what stands behind it.
  private mutating func reportUnquoted(_ last: LocatedNode, from end: Mark) {
    while let byte, ![0x22, 0x2C, 0x5D, 0x7D, 0x0A, 0x0D].contains(byte) { stepOverCharacter() }
    let from = end.offset - last.place.length
    var text = bytes[from..<offset]
    while text.last == 0x20 || text.last == 0x09 { text.removeLast() }
    let whole = String(String(decoding: text, as: UTF8.self).prefix(60))
    let place = last.place
    let full = Place(
      file: file, line: place.line, column: place.column, length: whole.unicodeScalars.count,
      trail: place.trail)
    isDamaged = true
    report(
      .unquoted, "the text “\(whole)” stands without quotes", at: full,
      help: "put double quotes around it: \"\(whole)\"")
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
    while let byte,
      JSONNumber.runs(byte) || byte == 0x24 || byte == 0x25 || (byte >= 0x80 && !isOddBlank())
    {
      stepOverCharacter()
    }
    return String(decoding: bytes[from..<offset], as: UTF8.self)
  }
}

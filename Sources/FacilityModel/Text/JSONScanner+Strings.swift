extension JSONScanner {
  /// Reads the text that begins with the double quote at the current position.
  mutating func readString(_ trail: Trail?, isName: Bool) throws(Stop) -> String {
    let start = mark
    offset += 1
    let from = offset
    var end = from
    let count = bytes.count
    while end < count {
      let byte = bytes[end]
      if byte == 0x22 {
        offset = end + 1
        return String(decoding: bytes[from..<end], as: UTF8.self)
      }
      if byte < 0x20 || byte == 0x5C || byte >= 0x7F { break }
      end += 1
    }
    offset = end
    var text = Array(bytes[from..<end])
    while offset < count {
      let byte = bytes[offset]
      switch byte {
      case 0x22:
        offset += 1
        return String(decoding: text, as: UTF8.self)
      case 0x5C:
        readEscape(into: &text, trail, isName: isName)
      case 0x0A, 0x0D:
        return try stopUnclosedText(start, trail)
      case 0x20..<0x7F:
        text.append(byte)
        offset += 1
      default:
        readUnusual(into: &text, trail, isName: isName)
      }
    }
    return try stopUnclosedText(start, trail)
  }

  private mutating func stopUnclosedText(_ start: Mark, _ trail: Trail?) throws(Stop) -> String {
    try stop(
      .unclosedText, "the text that begins here is not closed on this line",
      at: place(at: start, trail),
      help: "add a double quote at its end, and write \\n for a line break within it")
  }

  /// Reads a character that is a control or not ASCII.
  private mutating func readUnusual(into text: inout [UInt8], _ trail: Trail?, isName: Bool) {
    let start = mark
    let from = offset
    stepOverCharacter()
    let character = bytes[from..<offset]
    text.append(contentsOf: character)
    guard let scalar = String(decoding: character, as: UTF8.self).unicodeScalars.first else {
      return
    }
    let where_ = place(at: start, trail)
    if scalar.value < 0x20, !TextRules.forbids(scalar.value, inName: isName) {
      report(
        .character, "a tab stands in a text as it is", at: where_, help: "write it as \\t")
    } else if TextRules.forbids(scalar.value, inName: isName) {
      findings.add(TextRules.refusal(of: scalar.value, inName: isName, at: where_))
    }
  }

  /// Reads the escape whose backslash is at the current position.
  private mutating func readEscape(into text: inout [UInt8], _ trail: Trail?, isName: Bool) {
    let start = mark
    offset += 1
    let value: UInt32
    switch byte {
    case 0x22, 0x5C, 0x2F: value = UInt32(bytes[offset])
    case 0x62: value = 0x08
    case 0x66: value = 0x0C
    case 0x6E: value = 0x0A
    case 0x72: value = 0x0D
    case 0x74: value = 0x09
    case 0x75:
      offset += 1
      readUnicodeEscape(start, into: &text, trail, isName: isName)
      return
    default:
      report(
        .escape, "a backslash is followed by \(nameOfCharacter())",
        at: place(at: start, length: 2, trail),
        help: "write \\\\ for a backslash; else only \" / b f n r t and u follow one")
      return
    }
    offset += 1
    append(value, from: start, to: &text, trail, isName: isName)
  }

  /// Reads the digits of `\u` and, for a surrogate, its other half.
  private mutating func readUnicodeEscape(
    _ start: Mark, into text: inout [UInt8], _ trail: Trail?, isName: Bool
  ) {
    guard let first = readHexDigits() else {
      report(
        .escape, "four hexadecimal digits are expected behind \\u", at: place(from: start, trail),
        help: "write for example \\u00e9")
      return
    }
    var value = first
    if (0xD800..<0xDC00).contains(first), byte == 0x5C, peek(1) == 0x75 {
      let back = offset
      offset += 2
      if let second = readHexDigits(), (0xDC00..<0xE000).contains(second) {
        value = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
      } else {
        offset = back
      }
    }
    append(value, from: start, to: &text, trail, isName: isName)
  }

  private mutating func append(
    _ value: UInt32, from start: Mark, to text: inout [UInt8], _ trail: Trail?, isName: Bool
  ) {
    guard let scalar = Unicode.Scalar(value) else {
      report(
        .surrogate, "\(TextRules.codePoint(value)) is half of a surrogate pair",
        at: place(from: start, trail),
        help: "write the character itself, or both halves of the pair")
      return
    }
    text.append(contentsOf: UTF8.encode(scalar)!)
    if TextRules.forbids(value, inName: isName) {
      findings.add(
        TextRules.refusal(of: value, inName: isName, at: place(from: start, trail)))
    }
  }

  private mutating func readHexDigits() -> UInt32? {
    guard offset + 4 <= bytes.count else { return nil }
    var value: UInt32 = 0
    for byte in bytes[offset..<offset + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    offset += 4
    return value
  }
}

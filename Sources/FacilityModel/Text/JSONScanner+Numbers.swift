extension JSONScanner {
  /// Reads the number, or what was meant to be one, at the current position.
  mutating func readNumber(_ trail: Trail?) throws(Stop) -> LocatedNode {
    let start = mark
    while let byte, JSONNumber.runs(byte) {
      offset += 1
      if offset - start.offset > TextRules.numberLimit {
        return try stop(
          .numberForm, "a number has more than \(TextRules.numberLimit) characters",
          at: place(at: start, trail))
      }
    }
    let literal = String(decoding: bytes[start.offset..<offset], as: UTF8.self)
    let place = place(from: start, trail)
    guard JSONNumber.isWellFormed(bytes[start.offset..<offset]) else {
      isDamaged = true
      findings.add(JSONNumber.refusal(of: literal, at: place))
      return LocatedNode(.null, at: place)
    }
    let (value, finding) = JSONNumber.value(of: literal, at: place)
    if let finding { findings.add(finding) }
    return LocatedNode(.number(value, literal: literal), at: place)
  }
}

/// The form of numbers in JSON, which the YAML reader shares.
enum JSONNumber {
  /// Whether a byte belongs to a run of what people write as numbers.
  static func runs(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2E, 0x5F: true
    default: false
    }
  }

  /// Whether the bytes are a number as RFC 8259 writes it.
  static func isWellFormed(_ bytes: some Collection<UInt8>) -> Bool {
    var rest = bytes[...]
    if rest.first == 0x2D { rest = rest.dropFirst() }
    let whole = rest.prefix { isDigit($0) }
    if whole.isEmpty || (whole.first == 0x30 && whole.count > 1) { return false }
    rest = rest.dropFirst(whole.count)
    if rest.first == 0x2E {
      let fraction = rest.dropFirst().prefix { isDigit($0) }
      if fraction.isEmpty { return false }
      rest = rest.dropFirst(1 + fraction.count)
    }
    if rest.first == 0x65 || rest.first == 0x45 {
      rest = rest.dropFirst()
      if rest.first == 0x2B || rest.first == 0x2D { rest = rest.dropFirst() }
      let exponent = rest.prefix { isDigit($0) }
      if exponent.isEmpty { return false }
      rest = rest.dropFirst(exponent.count)
    }
    return rest.isEmpty
  }

  /// The value of a well-formed literal, with a finding where it is out of range.
  static func value(of literal: String, at place: Place) -> (Double, Finding?) {
    let value = Double(literal) ?? .nan
    if !value.isFinite {
      return (
        0,
        .error(
          TextCode.numberRange, "the number \(shortened(literal)) is too large", at: place,
          help: "the largest is about 1.8e308")
      )
    }
    if value == 0, literal.utf8.prefix(while: { $0 | 0x20 != 0x65 }).contains(where: isNonZero) {
      let message = "the number \(shortened(literal)) is so small that it is read as 0"
      return (0, .warning(TextCode.numberTooSmall, message, at: place))
    }
    return (value, nil)
  }

  /// The finding for what was meant to be a number.
  static func refusal(of literal: String, at place: Place) -> Finding {
    let lower = literal.lowercased()
    let name = "“\(shortened(literal))”"
    if lower.hasSuffix("nan") || lower.contains("inf") {
      return .error(
        TextCode.notFinite, "\(name) is not a number", at: place,
        help: "leave the member out where there is no limit")
    }
    let help =
      if lower.utf8.contains(where: { $0 >= 0x61 && $0 != 0x65 }) || lower.hasPrefix("20") {
        "put double quotes around a text, a duration or a date: \"\(shortened(literal))\""
      } else if lower.hasPrefix("+") {
        "leave out the plus sign"
      } else if lower.hasPrefix(".") || lower.hasPrefix("-.") {
        "write a digit in front of the point, such as 0.5"
      } else if lower.hasSuffix(".") || lower.contains(".e") {
        "write a digit behind the point, such as 5.0"
      } else if lower.hasPrefix("0") || lower.hasPrefix("-0") {
        "leave out the leading zero, or put double quotes around a text"
      } else {
        "numbers are written such as 12, -0.5 or 1e6"
      }
    return .error(TextCode.numberForm, "\(name) is not a number", at: place, help: help)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  private static func isNonZero(_ byte: UInt8) -> Bool { (0x31...0x39).contains(byte) }

  private static func shortened(_ literal: String) -> String {
    literal.utf8.count > 40 ? String(literal.prefix(30)) + "…" : literal
  }
}

/// What a text may hold, whichever notation it is written in.
package enum TextRules {
  /// How deeply brackets may be nested.
  package static let depthLimit = 128
  /// How many values a document may have.
  package static let valueLimit = 2_000_000
  /// How many characters a number may have.
  package static let numberLimit = 1000

  /// Whether a character may not stand in a text: controls other than tab and line breaks, which in
  /// names are refused as well, and the characters that make what follows read backwards.
  static func forbids(_ scalar: UInt32, inName: Bool) -> Bool {
    switch scalar {
    case 0x09, 0x0A, 0x0D: inName
    case 0..<0x20, 0x7F..<0xA0: true
    case 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// The first character of a text that may not stand in it.
  static func firstForbidden(in text: String, inName: Bool) -> Unicode.Scalar? {
    text.unicodeScalars.first { forbids($0.value, inName: inName) }
  }

  /// The finding for a character that may not stand in a text.
  static func refusal(of scalar: UInt32, inName: Bool, at place: Place) -> Finding {
    .error(
      TextCode.character,
      "the character \(codePoint(scalar)) (\(characterName(scalar))) is not allowed in "
        + (inName ? "a name" : "a text"),
      at: place, help: "remove it")
  }

  /// A character's number as Unicode writes it.
  static func codePoint(_ scalar: UInt32) -> String {
    let digits = String(scalar, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  private static func characterName(_ scalar: UInt32) -> String {
    switch scalar {
    case 0: "NUL"
    case 0x09: "a tab"
    case 0x0A, 0x0D: "a line break"
    case 0x202A...0x202E, 0x2066...0x2069: "it changes the direction of reading"
    default: "a control character"
    }
  }
}

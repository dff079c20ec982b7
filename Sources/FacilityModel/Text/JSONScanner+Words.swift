extension JSONScanner {
  /// Reads true, false or null, or reports what stands where a value should.
  mutating func readWordOrMistake(_ trail: Trail?) throws(Stop) -> LocatedNode {
    let start = mark
    if let quote = readQuoteMark() {
      let text = try readMisquoted(quote, start, trail)
      return LocatedNode(.string(text), at: place(from: start, trail))
    }
    switch byte {
    case 0x2B, 0x2E: return try readNumber(trail)
    case 0x2C:
      return try stop(
        .unexpected, "a value is missing before this comma", at: place(at: start, trail),
        help: "remove the comma or add the value")
    case 0x5D, 0x7D:
      return try stop(
        .unexpected, "a value is missing before \(nameOfCharacter())", at: place(at: start, trail))
    default: break
    }
    let unexpected = nameOfCharacter()
    let word = readWord()
    let place = place(from: start, trail)
    switch word {
    case "true": return LocatedNode(.boolean(true), at: place)
    case "false": return LocatedNode(.boolean(false), at: place)
    case "null": return LocatedNode(.null, at: place)
    case "":
      return try stop(.unexpected, "a value is expected, not \(unexpected)", at: place)
    default: break
    }
    isDamaged = true
    switch word.lowercased() {
    case "nan", "infinity", "inf": findings.add(JSONNumber.refusal(of: word, at: place))
    case "true", "yes", "on", "wahr":
      report(.unquoted, "“\(word)” is not a value", at: place, help: "did you mean true?")
    case "false", "no", "off", "falsch":
      report(.unquoted, "“\(word)” is not a value", at: place, help: "did you mean false?")
    case "null", "none", "nil", "undefined":
      report(.unquoted, "“\(word)” is not a value", at: place, help: "did you mean null?")
    default:
      report(
        .unquoted, "the text “\(word)” stands without quotes", at: place,
        help: "put double quotes around it: \"\(word)\"")
    }
    return LocatedNode(.null, at: place)
  }

  /// Reads what stands where a name in double quotes should.
  mutating func readKeyMistake(_ trail: Trail?) throws(Stop) -> String {
    let start = mark
    if let quote = readQuoteMark() { return try readMisquoted(quote, start, trail) }
    if byte == 0x2C {
      return try stop(
        .unexpected, "a name and its value are missing before this comma",
        at: place(at: start, trail), help: "remove the comma")
    }
    let unexpected = nameOfCharacter()
    let word = readWord()
    if word.isEmpty {
      return try stop(
        .unexpected, "a name in double quotes is expected, not \(unexpected)",
        at: place(at: start, trail))
    }
    report(
      .unquoted, "the name “\(word)” stands without quotes", at: place(from: start, trail),
      help: "put double quotes around it: \"\(word)\"")
    return word
  }

  /// Steps over a quotation mark that JSON does not know; gives the marks that may close it.
  private mutating func readQuoteMark() -> [String]? {
    let marks: [(String, [String])] = [
      ("'", ["'"]), ("`", ["`"]), ("“", ["”", "“", "\""]), ("”", ["”", "\""]),
      ("„", ["“", "”", "\""]), ("‘", ["’", "'"]), ("’", ["’", "'"]), ("«", ["»"]),
    ]
    for (opening, closing) in marks where bytes[offset...].starts(with: opening.utf8) {
      stepOverCharacter()
      return closing
    }
    return nil
  }

  /// Reads a text in quotation marks that JSON does not know.
  private mutating func readMisquoted(
    _ closing: [String], _ start: Mark, _ trail: Trail?
  ) throws(Stop) -> String {
    let from = offset
    while let byte, byte != 0x0A, byte != 0x0D {
      let end = offset
      if let mark = closing.first(where: { bytes[offset...].starts(with: $0.utf8) }) {
        stepOverCharacter()
        let text = String(decoding: bytes[from..<end], as: UTF8.self)
        isDamaged = isDamaged || text.contains("\\")
        report(
          .quotes, "a text stands in \(mark == "'" ? "single" : "other") quotes",
          at: place(from: start, trail), help: "use double quotes: \"\(text.prefix(40))\"")
        return text
      }
      stepOverCharacter()
    }
    return try stop(
      .unclosedText, "the text that begins here is not closed on this line",
      at: place(at: start, trail), help: "use double quotes at both ends")
  }
}

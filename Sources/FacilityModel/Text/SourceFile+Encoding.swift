extension SourceFile {
  /// Whether the file is short enough and is UTF-8; adds a finding where it is not.
  package func isReadable(upTo limit: Int = sizeLimit, into findings: inout Findings) -> Bool {
    if bytes.count > limit {
      findings.add(
        .error(
          TextCode.tooLarge, "the file has \(bytes.count) bytes, more than \(limit)", at: whole,
          help: limit < SourceFile.sizeLimit
            ? "write a model of this size as JSON" : "move large tables into CSV files"))
      return false
    }
    if looksLikeUTF16 {
      findings.add(
        .error(
          TextCode.encoding, "the file is not UTF-8 but seems to be UTF-16 or UTF-32", at: whole,
          help: "save it with the encoding UTF-8"))
      return false
    }
    if String(validating: bytes, as: UTF8.self) == nil {
      findings.add(
        .error(
          TextCode.encoding, "the file is not UTF-8: no character begins with these bytes",
          at: firstInvalid(), help: "save it with the encoding UTF-8"))
      return false
    }
    return true
  }

  /// Whether the first bytes are a UTF-16 or UTF-32 mark, or have the zeros of ASCII in one of these.
  private var looksLikeUTF16: Bool {
    let head = Array(bytes.prefix(4))
    guard head.count >= 2 else { return head == [0] }
    if (head[0] == 0xFF && head[1] == 0xFE) || (head[0] == 0xFE && head[1] == 0xFF) { return true }
    return head[0] == 0 || head[1] == 0
  }

  /// The place of the first bytes that are no UTF-8.
  private func firstInvalid() -> Place {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var line = 1
    var column = 1
    var afterReturn = false
    scan: while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar):
        if scalar == "\n" || scalar == "\r" {
          if !(scalar == "\n" && afterReturn) { line += 1 }
          column = 1
        } else {
          column += 1
        }
        afterReturn = scalar == "\r"
      case .emptyInput, .error:
        break scan
      }
    }
    return Place(file: self, line: line, column: column, length: 1, trail: nil)
  }
}

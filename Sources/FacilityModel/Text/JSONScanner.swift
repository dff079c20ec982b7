/// A strict reader of JSON (RFC 8259) that goes on behind the mistakes that people usually make.
///
/// A mistake behind which nothing sensible can be read ends the reading; all others are reported,
/// and where they leave the meaning in doubt, `isDamaged` says so.
struct JSONScanner {
  /// Ends the reading; what is the matter has been reported.
  struct Stop: Error {}

  /// A position in the text.
  struct Mark {
    let offset: Int
    let line: Int
    let column: Int
  }

  let file: SourceFile
  let bytes: [UInt8]
  var findings = Findings()
  /// Whether a value had to be guessed, so that the tree must not be used.
  var isDamaged = false
  var valueCount = 0

  var offset = 0
  private var line = 1
  private var lineStart = 0
  /// The bytes of this line so far that continue a character rather than begin one.
  var continuations = 0

  init(_ file: SourceFile) {
    self.file = file
    bytes = file.bytes
  }

  /// The byte at the current position, nil at the end.
  var byte: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  /// The byte `distance` ahead, nil behind the end.
  func peek(_ distance: Int) -> UInt8? {
    offset + distance < bytes.count ? bytes[offset + distance] : nil
  }

  /// The current position.
  var mark: Mark {
    Mark(offset: offset, line: line, column: offset - lineStart - continuations + 1)
  }

  /// The place from a mark up to the current position.
  func place(from start: Mark, _ trail: Trail?) -> Place {
    let length = line == start.line ? max(1, mark.column - start.column) : 1
    return place(at: start, length: length, trail)
  }

  /// The place of `length` characters at a mark.
  func place(at start: Mark, length: Int = 1, _ trail: Trail?) -> Place {
    Place(file: file, line: start.line, column: start.column, length: length, trail: trail)
  }

  /// Steps over the line break at the current position.
  mutating func stepOverLineBreak() {
    offset += bytes[offset] == 0x0D && peek(1) == 0x0A ? 2 : 1
    line += 1
    lineStart = offset
    continuations = 0
  }

  /// Steps over one character, which is no line break.
  mutating func stepOverCharacter() {
    offset += 1
    while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 {
      offset += 1
      continuations += 1
    }
  }

  /// Steps over white space and, with a finding, over comments.
  mutating func skipBlank(_ trail: Trail?) throws(Stop) {
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x09: offset += 1
      case 0x0A, 0x0D: stepOverLineBreak()
      case 0x2F where peek(1) == 0x2F || peek(1) == 0x2A: try skipComment(trail)
      case 0x23: try skipComment(trail)
      case 0x80...:
        guard isOddBlank() else { return }
        report(
          .unexpected, "\(nameOfCharacter()) stands where only plain spaces may",
          at: place(at: mark, trail), help: "replace it with a space")
        stepOverCharacter()
      default: return
      }
    }
  }

  /// Adds an error.
  mutating func report(
    _ code: TextCode, _ message: String, at place: Place, notes: [Finding.Note] = [],
    help: String? = nil
  ) {
    findings.add(.error(code, message, at: place, notes: notes, help: help))
  }

  /// Adds an error and ends the reading.
  mutating func stop<Value>(
    _ code: TextCode, _ message: String, at place: Place, notes: [Finding.Note] = [],
    help: String? = nil
  ) throws(Stop) -> Value {
    report(code, message, at: place, notes: notes, help: help)
    throw Stop()
  }

  /// Reads the whole document.
  mutating func readDocument() throws(Stop) -> LocatedNode {
    try skipBlank(nil)
    if byte == nil {
      return try stop(
        .empty, "the file is empty", at: file.whole,
        help: "a model begins with { and ends with }")
    }
    let root = try readValue(nil, depth: 0)
    try skipBlank(nil)
    guard let next = byte else { return root }
    if next == 0x7B || next == 0x5B {
      return try stop(
        .trailingText, "a second document begins here", at: place(at: mark, nil),
        help: "keep one document in a file")
    }
    return try stop(
      .trailingText, "\(nameOfCharacter()) follows the end of the document",
      at: place(at: mark, nil),
      help: next == 0x7D || next == 0x5D
        ? "remove it, or look for a bracket that was closed too early" : "remove it")
  }
}

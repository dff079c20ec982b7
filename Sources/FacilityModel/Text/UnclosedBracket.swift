/// A bracket that is never closed, found by the indentation of the lines behind it.
///
/// A bracket that is missing shows at the end of a file only, where nobody looks for it. In a file whose
/// lines are indented, what stands in a bracket is farther to the right than the line that opens it, and
/// what closes it is not: so the first line that does neither comes behind the place.
struct UnclosedBracket {
  /// Where it is opened, from 1 on.
  var line: Int
  var column: Int
  var bracket: Character
  /// What is opened there: the name in front of it, if there is one.
  var name: String?
  /// The last line that can belong to it.
  var lastLine: Int

  var closing: Character { bracket == "[" ? "]" : "}" }

  /// Where its partner is missing.
  var words: String {
    let opened = name.map { "“\($0)”" } ?? "it"
    return lastLine == line
      ? "probably in line \(line), which opens \(opened) and does not close it"
      : "probably behind line \(lastLine), where \(opened) of line \(line) ends"
  }

  private struct Opening {
    var line: Int
    var column: Int
    var indent: Int
    var bracket: Character
    var name: String?
  }

  /// The bracket that is not closed; nil where the indentation does not tell it without doubt.
  static func likely(in bytes: [UInt8]) -> UnclosedBracket? {
    var reader = Reader(text: String(decoding: bytes, as: UTF8.self))
    reader.read()
    // As many as are missing, or the file is not indented by its brackets.
    return reader.suspects.count == 1 && reader.open.isEmpty ? reader.suspects[0] : nil
  }

  private struct Reader {
    let text: String
    var open: [Opening] = []
    var suspects: [UnclosedBracket] = []
    /// The text that was read last, which may be the name of what follows.
    private var lastText: String?
    private var lastLine = 1

    init(text: String) { self.text = text }

    mutating func read() {
      var number = 0
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        number += 1
        let characters = Array(line)
        guard let first = characters.firstIndex(where: { $0 != " " && $0 != "\t" && $0 != "\r" })
        else { continue }
        settle(characters[first], indent: first, line: number)
        scan(characters, from: first, line: number)
        lastLine = number
      }
    }

    /// Takes out what cannot be open any more, by where a line begins.
    private mutating func settle(_ first: Character, indent: Int, line: Int) {
      let closes = first == "}" || first == "]"
      while let top = open.last, top.line < line,
        closes ? indent < top.indent : indent <= top.indent
      {
        open.removeLast()
        suspects.append(
          UnclosedBracket(
            line: top.line, column: top.column, bracket: top.bracket, name: top.name,
            lastLine: lastLine))
      }
    }

    private mutating func scan(_ characters: [Character], from first: Int, line: Int) {
      var index = first
      while index < characters.count {
        let character = characters[index]
        switch character {
        case "\"":
          var end = index + 1
          while end < characters.count, characters[end] != "\"" {
            end += characters[end] == "\\" ? 2 : 1
          }
          lastText = String(characters[(index + 1)..<min(max(end, index + 1), characters.count)])
          index = end
        case "{", "[":
          open.append(
            Opening(
              line: line, column: index + 1, indent: first, bracket: character, name: lastText))
          lastText = nil
        case "}", "]":
          if !open.isEmpty { open.removeLast() }
          lastText = nil
        case ",": lastText = nil
        default: break
        }
        index += 1
      }
    }
  }
}

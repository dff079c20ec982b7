/// One manual page in the macros of man(7).
struct ManualPage {
  private(set) var page: String

  init(name: String, abstract: String) {
    let title = Self.escaped(name.uppercased())
    page =
      ".TH \"\(title)\" 1 \"\(kendallVersionDate)\" \"Kendall \(kendallVersion)\" \"Kendall\"\n"
    section("NAME")
    let summary = abstract.hasSuffix(".") ? abstract.dropLast() : abstract[...]
    let first = summary.prefix(1).lowercased()
    fill("\(name) – \(first + summary.dropFirst())"[...])
  }

  mutating func section(_ title: String) { page += ".SH \(title)\n" }

  /// A term of a list, whose text follows.
  mutating func term(_ roff: String) { page += ".TP\n\(roff)\n" }

  /// A line that is escaped already.
  mutating func line(_ roff: String) { page += roff + "\n" }

  /// Text as in help: paragraphs, which are filled, and indented lines, which stay as they are.
  mutating func text(_ text: String) {
    var isFilled = true
    var hasText = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty {
        if !isFilled { close(&isFilled) }
        if hasText { page += ".PP\n" }
        hasText = false
        continue
      }
      if line.hasPrefix("  ") {
        if isFilled {
          page += ".RS 2\n.nf\n"
          isFilled = false
        }
      } else if !isFilled {
        close(&isFilled)
      }
      if isFilled {
        fill(line)
      } else {
        page += Self.escaped(String(line.dropFirst(2))) + "\n"
      }
      hasText = true
    }
    if !isFilled { close(&isFilled) }
  }

  /// Adds words in lines of up to 78 characters, which the reader fills anew.
  private mutating func fill(_ text: Substring) {
    var line = ""
    for word in text.split(separator: " ") {
      let word = Self.escaped(String(word))
      if !line.isEmpty, line.utf8.count + word.utf8.count > 77 {
        page += line + "\n"
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + (line.isEmpty ? word : Self.unprotected(word))
    }
    page += line + "\n"
  }

  /// A word that begins no line needs no protection of its point.
  private static func unprotected(_ word: String) -> String {
    word.hasPrefix("\\&.") ? String(word.dropFirst(2)) : word
  }

  private mutating func close(_ isFilled: inout Bool) {
    page += ".fi\n.RE\n"
    isFilled = true
  }

  private static func hexadecimal(_ number: UInt32) -> String {
    let digits = String(number, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// Text without what the macros would take for their own.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "\\": escaped += "\\e"
      case "-": escaped += "\\-"
      case "'": escaped += "\\(aq"
      case "~": escaped += "\\(ti"
      case "^": escaped += "\\(ha"
      case "`": escaped += "\\(ga"
      case "“": escaped += "\\(lq"
      case "”": escaped += "\\(rq"
      case "–": escaped += "\\-"
      case "…": escaped += "..."
      default:
        if character.isASCII {
          escaped.append(character)
        } else {
          for scalar in character.unicodeScalars {
            escaped += "\\[u" + hexadecimal(scalar.value) + "]"
          }
        }
      }
    }
    return escaped.hasPrefix(".") ? "\\&" + escaped : escaped
  }
}

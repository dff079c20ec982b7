/// Text and numbers as they stand in SVG and HTML.
package enum Markup {
  /// Text with the characters that mean something in markup written as references; characters
  /// that XML does not allow are left out.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t", "\n", "\r": result += " "
      case "\0"..<" ", "\u{7F}"..<"\u{A0}", "\u{FFFE}", "\u{FFFF}": break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Escaped text in which a number and its unit never part at the end of a line.
  package static func tied(_ text: String) -> String {
    let words = escaped(text).split(separator: " ", omittingEmptySubsequences: false)
    var result = ""
    for (index, word) in words.enumerated() {
      if index > 0 { result += isUnit(word) && endsInDigit(words[index - 1]) ? "\u{A0}" : " " }
      result += word
    }
    return result
  }

  private static let units: Set<Substring> = [
    "%", "points", "point", "percentage", "s", "min", "h", "d", "day", "days", "week", "weeks",
    "month", "months", "year", "years", "hour", "hours", "minutes", "/h", "entities", "units",
    "kWh", "kg", "replications",
  ]

  /// Whether a word is a unit, perhaps with a mark behind it.
  private static func isUnit(_ word: Substring) -> Bool {
    var word = word
    while let last = word.last, ".,;:)".contains(last) { word.removeLast() }
    return units.contains(word)
  }

  private static func endsInDigit(_ word: Substring) -> Bool { word.last?.isNumber ?? false }

  /// A coordinate with at most two decimals.
  static func number(_ value: Double) -> String {
    NumberText.shortest((value * 100).rounded() / 100) ?? "0"
  }
}

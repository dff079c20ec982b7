/// Free text as a CSV field: no formula to a spreadsheet, and quoted after RFC 4180.
///
/// Quoting alone stops no formula (OWASP, CSV injection): text that begins with one of = + - @
/// TAB CR, or with LF | % for an extra margin, gets a single quote in front. The full-width
/// equals sign (U+FF1D) is left as it is: no spreadsheet is known to take it for a formula.
/// Everything is decided by Unicode scalars, because "=" with a combining mark, or CR with LF, is
/// one `Character` that equals neither.
enum CSVText {
  /// The field of a text.
  static func field(_ text: String) -> String {
    let safe = startsLikeFormula(text) ? "'" + text : text
    return needsQuotes(safe) ? quoted(safe) : safe
  }

  private static func startsLikeFormula(_ text: String) -> Bool {
    switch text.unicodeScalars.first {
    case "=", "+", "-", "@", "\t", "\r", "\n", "|", "%": true
    default: false
    }
  }

  /// Whether a field holds a comma, a quote or a line break, or has spaces at its ends.
  private static func needsQuotes(_ text: String) -> Bool {
    let bytes = text.utf8
    if bytes.first == UInt8(ascii: " ") || bytes.last == UInt8(ascii: " ") { return true }
    return bytes.contains { byte in
      byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"")
        || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n")
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    result.append("\"")
    for scalar in text.unicodeScalars {
      if scalar == "\"" { result.append("\"") }
      result.append(scalar)
    }
    result.append("\"")
    return String(result)
  }
}

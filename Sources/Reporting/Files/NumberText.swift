/// Numbers as text that no locale touches and that reads back as the same number.
enum NumberText {
  /// The shortest decimal that reads back as the same double; nil if the number is not finite.
  ///
  /// Whole numbers below 2^53 have no point: "0.1", "-3.2", "5", "1e+21"; −0 is written as 0.
  static func shortest(_ value: Double) -> String? {
    guard value.isFinite else { return nil }
    if value == 0 { return "0" }
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// A number as a sentence wants it: three digits, or whole.
  static func brief(_ value: Double) -> String {
    let size = abs(value)
    guard size.isFinite, size < 1e15 else { return TerminalSummary.short(value) }
    let text = fixed(value, decimals: size >= 100 ? 0 : size >= 10 ? 1 : 2)
    guard text.contains(".") else { return text }
    var digits = text[...]
    while digits.last == "0" { digits.removeLast() }
    return String(digits.last == "." ? digits.dropLast() : digits)
  }

  /// A number with so many decimals, so that those of one size stand side by side.
  static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return TerminalSummary.short(value) }
    let scale = (0..<decimals).reduce(Int64(1)) { power, _ in power * 10 }
    let digits = Int64((abs(value) * Double(scale)).rounded())
    let sign = value < 0 && digits > 0 ? "-" : ""
    if decimals == 0 { return "\(sign)\(digits)" }
    let rest = String(digits % scale)
    return "\(sign)\(digits / scale)." + String(repeating: "0", count: decimals - rest.count) + rest
  }
}

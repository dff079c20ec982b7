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
}

import FacilityModel

/// A number as it is typed, with or without a unit: `5`, `2 min`, `95%`, `1 point`.
package struct Amount: Sendable, Hashable {
  package let number: Double
  /// Empty for a plain number.
  package let unit: String
  /// Whether it was typed without a decimal point.
  package let isWhole: Bool

  /// Reads an amount; nil where it does not begin with a finite number.
  package init?(_ text: String) {
    let text = text.trimmingSpaces
    let digits = text.prefix { $0.isASCII && ($0.isNumber || ".-+".contains($0)) }
    guard let number = Double(digits), number.isFinite else { return nil }
    self.number = number
    unit = String(text[digits.endIndex...]).trimmingSpaces
    isWhole = !digits.contains(".")
  }

  /// The number in the unit of a figure, in which percentages are those of a share; nil where the
  /// units do not agree.
  package func value(for figure: Figure, _ own: ReportUnit) -> Double? {
    if unit.isEmpty || unit == figure.unit { return number }
    if ["%", "point", "points"].contains(unit) { return figure.unit == "1" ? number / 100 : nil }
    guard figure.unit == own.name, let ticks = TimeUnits.ticks[unit] else { return nil }
    return number * ticks / own.ticks
  }
}

import EventEngine

/// The units of time that a model file may use.
package enum TimeUnits {
  /// The ticks in one unit, by every way to write it.
  package static let ticks: [String: Double] = {
    var table: [String: Double] = [:]
    for (names, ticks) in rows {
      for name in names { table[name] = ticks }
    }
    return table
  }()

  private static let rows: [([String], Double)] = [
    // The micro sign and the Greek letter look the same and are two characters.
    (["us", "\u{B5}s", "\u{3BC}s", "microsecond", "microseconds"], 1),
    (["ms", "millisecond", "milliseconds"], 1_000),
    (["s", "sec", "secs", "second", "seconds"], Double(Ticks.second)),
    (["min", "mins", "minute", "minutes"], Double(Ticks.minute)),
    (["h", "hr", "hrs", "hour", "hours"], Double(Ticks.hour)),
    (["d", "day", "days"], Double(Ticks.day)),
    (["w", "wk", "week", "weeks"], Double(Ticks.week)),
  ]

  /// The longest duration that a model may name: 2^61 ticks, 73,000 years.
  package static let longest = Double(1 << 61)

  /// The names to suggest from.
  package static var names: [String] { ["s", "min", "h", "days", "weeks"] }

  /// The ticks of an ISO 8601 duration such as `PT45M` or `P1DT2H`, or nil if it is none.
  package static func iso(_ text: String) -> Double? {
    guard text.hasPrefix("P") else { return nil }
    var total = 0.0
    var digits = ""
    var inTime = false
    var found = false
    for character in text.dropFirst() {
      if character == "T", !inTime, digits.isEmpty {
        inTime = true
        continue
      }
      if character.isASCII, character.isNumber || character == "." {
        digits.append(character)
        continue
      }
      guard let amount = Double(digits) else { return nil }
      let unit: Int64
      switch (character, inTime) {
      case ("W", false): unit = Ticks.week
      case ("D", false): unit = Ticks.day
      case ("H", true): unit = Ticks.hour
      case ("M", true): unit = Ticks.minute
      case ("S", true): unit = Ticks.second
      default: return nil
      }
      total += amount * Double(unit)
      digits = ""
      found = true
    }
    return found && digits.isEmpty ? total : nil
  }

  /// A duration as a person reads it: the largest unit that keeps it at least 1.
  package static func words(_ ticks: Double) -> String {
    let size = abs(ticks)
    let units: [(Double, String)] = [
      (Double(Ticks.day) * 2, "days"), (Double(Ticks.hour), "h"), (Double(Ticks.minute), "min"),
      (Double(Ticks.second), "s"),
    ]
    for (least, name) in units where size >= least {
      let value = ticks / (TimeUnits.ticks[name] ?? 1)
      return "\(short(value)) \(name)"
    }
    return ticks == 0 ? "0 s" : "\(short(ticks / Double(Ticks.second))) s"
  }

  private static func short(_ value: Double) -> String {
    let rounded = (value * 100).rounded() / 100
    return rounded == rounded.rounded() && abs(rounded) < 1e15
      ? String(Int64(rounded)) : String(rounded)
  }
}

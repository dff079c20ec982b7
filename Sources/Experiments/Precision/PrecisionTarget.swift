import FacilityModel
package import OutputStatistics

/// A figure and how narrow its interval is to be: `waiting time of urgent: 5%`.
package struct PrecisionTarget: Sendable, Hashable {
  /// What was written.
  package let text: String
  package let query: FigureQuery
  /// How narrow, as written: a part of the mean, or a number with or without a unit.
  private let number: Double
  private let unit: String

  /// Reads a target as it is typed.
  package init(_ text: String) throws(FigureQuery.Failure) {
    self.text = text
    let usage = "write a figure, a colon and how narrow: \"waiting time: 5%\" or \"wait: 2 min\""
    guard let colon = text.lastIndex(of: ":") else {
      throw FigureQuery.Failure(message: "“\(text)” does not say how narrow: \(usage)")
    }
    let name = String(text[..<colon]).trimmingSpaces
    let amount = String(text[text.index(after: colon)...]).trimmingSpaces
    let digits = amount.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard !name.isEmpty, let number = Double(digits), number.isFinite else {
      throw FigureQuery.Failure(message: "“\(text)” does not say how narrow: \(usage)")
    }
    guard number > 0 else {
      throw FigureQuery.Failure(message: "“\(text)”: no interval of random figures has width 0")
    }
    query = FigureQuery(name)
    self.number = number
    unit = String(amount[digits.endIndex...]).trimmingSpaces
  }

  /// What the target means for a figure.
  package func goal(for figure: Figure, unit own: ReportUnit) throws(FigureQuery.Failure)
    -> PrecisionGoal
  {
    let isTime = figure.unit == own.name
    switch unit {
    case "%": return .relative(number / 100)
    case "", figure.unit: return .absolute(number)
    case "point", "points":
      guard figure.unit == "1" else { break }
      return .absolute(number / 100)
    default:
      if isTime, let ticks = TimeUnits.ticks[unit] { return .absolute(number * ticks / own.ticks) }
    }
    let may =
      isTime
      ? "a percentage of the mean or a duration"
      : figure.unit == "1"
        ? "a percentage of the mean, a number, or percentage points as “1 point”"
        : "a percentage of the mean or a number of \(figure.unit)"
    throw FigureQuery.Failure(
      message: "“\(text)”: “\(FigureQuery.name(of: figure))” takes \(may), not “\(unit)”")
  }
}

/// What a run is to go on for: targets, and the fewest and the most replications.
package struct PrecisionPlan: Sendable, Hashable {
  package var targets: [PrecisionTarget]
  package var schedule: LookSchedule

  package init(targets: [PrecisionTarget], floor: Int, cap: Int) {
    self.targets = targets
    schedule = LookSchedule(floor: floor, cap: cap)
  }
}

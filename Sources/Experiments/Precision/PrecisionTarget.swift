package import OutputStatistics

/// A figure and how narrow its interval is to be: `waiting time of urgent: 5%`.
package struct PrecisionTarget: Sendable, Hashable {
  /// What was written.
  package let text: String
  package let query: FigureQuery
  /// How narrow, as written: a part of the mean, or a number with or without a unit.
  private let amount: Amount

  /// Reads a target as it is typed.
  package init(_ text: String) throws(FigureQuery.Failure) {
    self.text = text
    let usage = "write a figure, a colon and how narrow: \"waiting time: 5%\" or \"wait: 2 min\""
    guard let colon = text.lastIndex(of: ":") else {
      throw FigureQuery.Failure(message: "“\(text)” does not say how narrow: \(usage)")
    }
    let name = String(text[..<colon]).trimmingSpaces
    guard !name.isEmpty, let amount = Amount(String(text[text.index(after: colon)...])) else {
      throw FigureQuery.Failure(message: "“\(text)” does not say how narrow: \(usage)")
    }
    guard amount.number > 0 else {
      throw FigureQuery.Failure(message: "“\(text)”: no interval of random figures has width 0")
    }
    query = FigureQuery(name)
    self.amount = amount
  }

  /// What the target means for a figure.
  package func goal(for figure: Figure, unit own: ReportUnit) throws(FigureQuery.Failure)
    -> PrecisionGoal
  {
    if amount.unit == "%" { return .relative(amount.number / 100) }
    if let value = amount.value(for: figure, own) { return .absolute(value) }
    let isTime = figure.unit == own.name
    let may =
      isTime
      ? "a percentage of the mean or a duration"
      : figure.unit == "1"
        ? "a percentage of the mean, a number, or percentage points as “1 point”"
        : "a percentage of the mean or a number of \(figure.unit)"
    throw FigureQuery.Failure(
      message: "“\(text)”: “\(FigureQuery.name(of: figure))” takes \(may), not “\(amount.unit)”")
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

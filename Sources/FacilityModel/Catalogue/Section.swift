/// A mapping of the language that is not a step, a distribution or a measure: one row, one meaning.
package struct Section: Sendable {
  /// What it is called: “resource”.
  package let name: String
  package let summary: String
  package let fields: [Field]
  /// What may stand under keys of the modeller's choice, if there may be any.
  package let others: FieldKind?
  /// Keys of which exactly one must be there, if any.
  package let exactlyOne: [String]
  /// The mapping as JSON.
  package let example: String

  package init(
    _ name: String, _ summary: String, exactlyOne: [String] = [], _ fields: [Field],
    others: FieldKind? = nil, example: String
  ) {
    self.others = others
    self.name = name
    self.summary = summary
    self.fields = fields
    self.exactlyOne = exactlyOne
    self.example = example
  }

  /// Every section, in the order in which a manual shows them.
  package static let catalogue: [Section] =
    [
      .model, .time, .runEnd, .resource, .unitGroup, .setUp, .capacity, .exceptionalCapacity,
      .shift,
      .shiftBreak,
    ]
    + outages + costs
    + escalation + stocks + tanks + places + matches + [
      .queue, .arrivals, .rate, .exceptionalRate, .phase, .arrivalTimes, .appointments,
      .cancellation, .refill,
    ]
    + [.mixedClass] + shocks + [
      .days, .column, .resampledRows, .correlation, .figure, .observations, .distributionByCases,
    ]
    + [.boundedDistribution, .movedDistribution, .mixturePart, .pathway, .standard]
    + [.choice, .branchWay, .forkWay, .balk, .renege, .afterPreemption]

  /// The section of a name; one that the catalogue lacks is our mistake.
  package static func named(_ name: String) -> Section {
    guard let section = catalogue.first(where: { $0.name == name }) else {
      preconditionFailure("internal: no section is named “\(name)”, please report")
    }
    return section
  }

  /// The anchor of a heading, as Markdown readers make it.
  static func anchor(_ name: String) -> String {
    name.lowercased().replacing(" ", with: "-")
  }
}

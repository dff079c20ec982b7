/// A limit that a figure has to keep: `seen in 4 hours >= 0.95`.
package struct Constraint: Sendable, Hashable {
  /// What was written.
  package let text: String
  package let query: FigureQuery
  package let isAtLeast: Bool
  private let limit: Amount
  private let tolerance: Amount?

  /// Reads a limit as it is typed.
  package init(_ text: String) throws(FigureQuery.Failure) {
    let usage =
      "write a figure, >= or <=, and a limit: \"seen in 4 hours >= 0.95\", with \"within 0.01\" "
      + "for how near to the limit either answer will do"
    guard let sign = text.firstRange(of: ">=") ?? text.firstRange(of: "<=") else {
      throw FigureQuery.Failure(message: "“\(text)” has no limit: \(usage)")
    }
    var amount = String(text[sign.upperBound...]).trimmingSpaces
    var tolerance: Amount?
    if let within = amount.firstRange(of: "within") {
      tolerance = Amount(String(amount[within.upperBound...]).trimmingSpaces)
      amount = String(amount[..<within.lowerBound]).trimmingSpaces
      guard let given = tolerance, given.number > 0 else {
        throw FigureQuery.Failure(message: "“\(text)”: the tolerance is a number above 0")
      }
    }
    let name = String(text[..<sign.lowerBound]).trimmingSpaces
    guard let limit = Amount(amount), !name.isEmpty else {
      throw FigureQuery.Failure(message: "“\(text)” has no limit: \(usage)")
    }
    self.text = text
    query = FigureQuery(name)
    isAtLeast = text[sign] == ">="
    self.limit = limit
    self.tolerance = tolerance
  }

  /// The limit and its tolerance in the unit of a figure; without a tolerance a hundredth of the
  /// limit is meant.
  package func limit(for figure: Figure, _ own: ReportUnit) throws(FigureQuery.Failure) -> (
    limit: Double, tolerance: Double
  ) {
    guard let value = limit.value(for: figure, own) else {
      throw FigureQuery.Failure(
        message: "“\(text)”: “\(FigureQuery.name(of: figure))” is in \(figure.unit), not in "
          + "\(limit.unit)")
    }
    let tolerance = tolerance.map { $0.value(for: figure, own) } ?? abs(value) / 100
    guard let tolerance, tolerance > 0 else {
      throw FigureQuery.Failure(
        message: "“\(text)”: say how near to the limit either answer will do, as \"within 0.01\"")
    }
    return (value, tolerance)
  }
}

extension [Constraint] {
  /// The limits of constraints, whose figures come in the same order.
  func limits(of figures: some Sequence<Figure>, _ own: ReportUnit) throws(SelectionProblem) -> [(
    limit: Double, tolerance: Double
  )] {
    var limits: [(limit: Double, tolerance: Double)] = []
    for (constraint, figure) in zip(self, figures) {
      do throws(FigureQuery.Failure) {
        limits.append(try constraint.limit(for: figure, own))
      } catch {
        throw .figure(error.message)
      }
    }
    return limits
  }
}

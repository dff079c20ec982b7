import EventEngine

/// A way to tell entities apart, for a measure that is split `by` it.
private struct Division {
  var name: String
  /// What each class is called, and the number that stands for it in `value`.
  var classes: [(label: String, value: Double)]
  var value: Expression
}

extension Decoder {
  /// What a measure can be split by besides attributes.
  static let divisions = ["hour of arrival", "day of arrival", "source", "outcome"]
  /// Stands for an entity of no class: below every sum of numbers of classes.
  private static let noClass = -1e12
  /// The most classes of one measure.
  private static let mostClasses = 2_000

  /// A measure and its parts, one for each class; the classes are numbered in the parts' order.
  func split(_ measure: MeasureDefinition, by node: LocatedNode?) -> [MeasureDefinition] {
    guard let node else { return [measure] }
    if isByOutcome(node) { return splitByOutcome(measure, by: node) }
    guard let divisions = readDivisions(node), !divisions.isEmpty else { return [measure] }
    var whole = measure
    var parts = [measure]
    parts[0].isPart = true
    parts[0].isKey = false
    if measure.kind != .standard { parts[0].target = nil }
    var number = Expression.constant(0)
    for (place, division) in divisions.enumerated() {
      number =
        place == 0
        ? Self.numberInFirst(division)
        : .binary(
          .add, .binary(.multiply, number, .constant(Double(division.classes.count))),
          Self.number(in: division))
      parts = parts.flatMap { part in
        division.classes.map { one in
          var inner = part
          let matches = Expression.binary(.equal, division.value, .constant(one.value))
          inner.condition = part.condition.map { .binary(.and, $0, matches) } ?? matches
          inner.scope = (part.scope.map { $0 + ", " } ?? "") + "\(division.name) \(one.label)"
          return inner
        }
      }
      if parts.count > Self.mostClasses {
        report(
          .badValue, "this splits the measure into more than \(Self.mostClasses) parts",
          at: node.place, help: "split by less")
        return [measure]
      }
    }
    whole.classes = number
    whole.classCount = parts.count
    return [whole] + parts
  }

  /// The number of the class in the first division: values that follow one another are counted
  /// from the first of them, and what is outside lies outside the numbers of all classes.
  private static func numberInFirst(_ division: Division) -> Expression {
    guard let first = division.classes.first?.value, first == first.rounded(),
      division.classes.enumerated().allSatisfy({ $1.value == first + Double($0) })
    else { return number(in: division) }
    return first == 0
      ? division.value : .binary(.subtract, division.value, .constant(first))
  }

  /// The number of the class of an entity in one division, or far below 0 for none.
  private static func number(in division: Division) -> Expression {
    division.classes.enumerated().reduce(.constant(noClass)) { sum, one in
      .binary(
        .add, sum,
        .binary(
          .multiply, .constant(Double(one.offset) - noClass),
          .binary(.equal, division.value, .constant(one.element.value))))
    }
  }

  private func readDivisions(_ node: LocatedNode) -> [Division]? {
    if let elements = node.elements {
      let read = elements.compactMap { readDivision($0) }
      let names = Set(read.map(\.name))
      if names.count < read.count {
        report(
          .duplicateName, "“by” names one thing twice", at: node.place,
          help: "leave one of them out")
        return nil
      }
      return read.count == elements.count ? read : nil
    }
    return readDivision(node).map { [$0] }
  }

  private func readDivision(_ node: LocatedNode) -> Division? {
    guard let name = text(node, "“by”") else { return nil }
    if let attribute = scope.attributes[name] {
      let values = attributes[Int(attribute.index)].values
      if values.isEmpty {
        report(
          .badValue, "“\(name)” is not chosen from a list, so there is nothing to split by",
          at: node.place, help: "split by an attribute that a “choice” gives")
        return nil
      }
      return Division(name: name, classes: values, value: .leaf(.attribute(attribute.index)))
    }
    switch name {
    case "hour of arrival":
      let hours = (0..<24).map { (label: "\($0)", value: Double($0)) }
      return Division(name: name, classes: hours, value: .leaf(.arrivalHour))
    case "day of arrival":
      let days = ClockTime.weekdayNames.enumerated().map { ($1, Double($0)) }
      return Division(
        name: name, classes: days.map { (label: $0.0, value: $0.1) }, value: .leaf(.arrivalWeekday))
    case "source":
      let named = sources.enumerated().map { (label: $1, value: Double($0)) }
      return Division(name: name, classes: named, value: .leaf(.source))
    default:
      report(
        .unknownName, "no attribute is named “\(name)”", at: node.place,
        help: suggestion(for: name, among: scope.attributes.keys.sorted() + Self.divisions)
          ?? "split by an attribute that a “choice” gives, or by \(Self.divisions.map { "“\($0)”" }.joined(separator: ", "))"
      )
      return nil
    }
  }
}

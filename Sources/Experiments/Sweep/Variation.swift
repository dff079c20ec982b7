/// A parameter and the values between which it varies: `doctors by day=3..10`.
package struct Variation: Sendable, Hashable {
  package let name: String
  package let lowest: Double
  package let highest: Double
  /// The values themselves, where they are whole numbers, steps or a list; nil for all in between.
  package let values: [Double]?
  /// The unit of the values, as it is typed; empty for plain numbers.
  package let unit: String

  /// More values than these are not a list but a range.
  package static let mostValues = 10_000

  /// Reads a variation as it is typed.
  package init(_ text: String) throws(FigureQuery.Failure) {
    func wrong(_ reason: String) -> FigureQuery.Failure {
      FigureQuery.Failure(
        message: "“\(text)” \(reason): write a parameter and its range, as \"doctors=3..10\", "
          + "\"demand=0.8..1.2\", \"beds=10..40 by 5\", \"service=10 min..20 min\" or \"beds=18,20,24\""
      )
    }
    guard let equals = text.firstIndex(of: "=") else { throw wrong("has no range") }
    name = String(text[..<equals]).trimmingSpaces
    let range = String(text[text.index(after: equals)...]).trimmingSpaces
    guard !name.isEmpty else { throw wrong("names no parameter") }
    if let dots = range.firstRange(of: "..") {
      var end = String(range[dots.upperBound...])
      if end.hasPrefix(".") { end.removeFirst() }
      var step: Amount?
      if let by = end.firstRange(of: " by ") {
        step = Amount(String(end[by.upperBound...]))
        end = String(end[..<by.lowerBound])
        guard let given = step, given.number > 0 else { throw wrong("has no step above 0") }
      }
      guard let low = Amount(String(range[..<dots.lowerBound])), let high = Amount(end)
      else { throw wrong("has ends that are no numbers") }
      let unit = high.unit
      guard low.unit == unit || low.unit.isEmpty,
        step.map({ $0.unit == unit || $0.unit.isEmpty }) ?? true
      else { throw wrong("has ends in different units") }
      guard low.number < high.number else { throw wrong("does not rise") }
      self.unit = unit
      lowest = low.number
      // Whole ends without a unit are a number of something, such as doctors.
      let width = step?.number ?? (low.isWhole && high.isWhole && unit.isEmpty ? 1 : nil)
      guard let width else {
        values = nil
        highest = high.number
        return
      }
      guard (high.number - low.number) / width < Double(Self.mostValues) else {
        throw wrong("has too many values")
      }
      let steps = Self.steps(low.number, high.number, width)
      guard steps.count > 1 else { throw wrong("has fewer than two values") }
      values = steps
      // The last value, which may lie before the end that was typed.
      highest = steps[steps.count - 1]
    } else {
      let parts = range.split(separator: ",").map { Amount(String($0)) }
      let known = parts.compactMap { $0 }
      guard known.count == parts.count, let last = known.last, known.count >= 2 else {
        throw wrong("has fewer than two values")
      }
      guard known.allSatisfy({ $0.unit == last.unit || $0.unit.isEmpty }) else {
        throw wrong("has values in different units")
      }
      let sorted = known.map(\.number).sorted()
      guard Set(sorted).count == sorted.count else { throw wrong("has a value twice") }
      values = sorted
      unit = last.unit
      (lowest, highest) = (sorted[0], sorted[sorted.count - 1])
    }
  }

  /// The numbers from one to another by steps, as they would be typed: whole numbers of the last
  /// decimal place that any of the three has, so that 0.1 + 2 · 0.1 is 0.3.
  private static func steps(_ low: Double, _ high: Double, _ width: Double) -> [Double] {
    let scales = (0...15).lazy.map { place in (0..<place).reduce(1.0) { power, _ in power * 10 } }
    let scale = scales.first { scale in
      [low, high, width].allSatisfy { number in
        let whole = (number * scale).rounded()
        return abs(whole) < 0x1p53 && whole / scale == number
      }
    }
    guard let scale else {
      return (0...Int((high - low) / width + 1e-9)).map { min(high, low + Double($0) * width) }
    }
    let (first, last) = ((low * scale).rounded(), (high * scale).rounded())
    let step = (width * scale).rounded()
    return (0...Int(((last - first) / step).rounded(.down))).map {
      (first + Double($0) * step) / scale
    }
  }

  /// The value at a place from 0 to 1.
  ///
  /// - Parameter isStratum: whether all places up to but not including 1 share the values equally, as
  ///   those of a sequence do; otherwise 0 and 1 are the ends.
  package func value(at place: Double, isStratum: Bool) -> Double {
    guard let values else { return lowest + place * (highest - lowest) }
    let index =
      isStratum
      ? Int(place * Double(values.count)) : Int((place * Double(values.count - 1)).rounded())
    return values[min(max(0, index), values.count - 1)]
  }

  /// A value as it would be typed.
  package func text(of value: Double) -> String {
    let number =
      value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
    return unit.isEmpty ? number : "\(number) \(unit)"
  }
}

extension [Variation] {
  /// Values as settings, as they would be typed.
  package func settings(of point: [Double]) -> [(name: String, value: String)] {
    zip(self, point).map { (name: $0.name, value: $0.text(of: $1)) }
  }

  /// What results call the policy of some values.
  package func name(of point: [Double]) -> String {
    settings(of: point).map { "\($0.name)=\($0.value)" }.joined(separator: "; ")
  }
}

/// The M/M/c queue: what theory says of Poisson arrivals, exponential times and c units.
///
/// Source: A. K. Erlang (1917); in today's form Gross, Shortle, Thompson and Harris, Fundamentals of
/// Queueing Theory, 4th ed., section 2.3.
package enum DelayFormula {
  /// The probability that an arrival has to wait (Erlang C); 1 where the load reaches the units.
  ///
  /// - Parameters:
  ///   - load: units that would be in use if nobody waited (rate times mean time), at least 0.
  ///   - units: how many there are, at least 1.
  package static func probabilityOfWaiting(load: Double, units: Int) -> Double {
    if load >= Double(units) { return 1 }
    // Erlang B by its recursion, which never overflows.
    var lost = 1.0
    for count in 1...max(1, units) { lost = load * lost / (Double(count) + load * lost) }
    return lost / (1 - load / Double(units) * (1 - lost))
  }

  /// The mean wait in line, in times of the mean service; infinite where the load reaches the units.
  package static func meanWait(load: Double, units: Int) -> Double {
    if load >= Double(units) { return .infinity }
    return probabilityOfWaiting(load: load, units: units) / (Double(units) - load)
  }
}

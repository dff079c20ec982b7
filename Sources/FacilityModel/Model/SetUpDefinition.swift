/// How long the units of a resource take to be set up for one thing after another.
package struct SetUpDefinition: Sendable {
  /// The attribute of entities that says what a unit has to be set up for.
  package var attribute: Int32
  /// The values that times are given for, and the time of each pair in ticks, by from and then to.
  package var values: [Double]
  package var times: [Double]
  /// The time of a unit that has not been set up before, and that of all other pairs, if any.
  package var first: Double
  package var other: Double?
  /// The attribute that an entity gets its time in, if it is wanted.
  package var keeps: Int32?

  /// The time between two values.
  package func time(from: Double, to: Double) -> Double {
    if from.isNaN { return first }
    if let from = values.firstIndex(of: from), let to = values.firstIndex(of: to) {
      return times[from * values.count + to]
    }
    return from == to ? 0 : other ?? .nan
  }
}

/// How long the units of a resource take to be set up for one thing after another.
package struct SetUpSpecification: BitwiseCopyable, Sendable, Equatable {
  package var resource: Int32
  /// The attribute of entities that says what a unit has to be set up for.
  package var attribute: Int32
  /// The values that its times are given for, among `Program.setUpValues`, and where their times
  /// begin among `Program.setUpTimes`: one for each from-to pair, in ticks.
  package var firstValue: Int32
  package var valueCount: Int32
  package var firstTime: Int32
  /// The time of a unit that has not been set up before.
  package var first: Double
  /// The time between values of which one is not among those given; not a number where that stops
  /// the run.
  package var other: Double

  package init(
    resource: Int32, attribute: Int32, firstValue: Int32, valueCount: Int32, firstTime: Int32,
    first: Double, other: Double
  ) {
    self.resource = resource
    self.attribute = attribute
    self.firstValue = firstValue
    self.valueCount = valueCount
    self.firstTime = firstTime
    self.first = first
    self.other = other
  }
}

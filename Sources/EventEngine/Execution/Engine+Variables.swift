extension Engine {
  /// Gives a variable of the facility a value.
  @inline(never)
  mutating func assignVariable(_ variable: Int32, _ quantity: Int32, _ entity: Int32)
    throws(SimulationFailure)
  {
    variables[variable] = try value(of: quantity, for: entity, what: "a variable")
    if waiting.count > 0 { markWaiting() }
  }
}

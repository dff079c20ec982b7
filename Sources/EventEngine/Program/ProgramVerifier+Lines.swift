extension ProgramVerifier {
  /// The rules of the line at a resource.
  mutating func verifyLine(_ line: LineSpecification, _ at: String) {
    index(
      line.order, in: program.expressions.count, orNone: line.ordering != .reevaluated,
      "\(at): order of the line")
  }
}

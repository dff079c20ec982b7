import RandomStreams

extension Engine {
  /// A draw that rises with those of other purposes: their normals and its own, mixed, decide on
  /// the level at which its law is inverted.
  @inline(never)
  mutating func drawCorrelated(
    _ law: Int32, _ factors: Range<Int32>, for entity: Int32, from stream: RandomStream
  ) throws(SimulationFailure) -> Double {
    let distribution = try distribution(ofPart: law, for: entity)
    var z = 0.0
    for index in factors {
      let factor = copulaFactors[index]
      z += factor.weight * NormalCopula.normal(stream, of: factor.purpose)
    }
    return distribution.quantile(NormalCopula.level(of: z), tables: drawTables.span) ?? .nan
  }
}

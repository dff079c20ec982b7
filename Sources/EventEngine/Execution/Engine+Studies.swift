import RandomStreams

/// The number of the next draw of its kind, where draws are keyed by their order.
@inline(never)
func nextOrder(_ counts: borrowing GrowableStorage<UInt64>, _ index: Int32) -> UInt64 {
  counts[index] &+= 1
  return counts[index]
}

/// Draws that are made otherwise than usual, to study or to lessen variance.
extension Engine {
  /// A draw that is keyed by its order, or made by inversion.
  @inline(never)
  mutating func drawOtherwise(
    _ index: Int32, for entity: Int32, word: UInt64?, what: StaticString
  ) throws(SimulationFailure) -> Double {
    let draw = draws[index]
    let key =
      keysByOrder
      ? nextOrder(drawOrder, index)
      : word
        ?? entityWord(
          identity: entities.identity[entity],
          visit: entities.visit(entity, depth: draw.loopDepth))
    var stream = RandomStream(
      seed: seed, purpose: draw.purpose, entity: key, replication: replication)
    if inversion == .none {
      return try sample(draw, for: entity, from: &stream, what: what)
    }
    let u = stream.openUniform()
    // Exact: both are multiples of 2^-53.
    return try quantile(of: draw, at: inversion == .mirrored ? 1 - u : u, for: entity, what: what)
  }

  /// Which way an entity goes at a branch by share, where that is decided otherwise than usual.
  @inline(never)
  mutating func shareOtherwise(_ table: Int, _ entity: Int32) -> Double {
    let range = shares[table]
    let key =
      keysByOrder
      ? nextOrder(shareOrder, Int32(table))
      : entityWord(
        identity: entities.identity[entity],
        visit: entities.visit(entity, depth: range.loopDepth))
    var stream = RandomStream(
      seed: seed, purpose: range.purpose, entity: key, replication: replication)
    return mirrored(stream.uniform())
  }

  /// A uniform number in [0, 1), or what is left to the greatest there is.
  @inline(__always)
  mutating func mirrored(_ u: Double) -> Double { inversion == .mirrored ? (1 - 0x1p-53) - u : u }

  /// The value of a draw's law at a level.
  private mutating func quantile(
    of draw: Draw, at level: Double, for entity: Int32, what: StaticString
  ) throws(SimulationFailure) -> Double {
    if draw.parameters < 0 {
      return try finite(
        draw.distribution.quantile(level, tables: tables.span) ?? .nan, entity, what)
    }
    let index = Int(draw.parameters)
    let part = drawParameters[index].part
    if part < 0 {
      let distribution = try distributionNow(index, for: entity)
      return try finite(distribution.quantile(level, tables: tables.span) ?? .nan, entity, what)
    }
    let distribution = try distribution(ofPart: part, for: entity)
    let drawn = distribution.quantile(level, tables: drawTables.span) ?? .nan
    // What was put together is needed no more.
    drawTables.removeLast(drawTables.count - tables.count)
    return try finite(drawn, entity, what)
  }
}

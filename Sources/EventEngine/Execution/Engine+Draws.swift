import RandomStreams

extension Engine {
  /// A draw from a distribution that is known only now.
  @inline(never)
  mutating func sampleComputed(
    _ index: Int, for entity: Int32, from stream: inout RandomStream
  ) throws(SimulationFailure) -> Double {
    let part = drawParameters[index].part
    if part < 0 {
      let distribution = try distributionNow(index, for: entity)
      return distribution.sample(&stream, tables: tables.span)
    }
    let drawn: Double
    if case .correlated(let law, let first, let count) = drawParts[part] {
      drawn = try drawCorrelated(law, first..<(first + count), for: entity, from: stream)
    } else {
      let distribution = try distribution(ofPart: part, for: entity)
      drawn = distribution.sample(&stream, tables: drawTables.span)
    }
    // What was put together is needed no more.
    drawTables.removeLast(drawTables.count - tables.count)
    return drawn
  }

  /// Puts a distribution together from its parts, in the room behind the tables.
  mutating func distribution(
    ofPart index: Int32, for entity: Int32
  ) throws(SimulationFailure) -> Distribution {
    switch drawParts[index] {
    case .fixed(let distribution): return distribution
    case .computed(let parameters):
      return try distributionNow(Int(parameters), for: entity)
    case .truncated(let part, let min, let max):
      let inner = try distribution(ofPart: part, for: entity)
      let lower = try bound(min, or: -.infinity, for: entity)
      let upper = try bound(max, or: .infinity, for: entity)
      do {
        return try .truncated(inner, min: lower, max: upper, appendingTo: &drawTables)
      } catch { throw refused("truncated", error, for: entity) }
    case .clamped(let part, let min, let max):
      let inner = try distribution(ofPart: part, for: entity)
      let lower = try bound(min, or: -.infinity, for: entity)
      let upper = try bound(max, or: .infinity, for: entity)
      do {
        return try .clamped(inner, min: lower, max: upper, appendingTo: &drawTables)
      } catch { throw refused("clamped", error, for: entity) }
    case .shifted(let part, let by):
      let inner = try distribution(ofPart: part, for: entity)
      let shift = try evaluate(by, for: entity)
      do {
        return try .moved(inner, by: shift, appendingTo: &drawTables)
      } catch { throw refused("shifted", error, for: entity) }
    case .scaled(let part, let by):
      let inner = try distribution(ofPart: part, for: entity)
      let factor = try evaluate(by, for: entity)
      do {
        return try .moved(inner, times: factor, appendingTo: &drawTables)
      } catch { throw refused("scaled", error, for: entity) }
    case .correlated(let law, _, _): return try distribution(ofPart: law, for: entity)
    case .mixture(let firstWay, let count, let weights):
      return try mixture(firstWay, count, weights: Int(weights), for: entity)
    case .cases(let firstWay, let count):
      for way in firstWay..<(firstWay + count) {
        let condition = drawWays[way].condition
        if condition < 0 {
          return try distribution(ofPart: drawWays[way].part, for: entity)
        }
        if try evaluate(condition, for: entity) != 0 {
          return try distribution(ofPart: drawWays[way].part, for: entity)
        }
      }
      throw failure(
        .badParameters("by: none of the cases holds, and there is no “otherwise”"),
        entity: entity < 0 ? nil : entity, step: nil)
    }
  }

  /// A mixture: its weights, and room for its parts, which may need tables of their own.
  private mutating func mixture(
    _ firstWay: Int32, _ count: Int32, weights: Int, for entity: Int32
  ) throws(SimulationFailure) -> Distribution {
    let place = drawTables.count
    let parts = place + Int(count)
    for index in weights..<(weights + Int(count)) { drawTables.append(drawTables[index]) }
    for _ in 0..<(Int(count) * Distribution.width) { drawTables.append(0) }
    for index in 0..<count {
      let part = try distribution(ofPart: drawWays[firstWay + index].part, for: entity)
      part.write(at: parts + Int(index) * Distribution.width, in: &drawTables)
    }
    return .mixture(at: place, count: Int(count))
  }

  private mutating func bound(
    _ expression: Int32, or none: Double, for entity: Int32
  ) throws(SimulationFailure) -> Double {
    expression < 0 ? none : try evaluate(expression, for: entity)
  }

  private mutating func refused(
    _ name: StaticString, _ problem: ParameterProblem, for entity: Int32
  ) -> SimulationFailure {
    failure(
      .badParameters(
        "\(name): \(problem.parameter) \(problem.requirement), but is \(problem.value)"),
      entity: entity < 0 ? nil : entity, step: nil)
  }
}

import EventEngine
import RandomStreams

extension Lowering {
  /// How a law that is known only at the draw is put together there.
  mutating func drawParameters(of law: RandomQuantity.Law) -> Int32 {
    if case .computed(let entry, let form, let parameters) = law {
      let expressions = parameters.map { expression($0) }
      return addParameters(
        DrawParameters(entry: Int32(entry), form: Int32(form), expressions: expressions))
    }
    let part = drawPart(of: law)
    return addParameters(DrawParameters(part: part))
  }

  /// How a draw that rises with others is made.
  mutating func correlated(_ random: RandomQuantity) -> Int32 {
    let law = drawPart(of: random.law)
    let first = program.copulaFactors.count
    let factors = random.factors.map {
      CopulaFactor(weight: $0.weight, purpose: hash(ofName: $0.purpose))
    }
    edit {
      $0.copulaFactors += factors
      $0.drawParts.append(
        .correlated(law, firstFactor: Int32(first), count: Int32(factors.count)))
    }
    return addParameters(DrawParameters(part: Int32(program.drawParts.count - 1)))
  }

  private mutating func addParameters(_ parameters: DrawParameters) -> Int32 {
    edit { $0.drawParameters.append(parameters) }
    return Int32(program.drawParameters.count - 1)
  }

  private mutating func drawPart(of law: RandomQuantity.Law) -> Int32 {
    let part: DrawPart
    switch law {
    case .fixed(let distribution): part = .fixed(distribution)
    case .computed: part = .computed(parameters: drawParameters(of: law))
    case .truncated(let inner, let min, let max):
      part = .truncated(
        drawPart(of: inner), min: min.map { expression($0) } ?? -1,
        max: max.map { expression($0) } ?? -1)
    case .clamped(let inner, let min, let max):
      part = .clamped(
        drawPart(of: inner), min: min.map { expression($0) } ?? -1,
        max: max.map { expression($0) } ?? -1)
    case .shifted(let inner, let by):
      part = .shifted(drawPart(of: inner), by: expression(by))
    case .scaled(let inner, let by):
      part = .scaled(drawPart(of: inner), by: expression(by))
    case .mixture(let parts):
      let first = addWays(parts.map { (nil, $0.law) })
      let weights = program.tables.count
      // The decoder has tried these weights already.
      let cumulated = try? Distribution.mixtureWeights(parts.map(\.weight), of: parts.count)
      edit { $0.tables += cumulated ?? [] }
      part = .mixture(
        firstWay: first, count: Int32(parts.count), weights: Int32(weights))
    case .cases(let ways):
      part = .cases(
        firstWay: addWays(ways.map { ($0.condition, $0.law) }), count: Int32(ways.count))
    }
    edit { $0.drawParts.append(part) }
    return Int32(program.drawParts.count - 1)
  }

  /// Adds ways, one after the other; says which is the first.
  private mutating func addWays(
    _ ways: [(condition: Expression?, law: RandomQuantity.Law)]
  ) -> Int32 {
    let made = ways.map { way in
      DrawWay(
        condition: way.condition.map { expression($0) } ?? -1, part: drawPart(of: way.law))
    }
    let first = Int32(program.drawWays.count)
    edit { $0.drawWays += made }
    return first
  }
}

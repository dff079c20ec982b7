package import RandomStreams

/// A part of a distribution that is put together at the draw, because something in it depends on
/// what has happened.
///
/// Parts come before what is made from them.
package enum DrawPart: BitwiseCopyable, Sendable, Equatable {
  case fixed(Distribution)
  /// A distribution of the catalogue whose parameters are expressions.
  case computed(parameters: Int32)
  /// Bounds are expressions, or -1 for none.
  case truncated(Int32, min: Int32, max: Int32)
  case clamped(Int32, min: Int32, max: Int32)
  case shifted(Int32, by: Int32)
  case scaled(Int32, by: Int32)
  /// Ways of which one is drawn by weight; their cumulated weights stand in the tables.
  case mixture(firstWay: Int32, count: Int32, weights: Int32)
  /// Ways of which the first is taken whose condition holds.
  case cases(firstWay: Int32, count: Int32)
  /// A law that is inverted at a level which rises with other draws; never a part of another.
  case correlated(Int32, firstFactor: Int32, count: Int32)
}

/// How much of the normal of a purpose goes into the level of a correlated draw.
package struct CopulaFactor: BitwiseCopyable, Sendable, Equatable {
  package var weight: Double
  package var purpose: UInt64

  package init(weight: Double, purpose: UInt64) {
    self.weight = weight
    self.purpose = purpose
  }
}

/// One of several distributions.
package struct DrawWay: BitwiseCopyable, Sendable, Equatable {
  /// The condition, or -1 where it is taken always.
  package var condition: Int32
  package var part: Int32

  package init(condition: Int32 = -1, part: Int32) {
    self.condition = condition
    self.part = part
  }
}

extension Program {
  /// The expressions that a part reads, and those of its own parts; a part that is out of order
  /// reads nothing.
  func expressions(ofPart part: Int32) -> [Int32] {
    guard part >= 0, Int(part) < drawParts.count else { return [] }
    func inner(_ other: Int32) -> [Int32] { other < part ? expressions(ofPart: other) : [] }
    func ways(_ first: Int32, _ count: Int32) -> [Int32] {
      guard first >= 0, count > 0, Int(first) + Int(count) <= drawWays.count else { return [] }
      return drawWays[Int(first)..<Int(first + count)].flatMap {
        inner($0.part) + ($0.condition >= 0 ? [$0.condition] : [])
      }
    }
    switch drawParts[Int(part)] {
    case .fixed: return []
    case .computed(let parameters):
      guard parameters >= 0, Int(parameters) < drawParameters.count else { return [] }
      return drawParameters[Int(parameters)].all
    case .truncated(let other, let min, let max), .clamped(let other, let min, let max):
      return inner(other) + [min, max].filter { $0 >= 0 }
    case .shifted(let other, let by), .scaled(let other, let by): return inner(other) + [by]
    case .correlated(let other, _, _): return inner(other)
    case .mixture(let first, let count, _), .cases(let first, let count):
      return ways(first, count)
    }
  }
}

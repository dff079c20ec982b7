package import RandomStreams

/// Where a duration (in ticks) or a number comes from.
package enum Quantity: BitwiseCopyable, Sendable, Equatable {
  case constant(Double)
  case expression(Int32)
  case draw(Int32)
}

/// A random quantity: a distribution and what the draw is for.
package struct Draw: BitwiseCopyable, Sendable, Equatable {
  /// The hash of the name of the draw, such as `attendance/assessment/service`.
  package var purpose: UInt64
  /// The distribution, where its parameters are constants.
  package var distribution: Distribution
  /// The parameters that are expressions, or -1.
  package var parameters: Int32
  /// How many loops enclose the draw: their iterations are part of its identity.
  package var loopDepth: Int32

  package init(
    purpose: UInt64, distribution: Distribution, parameters: Int32 = -1, loopDepth: Int32 = 0
  ) {
    self.purpose = purpose
    self.distribution = distribution
    self.parameters = parameters
    self.loopDepth = loopDepth
  }
}

/// The parameters of a distribution that are computed at the draw, as expressions.
package struct DrawParameters: BitwiseCopyable, Sendable, Equatable {
  /// Which row of the catalogue of distributions, and which of its forms.
  package var entry: Int32
  package var form: Int32
  package var count: Int32
  package var expressions: (Int32, Int32, Int32, Int32)
  /// What is put together from parts instead, or -1: see `DrawPart`.
  package var part: Int32 = -1

  /// A distribution that is put together from parts.
  package init(part: Int32) {
    self.init(entry: 0, form: 0, expressions: [])
    self.part = part
  }

  package init(entry: Int32, form: Int32, expressions: [Int32]) {
    self.entry = entry
    self.form = form
    count = Int32(expressions.count)
    func at(_ index: Int) -> Int32 { index < expressions.count ? expressions[index] : -1 }
    self.expressions = (at(0), at(1), at(2), at(3))
  }

  /// The expressions in use.
  var all: [Int32] {
    let (a, b, c, d) = expressions
    return Array([a, b, c, d].prefix(max(0, min(4, Int(count)))))
  }

  package static func == (a: DrawParameters, b: DrawParameters) -> Bool {
    a.entry == b.entry && a.form == b.form && a.count == b.count && a.expressions == b.expressions
      && a.part == b.part
  }
}

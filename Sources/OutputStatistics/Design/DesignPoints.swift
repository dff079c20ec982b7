/// Points of the unit cube at which a model is to be looked at.
package enum DesignPoints {
  /// The most dimensions that Sobol's sequence has in GSL.
  package static let mostSobolDimensions = 40

  /// All combinations of so many levels in each dimension, evenly from 0 to 1; the last dimension
  /// changes fastest.
  package static func grid(levels: [Int]) -> [[Double]] {
    var points: [[Double]] = [[]]
    for count in levels {
      precondition(count > 0)
      points = points.flatMap { point in
        (0..<count).map { point + [count == 1 ? 0.5 : Double($0) / Double(count - 1)] }
      }
    }
    return points
  }

  /// A Latin hypercube: in every dimension each of n equal strata holds one point, anywhere within.
  ///
  /// Source: McKay, Beckman & Conover (1979), Technometrics 21:239.
  package static func latinHypercube(_ count: Int, dimensions: Int, seed: UInt64) -> [[Double]] {
    var generator = DesignGenerator(seed: seed ^ 0x6C68_7344_6573_6967)
    var points = Array(repeating: Array(repeating: 0.0, count: dimensions), count: count)
    for dimension in 0..<dimensions {
      let order = (0..<count).shuffled(using: &generator)
      for (point, stratum) in order.enumerated() {
        points[point][dimension] = (Double(stratum) + generator.unit()) / Double(count)
      }
    }
    return points
  }

  /// Trajectories through a grid of four levels that change one dimension at a time, each by ⅔, for
  /// elementary effects: points of one trajectory follow one another.
  ///
  /// Source: Morris (1991), Technometrics 33:161, with p = 4.
  package static func morris(trajectories: Int, dimensions: Int, seed: UInt64) -> [[Double]] {
    var generator = DesignGenerator(seed: seed ^ 0x4D6F_7272_6973_3931)
    return (0..<trajectories).flatMap { _ -> [[Double]] in
      // Half of the levels lie in the lower part, from which a step leads up; the others down.
      var point = (0..<dimensions).map { _ in Double(generator.next() % 4) / 3 }
      var points = [point]
      for dimension in (0..<dimensions).shuffled(using: &generator) {
        point[dimension] += point[dimension] < 0.5 ? 2.0 / 3 : -2.0 / 3
        points.append(point)
      }
      return points
    }
  }
}

/// SplitMix64 (Steele, Lea & Flood 2014), for designs and searches: entities have streams of their own.
package struct DesignGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 up to but not including 1.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}

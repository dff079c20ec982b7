/// Whole-numbered points within a box, of which some have been visited.
///
/// A most promising area is the box around a point whose walls are, in each dimension, the nearest
/// coordinates of visited points on either side: the adaptive hyperbox of Xu, Nelson & Hong (2013),
/// INFORMS Journal on Computing 25:133.
package struct Lattice {
  /// How many coordinates each dimension has, from 0.
  package let sizes: [Int]
  package private(set) var visited: Set<[Int]> = []

  package init(sizes: [Int]) { self.sizes = sizes }

  /// How many points there are; infinite where they are very many.
  package var count: Double { sizes.reduce(1) { $0 * Double($1) } }

  package mutating func visit(_ point: [Int]) { visited.insert(point) }

  /// The coordinates of the box around a point.
  package func box(around point: [Int]) -> [ClosedRange<Int>] {
    point.indices.map { place in
      let others = visited.map { $0[place] }
      let lower = others.filter { $0 < point[place] }.max() ?? 0
      let upper = others.filter { $0 > point[place] }.min() ?? sizes[place] - 1
      return lower...upper
    }
  }

  /// The points one step away in one dimension, and those a step up in one and down in another.
  ///
  /// Along a limit on a sum, single steps alone lead nowhere.
  package func neighbours(of point: [Int]) -> [[Int]] {
    func moved(_ steps: [(place: Int, by: Int)]) -> [Int]? {
      var other = point
      for step in steps { other[step.place] += step.by }
      return steps.allSatisfy { (0..<sizes[$0.place]).contains(other[$0.place]) } ? other : nil
    }
    let single = point.indices.flatMap { place in [-1, 1].compactMap { moved([(place, $0)]) } }
    let double = point.indices.flatMap { up in
      point.indices.compactMap { down in up == down ? nil : moved([(up, 1), (down, -1)]) }
    }
    return single + double
  }

  /// Points of a box that have not been visited: all of a small one, else so many at random.
  package func sample(
    _ most: Int, of box: [ClosedRange<Int>], using generator: inout some RandomNumberGenerator
  ) -> [[Int]] {
    let size = box.reduce(1.0) { $0 * Double($1.count) }
    if size <= 4096 {
      var points: [[Int]] = [[]]
      for range in box { points = points.flatMap { point in range.map { point + [$0] } } }
      return Array(points.filter { !visited.contains($0) }.shuffled(using: &generator).prefix(most))
    }
    var found: Set<[Int]> = []
    var points: [[Int]] = []
    for _ in 0..<(most * 20) where points.count < most {
      let point = box.map { Int.random(in: $0, using: &generator) }
      if !visited.contains(point), found.insert(point).inserted { points.append(point) }
    }
    return points
  }
}

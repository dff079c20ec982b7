/// The replications of some policies that have a figure under all of them, one after the other.
///
/// What lacks it under one of them is left out under all, so that differences stay those of equal
/// replications; where most lack it there is nothing to select by.
struct CommonReplications {
  private let sampler: ReplicationSampler
  private let figure: Int
  /// Replications of each policy at most, and those that are run at once at the beginning.
  private let cap: Int
  private let firstStage: Int
  /// How many replications have been looked at.
  private(set) var count = 0
  private var leftOut = 0

  init(_ sampler: ReplicationSampler, figure: Int, firstStage: Int, cap: Int) {
    self.sampler = sampler
    self.figure = figure
    self.firstStage = firstStage
    self.cap = cap
  }

  /// The values of the next replication that all have, by policy; nil where the cap comes first.
  mutating func next(of arms: [Int]) async throws(SelectionProblem) -> [Double]? {
    while count < cap {
      // A few ahead at a time; what is too many is kept by the store and not used.
      if arms.contains(where: { sampler.count(of: $0) <= count }) {
        try await sampler.gather(arms, to: min(cap, max(firstStage, count + max(1, count / 8))))
      }
      let values = arms.map { sampler.values[$0][figure][count] }
      count += 1
      guard let lacking = values.firstIndex(where: \.isNaN) else { return values }
      leftOut += 1
      if count >= 2 * firstStage, 2 * leftOut > count {
        throw .failed(
          "“\(FigureQuery.name(of: sampler.figures[figure]))” is missing in \(leftOut) of "
            + "\(count) replications (such as \(count - 1) of “\(sampler.name(of: arms[lacking]))”): "
            + "a longer run would have it more often")
      }
    }
    return nil
  }
}

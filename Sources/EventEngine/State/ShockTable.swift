/// How far a shock has been followed: the occurrence that is on or next.
struct ShockWalk: BitwiseCopyable {
  /// How many occurrences have been looked at.
  var number: Int64 = 0
  /// When the occurrence begins and ends; both beyond every tick where there is none any more.
  var start: Int64 = -1
  var end: Int64 = -1
}

/// Where the shocks stand, as they happen and as far as the sources have looked ahead.
struct ShockTable: ~Copyable {
  /// One for each shock, and then one for each shock of each source.
  var walks: GrowableStorage<ShockWalk>
  /// Where the walks of a source begin.
  let firstWalk: [Int]
  /// The units of each resource by its plan alone.
  var planned: GrowableStorage<Int64>
  /// How many changes there have been since the last activity, and when that was.
  var inVain: Int64 = 0
  var inVainSince: Int64 = 0

  init(_ program: Program) {
    var count = program.shocks.count
    var first: [Int] = []
    if count > 0 {
      for source in program.sources {
        first.append(count)
        count += source.shocks.count
      }
    }
    walks = GrowableStorage(repeating: ShockWalk(), count: count)
    firstWalk = first
    planned = GrowableStorage(
      program.shocks.isEmpty
        ? [] : program.resources.map { $0.plan.changes.first?.value ?? 0 })
  }

  private init(copying other: borrowing ShockTable) {
    walks = other.walks.copy()
    firstWalk = other.firstWalk
    planned = other.planned.copy()
    inVain = other.inVain
    inVainSince = other.inVainSince
  }

  func copy() -> ShockTable { ShockTable(copying: self) }
}

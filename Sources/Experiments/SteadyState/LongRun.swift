import EventEngine
package import FacilityModel
package import OutputStatistics

/// One long run whose figures have intervals from batch means.
package struct LongRun: Sendable {
  package struct Row: Sendable {
    package var name: LongSeries.Name
    package var means: BatchMeans
    package var overlapping: OverlappingBatchMeans?
  }

  package let rows: [Row]
  /// Series that have too few values for the batches.
  package let without: [LongSeries.Name]
  package let warmUp: Int64
  /// How long it was observed, in whole bins.
  package let length: Int64
  package let batches: Int

  /// Whether some batch means are alike to their neighbours, so that intervals are too narrow.
  package var isCorrelated: Bool { rows.contains { isCorrelated($0) } }

  /// Whether the batch means of a row are; judged for all rows together.
  package func isCorrelated(_ row: Row) -> Bool {
    row.means.isCorrelated(tests: rows.count) == true
  }

  /// Runs the first replication of a seed and puts what comes after the warm-up into batches: levels
  /// into stretches of equal length, entities into groups of equal number in the order of leaving.
  package static func run(
    _ compiled: CompiledModel, seed: UInt64, warmUp: Int64, length: Int64, batches: Int,
    level: Double, unit: ReportUnit
  ) -> Result<LongRun, FailureText> {
    // Fine bins, some 64 to a batch, so that overlapping batches have something to overlap with.
    let width = BinWidth.usual(for: length, most: Int64(64 * batches))
    return LongSeries.run(
      compiled, seed: seed, replication: 0, length: warmUp + length, width: width, unit: unit
    ).map { LongRun($0, warmUp: warmUp, batches: batches, level: level) }
  }

  private init(_ series: LongSeries, warmUp: Int64, batches: Int, level: Double) {
    let observed = series.starts.indices.filter { series.starts[$0] >= warmUp }
    var rows: [Row] = []
    var without: [LongSeries.Name] = []
    for (place, name) in series.names.enumerated() {
      let values =
        name.isOfEntities
        ? series.entities[place].filter { $0.tick >= warmUp }.map(\.value)
        : observed.map { series.bins[place][$0] }
      guard let means = BatchMeans(values, batches: batches, level: level) else {
        without.append(name)
        continue
      }
      rows.append(
        Row(
          name: name, means: means,
          overlapping: OverlappingBatchMeans(
            Array(values.suffix(means.size * batches)), size: means.size, level: level)))
    }
    self.rows = rows
    self.without = without
    self.warmUp = warmUp
    self.batches = batches
    length = Int64(observed.count) * series.width
  }
}

import EventEngine
import OutputStatistics

/// Levels by hour of the day or week: time averages within each bin, replication by replication.
package struct ProfileResult: Sendable {
  /// A level that is followed.
  package struct Series: Sendable {
    package var measure: String
    package var scope: String
    package var unit: String
    /// Its place among the integrals of a bin.
    let place: Int
  }

  package let bins: Int
  package let series: [Series]
  /// How many levels of a bin are exact integrals, and how many gauges follow them.
  private let width: Int
  private let gauges: Int
  /// By series, bin and replication; a bin that a replication did not see is missing there.
  package private(set) var values: [[[Double]]]

  init(_ program: Program) {
    bins = program.profileBins
    let levels = ResourceLevel.allCases.count
    width = 1 + program.resources.count * levels
    var series = [Series(measure: "number inside", scope: "all", unit: "entities", place: 0)]
    for (index, resource) in program.resources.enumerated() {
      let scope = "resource " + resource.name
      func place(_ level: ResourceLevel) -> Int { 1 + index * levels + level.rawValue }
      series += [
        Series(
          measure: QueueLength.name, scope: scope, unit: "entities", place: place(.queued)),
        Series(measure: Occupancy.name, scope: scope, unit: "units", place: place(.busy)),
      ]
      if resource.stock >= 0 {
        series[series.count - 1] = Series(
          measure: StockLevels.name, scope: "stock " + resource.name, unit: "units",
          place: place(.onDuty))
      } else if resource.hasUnitsOnDuty {
        series.append(
          Series(measure: UnitsOnDuty.name, scope: scope, unit: "units", place: place(.onDuty)))
      }
    }
    gauges = program.gauges.count
    for (index, gauge) in program.gauges.enumerated() {
      series.append(
        Series(
          measure: gauge.name, scope: "all", unit: "1", place: width + index))
    }
    self.series = series
    values = series.map { _ in Array(repeating: [], count: program.profileBins) }
  }

  /// The time averages of one replication by series and bin; not a number where it saw no time.
  func averages(of record: ReplicationRecord) -> [Double] {
    guard bins > 0, !record.binTimes.isEmpty else { return [] }
    return series.flatMap { one in
      (0..<bins).map { bin in
        guard record.binTimes[bin] > 0 else { return .nan }
        let area =
          one.place < width
          ? Double(nearest: record.binAreas[bin * width + one.place])
          : record.gaugeBins[bin * gauges + one.place - width]
        return area / Double(record.binTimes[bin])
      }
    }
  }

  /// Adds the averages of the next replication.
  mutating func add(_ averages: [Double]) {
    guard averages.count == series.count * bins else { return }
    for index in series.indices {
      for bin in 0..<bins where !averages[index * bins + bin].isNaN {
        values[index][bin].append(averages[index * bins + bin] + 0)
      }
    }
  }
}

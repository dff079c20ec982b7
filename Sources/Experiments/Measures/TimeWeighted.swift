package import EventEngine
package import FacilityModel

/// The averages over time that the model itself asks for.
package enum TimeWeighted: Measure {
  package static let name = "(time averages of the model)"
  package static let definition =
    "the integral over the window of an expression of the state, over the length of the window; "
    + "greatest and least value that lasted; share of time at each level and up to it, and the "
    + "least level up to which it was for 5 % … 99 % of the time; and what the arrivals of "
    + "the window found as they came"

  package static func collect(
    _ record: ReplicationRecord, of model: Model, _ program: Program,
    into collector: inout FigureCollector
  ) {
    for ((measure, level), gauge) in zip(model.gauges, record.gauges) {
      let name = measure.name
      let unit = level.isDuration ? collector.unit.name : "1"
      let scale = level.isDuration ? 1 / collector.unit.ticks : 1
      let mean = record.length > 0 ? gauge.area / record.length : nil
      collector.add(
        name, "all", level.isTruth ? "share" : "mean", unit: unit, mean.map { $0 * scale })
      if !level.isTruth {
        collector.add(name, "all", "max", unit: unit, gauge.greatest.map { $0 * scale })
        collector.add(name, "all", "min", unit: unit, gauge.least.map { $0 * scale })
      }
      let count = gauge.findings
      func perArrival(_ value: Double) -> Double? { count > 0 ? value / Double(count) : nil }
      if level.finder != .nobody {
        collector.add(
          name, "all", level.isTruth ? "share of arrivals" : "mean found by arrivals", unit: "1",
          perArrival(gauge.sumFound), observations: Int(count))
      }
      addPercentiles(gauge, name, record, &collector)
      var below = 0.0
      for place in gauge.times.indices {
        let scope = "level \(place)" + (place == gauge.times.count - 1 ? " or more" : "")
        collector.add(
          name, scope, "share of time", unit: "1",
          record.length > 0 ? Double(gauge.times[place]) / record.length : nil)
        below += Double(gauge.times[place])
        if place < gauge.times.count - 1 {
          collector.add(
            name, scope, "share of time up to", unit: "1",
            record.length > 0 ? below / record.length : nil)
        }
        if level.finder != .nobody {
          collector.add(
            name, scope, "share of arrivals", unit: "1", perArrival(Double(gauge.found[place])),
            observations: Int(count))
        }
      }
    }
  }

  /// The least level below or at which the state was for at least so much of the time; the last
  /// level stands for all above it.
  private static func addPercentiles(
    _ gauge: GaugeRecord, _ name: String, _ record: ReplicationRecord,
    _ collector: inout FigureCollector
  ) {
    if gauge.times.isEmpty { return }
    for (statistic, order) in FigureCollector.percentiles {
      var below = 0.0
      let level = gauge.times.firstIndex { time in
        below += Double(time)
        return below >= order * record.length
      }
      collector.add(
        name, "all", statistic + " of time", unit: "1",
        record.length > 0 ? level.map(Double.init) : nil)
    }
  }
}

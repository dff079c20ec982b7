package import OutputStatistics

/// The figures of an experiment, estimated with control variates.
package struct ControlledResult: Sendable {
  package struct Row: Sendable {
    package var policy: String
    package var figure: Figure
    /// Whether the figure is one of those that a planner looks at first.
    package var isKey: Bool
    /// The plain estimate over the same replications.
    package var plain: MeanInterval
    package var controlled: ControlledMean
  }

  package let rows: [Row]
  /// By policy: the names of the controls.
  package let controls: [(policy: String, names: [String])]
  package let confidence: Double

  /// Estimates all figures of all policies with the controls of some names.
  package init(_ result: ExperimentResult, controls names: [String]) throws(FigureQuery.Failure) {
    confidence = result.experiment.confidence
    var rows: [Row] = []
    var used: [(policy: String, names: [String])] = []
    for arm in result.arms {
      let all = Control.all(of: arm.program)
      let places = try all.places(of: names)
      used.append((arm.name, places.map { all[$0].name }))
      let keys = Comparison.keyFigures(of: arm)
      for (index, figure) in arm.figures.enumerated() {
        var values: [Double] = []
        var controls: [[Double]] = []
        for (replication, deviations) in zip(arm.replications, arm.controls) {
          guard let value = replication.values[index].value, deviations.count == all.count
          else { continue }
          values.append(value)
          controls.append(places.map { deviations[$0] })
        }
        guard
          let controlled = ControlledMean(values, controls: controls, level: confidence)
        else { continue }
        rows.append(
          Row(
            policy: arm.name, figure: figure, isKey: keys.contains(index),
            plain: MeanInterval(values, level: confidence, deterministic: arm.isDeterministic),
            controlled: controlled))
      }
    }
    self.rows = rows
    self.controls = used
  }
}

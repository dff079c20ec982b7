package import FacilityModel
package import OutputStatistics

/// Samples of the data of a model, as arms of an experiment.
package struct InputPlan: Sendable {
  /// The inputs that can be drawn anew.
  package var inputs: [String]
  package var samples: Int
  /// Whether each input is also drawn anew alone.
  package var each: Bool

  package init(inputs: [String], samples: Int, each: Bool) {
    self.inputs = inputs
    self.samples = samples
    self.each = each && inputs.count > 1
  }

  /// What is drawn anew together: all (nil), and then each alone.
  package var groups: [String?] { [nil] + (each ? inputs.map { $0 } : []) }

  /// What results call the model with data drawn anew.
  package static func name(of group: String?, sample: Int) -> String {
    "\(group ?? "all inputs") drawn anew, \(sample)"
  }

  /// The samples of all groups, in order: the arms behind that of the model as written.
  package func arms(seed: UInt64) -> [(name: String, sample: InputSample)] {
    groups.flatMap { group in
      (1...max(1, samples)).map { number in
        (
          Self.name(of: group, sample: number),
          InputSample(seed: seed, number: UInt64(number), only: group)
        )
      }
    }
  }
}

/// How sure a figure is, given that the data behind the model might have been others.
package struct InputUncertainty: Sendable {
  package struct Row: Sendable {
    package var figure: Figure
    /// The input that was drawn anew alone; nil for all.
    package var input: String?
    /// With the data as they are.
    package var interval: MeanInterval
    package var variance: InputVariance
    /// The share of the uncertainty that is due to the input; of single inputs, of the uncertainty due to
    /// all inputs and to chance in the runs, so that they add up to no more than 1.
    package var share: Double?
    /// The most that it may be, at the confidence asked for.
    package var upperShare: Double?
    /// Whether the data are shown to make a difference at all.
    package var isShown: Bool
    /// The limits that take in both.
    package var lower: Double
    package var upper: Double
  }

  package let plan: InputPlan
  package let rows: [Row]
  package let confidence: Double
  package let replications: Int

  /// Reads what the model came to as written, the first arm, and with the data of each sample, the
  /// others in the order of `InputPlan.arms`.
  ///
  /// Replications that some sample lacks are left out everywhere.
  package init(_ plan: InputPlan, _ result: ExperimentResult, figures queries: [FigureQuery])
    throws(SelectionProblem)
  {
    self.plan = plan
    confidence = result.experiment.confidence
    let base = result.arms[0]
    var wanted: [Figure] = []
    for query in queries {
      do throws(FigureQuery.Failure) {
        wanted.append(base.figures[try query.find(in: base.figures)])
      } catch {
        throw .figure(error.message)
      }
    }
    if queries.isEmpty { wanted = Comparison.keyFigures(of: base).map { base.figures[$0] } }
    var rows: [Row] = []
    var least = result.experiment.replications
    for figure in wanted {
      let values = result.arms.map { Self.values(of: figure, in: $0) }
      let common = values[0].keys.sorted().filter { index in
        values.allSatisfy { $0[index] != nil }
      }
      least = min(least, common.count)
      let all = values.map { arm in common.compactMap { arm[$0] } }
      let interval = MeanInterval(
        all[0], level: confidence, deterministic: base.isDeterministic,
        bounds: figure.bounds)
      guard let mean = interval.mean, let error = interval.moments.standardError else {
        throw .failed(
          "too few replications have “\(FigureQuery.name(of: figure))” with all data: a longer run "
            + "would have more")
      }
      let variances = plan.groups.indices.map { place in
        let first = 1 + place * plan.samples
        return InputVariance(Array(all[first..<(first + plan.samples)]))
      }
      // Parts are parts of one total, of which each sample of few data may miss some.
      let parts = variances.dropFirst().reduce(0) { $0 + ($1?.variance ?? 0) }
      let total = max(parts, variances.first??.variance ?? 0) + error * error
      for (place, group) in plan.groups.enumerated() {
        guard let variance = variances[place] else { continue }
        let half = variance.halfWidth(
          besides: error, replications: interval.count, level: confidence)
        let limits =
          figure.isShare
          ? (max(0, mean - half), min(1, mean + half)) : (mean - half, mean + half)
        rows.append(
          Row(
            figure: figure, input: group, interval: interval, variance: variance,
            share: group == nil
              ? variance.share(besides: error) : total > 0 ? variance.variance / total : nil,
            upperShare: variance.upperShare(besides: error, level: confidence),
            isShown: (variance.pValue ?? 1) < 1 - confidence,
            lower: limits.0, upper: limits.1))
      }
    }
    self.rows = rows
    replications = least
  }

  private static func values(of figure: Figure, in arm: ArmResult) -> [Int: Double] {
    guard let place = arm.place(of: figure) else { return [:] }
    var values: [Int: Double] = [:]
    for replication in arm.replications {
      values[replication.index] = replication.values[place].value
    }
    return values
  }
}

import FacilityModel
package import OutputStatistics

/// At which points a sweep looks at a model.
package enum SweepDesign: String, Sendable, CaseIterable {
  /// All combinations.
  case grid
  /// A Latin hypercube.
  case lhs
  /// Sobol's sequence.
  case sobol
  /// Trajectories of Morris, for elementary effects.
  case morris
}

/// The points of a sweep: values of the parameters that vary.
package struct SweepPlan: Sendable {
  package let variations: [Variation]
  package let design: SweepDesign
  /// The values by point, in the order of the design; of Morris's, trajectory by trajectory.
  package let points: [[Double]]

  /// Lays out points.
  ///
  /// - Parameters:
  ///   - count: how many points, of a grid how many levels of ranges that are no lists, of Morris's
  ///     design how many trajectories.
  package init(_ variations: [Variation], _ design: SweepDesign, count: Int, seed: UInt64) {
    self.variations = variations
    self.design = design
    let places: [[Double]]
    switch design {
    case .grid: places = DesignPoints.grid(levels: variations.map { $0.values?.count ?? count })
    case .lhs:
      places = DesignPoints.latinHypercube(count, dimensions: variations.count, seed: seed)
    case .sobol: places = DesignPoints.sobol(count, dimensions: variations.count)
    case .morris:
      places = DesignPoints.morris(
        trajectories: count, dimensions: variations.count, seed: seed)
    }
    let isStratum = design == .lhs || design == .sobol
    points = places.map { point in
      zip(variations, point).map { $0.value(at: $1, isStratum: isStratum) }
    }
  }

  /// The points without repetitions: whole numbers may meet.
  package var distinct: [[Double]] {
    var seen: Set<[Double]> = []
    return points.filter { seen.insert($0).inserted }
  }
}

/// What figures do as parameters vary, with the same random numbers at every point.
package struct Sweep: Sendable {
  /// What a figure owes to a parameter.
  package struct Effect: Sendable {
    package var figure: Figure
    package var parameter: String
    /// Standard deviations of the figure for one of the parameter, in a linear fit; and how much of
    /// the figure's variance that fit explains.
    package var standardised: Double?
    package var explained: Double?
    /// The figure with the parameter at its lowest and highest: means over a grid's other parameters,
    /// else by the fit with the others at their means.
    package var atLowest: Double?
    package var atHighest: Double?
    /// The mean over all points, at which the linear fit has all parameters at their means.
    package var centre: Double?
    /// Of Morris's design.
    package var effects: ElementaryEffects?
  }

  package let plan: SweepPlan
  package let result: ExperimentResult
  /// The figures that are followed, as the first point has them.
  package let figures: [Figure]
  package let effects: [Effect]

  /// Reads what the points came to; one point a policy of the experiment, in the order of
  /// `plan.distinct`.
  package init(_ plan: SweepPlan, _ result: ExperimentResult, figures queries: [FigureQuery])
    throws(FigureQuery.Failure)
  {
    self.plan = plan
    self.result = result
    guard let first = result.arms.first(where: { !$0.figures.isEmpty }) else {
      (figures, effects) = ([], [])
      return
    }
    var figures: [Figure] = []
    for query in queries {
      let place = try query.find(in: first.figures)
      figures.append(first.figures[place])
    }
    if queries.isEmpty { figures = Comparison.keyFigures(of: first).map { first.figures[$0] } }
    self.figures = figures
    let distinct = plan.distinct
    effects = figures.flatMap { figure in
      Self.effects(
        of: figure, plan, distinct,
        result.arms.map { arm in
          arm.place(of: figure).flatMap {
            arm.estimate($0, confidence: result.experiment.confidence).interval.mean
          }
        })
    }
  }

  /// What one figure owes to each parameter; points without the figure are left out.
  private static func effects(
    of figure: Figure, _ plan: SweepPlan, _ distinct: [[Double]], _ means: [Double?]
  ) -> [Effect] {
    var known: [[Double]: Double] = [:]
    for (point, mean) in zip(distinct, means) { known[point] = mean }
    let points = distinct.filter { known[$0] != nil }
    let fit = LinearRegression(points, points.map { known[$0] ?? 0 })
    let centre = plan.variations.indices.map { place in
      SampleMoments(points.map { $0[place] }).mean ?? 0
    }
    let overall = SampleMoments(points.map { known[$0] ?? 0 }).mean
    return plan.variations.enumerated().map { place, variation in
      func end(_ value: Double) -> Double? {
        if plan.design == .grid {
          return SampleMoments(points.filter { $0[place] == value }.compactMap { known[$0] }).mean
        }
        var point = centre
        point[place] = value
        return fit?.value(at: point)
      }
      return Effect(
        figure: figure, parameter: variation.name, standardised: fit?.standardised?[place],
        explained: fit?.explained, atLowest: end(variation.lowest),
        atHighest: end(variation.highest), centre: overall,
        effects: plan.design == .morris
          ? ElementaryEffects(elementary(place, variation, plan, known)) : nil)
    }
  }

  /// Changes of a figure from one point of a trajectory to the next that changed a parameter, each
  /// over the part of the range by which it changed.
  private static func elementary(
    _ place: Int, _ variation: Variation, _ plan: SweepPlan, _ known: [[Double]: Double]
  ) -> [Double] {
    let length = plan.variations.count + 1
    return plan.points.indices.dropLast().compactMap { index in
      // The last point of a trajectory has no next.
      if (index + 1) % length == 0 { return nil }
      let (a, b) = (plan.points[index], plan.points[index + 1])
      let part = (b[place] - a[place]) / (variation.highest - variation.lowest)
      guard part != 0, let from = known[a], let to = known[b] else { return nil }
      return (to - from) / part
    }
  }
}

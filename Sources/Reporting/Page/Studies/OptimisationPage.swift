package import Experiments
import OutputStatistics

/// The page of a search: the best, the frontier against each limited figure, and the way there.
package enum OptimisationPage {
  package static func of(_ search: Optimisation) -> StudyPage {
    var sections: [PageSection] = []
    let limited = search.plan.constraints.indices
    if !limited.isEmpty, !search.points.isEmpty {
      sections.append(
        PageSection(
          id: "frontier", title: "Efficient frontier",
          content: SectionContent(
            html: HTML.paragraph(
              "No other point that was visited is better than those on the frontier in the objective and in "
                + "\(limited.count == 1 ? "the limited figure" : "all limited figures") at once: what lies "
                + "behind it gives something away."),
            charts: limited.map { frontier(search, $0) })))
    }
    if !search.points.isEmpty {
      sections.append(
        PageSection(
          id: "search", title: "The search", content: SectionContent(charts: [visits(search)])))
    }
    return StudyPage(
      name: "optimise", title: "the best values", words: OptimisationText.verdict(on: search),
      sections: sections,
      tables: search.plan.constraints.isEmpty
        ? ["optimise.csv"] : ["optimise.csv", "frontier.csv"],
      made: [
        (
          "objective",
          "\(search.plan.maximise ? "maximise" : "minimise") “\(search.plan.objective.text)”"
        )
      ] + search.plan.constraints.map { ("limit", $0.text) }
        + search.plan.variations.map {
          ("varied: \($0.name)", "\($0.text(of: $0.lowest)) to \($0.text(of: $0.highest))")
        } + [
          ("replications", "\(search.total) in all"),
          ("procedure", "adaptive hyperbox (Xu, Nelson & Hong 2013)"),
        ])
  }

  /// How points with few replications are set beside those with many.
  private static let compared =
    "A point stands where its difference from the best puts it, over the replications that both have."

  /// What a point is called.
  private static func label(_ point: Optimisation.Point, _ search: Optimisation) -> String {
    search.plan.variations.name(of: point.values)
  }

  private static func name(_ figure: Figure) -> String {
    let unit = figure.shown.unit
    return FigureQuery.name(of: figure) + (unit.isEmpty ? "" : ", \(unit)")
  }

  /// The objective against a limited figure.
  private static func frontier(_ search: Optimisation, _ constraint: Int) -> Chart {
    let (objective, limited) = (search.figures[0], search.figures[constraint + 1])
    let front = Set(search.frontier.map(\.values))
    let points = search.points.enumerated().compactMap { index, point -> ScatterChart.Point? in
      guard let x = search.comparable(index, in: constraint + 1),
        let y = search.comparable(index, in: 0)
      else { return nil }
      return ScatterChart.Point(
        label: label(point, search), x: x * limited.shown.factor, y: y * objective.shown.factor,
        group: index == search.best ? 2 : front.contains(point.values) ? 1 : 0)
    }
    let limit = search.limits[constraint].limit * limited.shown.factor
    let goal = search.plan.constraints[constraint].isAtLeast ? "at least" : "at most"
    return ScatterChart(
      name: "frontier-\(constraint + 1)",
      title: "\(FigureQuery.name(of: objective)) against \(FigureQuery.name(of: limited))",
      description:
        "The objective is \(search.plan.maximise ? "maximised" : "minimised"); the limit is "
        + "\(goal) \(TerminalSummary.short(limit))\(limited.shown.unit.isEmpty ? "" : " ")"
        + "\(limited.shown.unit). \(compared)",
      xTitle: name(limited), yTitle: name(objective),
      groups: ["behind the frontier", "on the frontier", "best within the limits"], points: points,
      frontier: search.plan.constraints.count == 1
        ? .init(groups: [1, 2], isRightBetter: search.plan.constraints[constraint].isAtLeast)
        : nil,
      xLimit: limit
    ).chart
  }

  /// The objective by the order of the visits.
  private static func visits(_ search: Optimisation) -> Chart {
    let objective = search.figures[0]
    let points = search.points.enumerated().compactMap { index, point -> ScatterChart.Point? in
      guard let mean = search.comparable(index, in: 0) else { return nil }
      let ends = search.difference(of: index, in: 0, level: point.intervals[0].level)?.interval
      let middle = mean - (ends?.mean ?? 0)
      return ScatterChart.Point(
        label: "\(index + 1), \(label(point, search)), \(point.replications) replications",
        x: Double(index + 1), y: mean * objective.shown.factor,
        lower: ends?.lower.map { (middle + $0) * objective.shown.factor },
        upper: ends?.upper.map { (middle + $0) * objective.shown.factor },
        group: index == search.best ? 2 : point.keepsLimits ? 1 : 0)
    }
    let kept = search.plan.constraints.isEmpty ? "visited" : "keeps the limits"
    return ScatterChart(
      name: "search", title: "\(FigureQuery.name(of: objective)) by visit",
      description:
        "Every point that was visited, in the order of the visits. \(compared) Whiskers: the interval of "
        + "the difference from the best.",
      xTitle: "number of the visit", yTitle: name(objective),
      groups: ["breaks a limit", kept, "best"], points: points
    ).chart
  }
}

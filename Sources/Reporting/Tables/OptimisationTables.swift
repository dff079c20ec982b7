package import Experiments
import OutputStatistics

/// `optimise.csv`: every point that was visited, and `frontier.csv`: those that none beats.
package struct OptimisationTable {
  package static let columns: [(name: String, meaning: String)] = [
    ("point", "the number of the point, in the order of the visits, from 1"),
    ("…", "a column for each parameter that varies, by its name, in the unit of its range"),
    ("state", "best, keeps the limits, or breaks a limit"),
    ("role", "minimised or maximised, or at least or at most the limit"),
    ("measure", "what is measured"),
    ("scope", "of what"),
    ("statistic", "which statistic of it within a replication"),
    ("unit", "the unit of the figures of this row"),
    ("limit", "the limit of a constraint"),
    ("estimate", "mean over the replications of the point"),
    ("lower", "lower limit of its own interval"),
    ("upper", "upper limit of it"),
    ("replications", "replications of the point"),
    (
      "difference",
      "what the point has more than the best, over the replications that both have; empty for the best"
    ),
    ("difference_lower", "lower limit of its own interval"),
    ("difference_upper", "upper limit of it"),
  ]

  /// All points.
  package static func table(of search: Optimisation) -> CSVTable {
    table(of: search, Array(search.points.enumerated().map { ($0.offset, $0.element) }))
  }

  /// The points that no other beats in the objective and in all limited figures.
  package static func frontier(of search: Optimisation) -> CSVTable {
    let front = Set(search.frontier.map(\.values))
    let found = search.points.enumerated().filter { front.contains($0.element.values) }
    return table(of: search, found.map { ($0.offset, $0.element) })
  }

  private static func table(of search: Optimisation, _ points: [(Int, Optimisation.Point)])
    -> CSVTable
  {
    let names = columns.map(\.name)
    var table = CSVTable(
      columns: [names[0]] + search.plan.variations.map(\.name) + names.dropFirst(2))
    for (index, point) in points {
      let state =
        index == search.best ? "best" : point.keepsLimits ? "keeps the limits" : "breaks a limit"
      for (place, figure) in search.figures.enumerated() {
        let isAtLeast = place > 0 && search.plan.constraints[place - 1].isAtLeast
        let role =
          place == 0
          ? search.plan.maximise ? "maximised" : "minimised" : isAtLeast ? "at least" : "at most"
        let interval = point.intervals[place]
        let difference = search.difference(of: index, in: place, level: interval.level)?.interval
        table.append(
          [.integer(Int64(index + 1))] + point.values.map { .number($0) }
            + [
              .text(state), .text(role), .text(figure.measure), .text(figure.scope),
              .text(figure.statistic), .text(figure.unit),
              .number(place > 0 ? search.limits[place - 1].limit : nil), .number(interval.mean),
              .number(interval.lower), .number(interval.upper), .integer(Int64(point.replications)),
              .number(difference?.mean), .number(difference?.lower), .number(difference?.upper),
            ])
      }
    }
    return table
  }
}

/// What a search comes to, in words and for programs.
package struct OptimisationText {
  package static func text(of search: Optimisation) -> String {
    verdict(on: search).joined(separator: "\n")
  }

  /// How many others are named.
  private static let most = 5

  /// The best with its figures, what cannot be told from it, whether that is sure, and what the
  /// search took.
  static func verdict(on search: Optimisation) -> [String] {
    var lines: [String] = []
    if let best = search.best {
      let point = search.points[best]
      lines.append("Best: " + settings(point, search).joined(separator: ", "))
      lines += zip(search.figures, point.intervals).map(figure)
      lines += doubts(search, point)
      lines += alike(search)
      lines.append(
        search.isLocallyOptimal
          ? "No neighbour is better: a local optimum, as far as these replications tell."
          : "The budget came first: there may be better ones. Give a greater --budget.")
    } else {
      lines.append("No point that was visited keeps all limits.")
    }
    let share = Double(search.points.count) / search.size * 100
    lines.append(
      "\(search.points.count) of \(TerminalSummary.short(search.size)) points visited "
        + "(\(TerminalSummary.short(share)) %), \(search.total) replications in all.")
    return lines
  }

  /// A figure of the best with its interval.
  private static func figure(_ figure: Figure, _ interval: MeanInterval) -> String {
    let (factor, name) = figure.shown
    let unit = name.isEmpty ? "" : " \(name)"
    func text(_ value: Double) -> String { TerminalSummary.short(value * factor) }
    var words = "  \(FigureQuery.name(of: figure))  \(interval.mean.map(text) ?? "–")\(unit)"
    if let lower = interval.lower, let upper = interval.upper {
      words += "   \(text(lower)) to \(text(upper))\(unit)"
    }
    return words
  }

  /// Limits that the best keeps by its means, and that its intervals do not show it to keep.
  private static func doubts(_ search: Optimisation, _ best: Optimisation.Point) -> [String] {
    let open = search.plan.constraints.indices.filter { place in
      let (limit, interval) = (search.limits[place].limit, best.intervals[place + 1])
      guard let lower = interval.lower, let upper = interval.upper else { return true }
      return search.plan.constraints[place].isAtLeast ? lower < limit : upper > limit
    }.map { "“\(search.plan.constraints[$0].text)”" }
    if open.isEmpty { return [] }
    return [
      "Whether it keeps \(open.joined(separator: ", ")) is open: its mean does, its interval "
        + "reaches beyond. Give a greater --final."
    ]
  }

  /// What keeps the limits and cannot be told from the best.
  private static func alike(_ search: Optimisation) -> [String] {
    let level = search.points.first?.intervals.first?.level ?? 0.95
    let (factor, name) = search.figures[0].shown
    let unit = name.isEmpty ? "" : " \(name)"
    let others = search.alike(level: level).compactMap { index -> (size: Double, words: String)? in
      guard let difference = search.difference(of: index, in: 0, level: level)?.interval,
        let mean = difference.mean
      else { return nil }
      func text(_ value: Double) -> String {
        (value > 0 ? "+" : "") + TerminalSummary.short(value * factor)
      }
      var words = settings(search.points[index], search).joined(separator: ", ") + ": " + text(mean)
      if let lower = difference.lower, let upper = difference.upper {
        words += " (\(text(lower)) to \(text(upper)))"
      }
      return (abs(mean), words + unit)
    }.sorted { ($0.size, $0.words) < ($1.size, $1.words) }
    if others.isEmpty { return [] }
    let percent = TerminalSummary.short(level * 100)
    let rest = others.count > most ? ", and \(others.count - most) more" : ""
    return [
      "Not told apart from it at \(percent) %, each by itself: "
        + others.prefix(most).map(\.words).joined(separator: "; ") + rest + "."
    ]
  }

  private static func settings(_ point: Optimisation.Point, _ search: Optimisation) -> [String] {
    zip(search.plan.variations, point.values).map { "\($0.name)=\($0.text(of: $1))" }
  }

  package static func json(of search: Optimisation) -> JSONText {
    .object([
      (
        "best",
        search.best.map { best in
          .object(
            zip(search.plan.variations, search.points[best].values).map {
              (name: $0.name, value: .number($1))
            })
        } ?? .null
      ),
      (
        "estimates",
        .array(
          (search.best.map { search.points[$0].intervals } ?? []).map { .optional($0.mean) })
      ),
      ("isLocallyOptimal", .bool(search.isLocallyOptimal)),
      ("pointsVisited", .integer(Int128(search.points.count))), ("points", .number(search.size)),
      ("replications", .integer(Int128(search.total))),
    ])
  }
}

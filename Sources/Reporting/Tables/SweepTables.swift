package import Experiments
import OutputStatistics

/// `sweep.csv`: the figures at every point, with a column for each parameter that varies.
package struct SweepTable {
  package static let columns: [(name: String, meaning: String)] = [
    ("point", "the number of the point, from 1"),
    ("…", "a column for each parameter that varies, by its name, in the unit of its range"),
    ("measure", "what is measured"),
    ("scope", "of what"),
    ("statistic", "which statistic of it within a replication"),
    ("unit", "the unit of the figures of this row"),
    ("estimate", "mean over replications"),
    ("lower", "lower limit of its confidence interval; empty where there is none"),
    ("upper", "upper limit of it"),
    ("sd", "standard deviation between replications"),
    ("replications", "replications that have the figure"),
  ]

  package static func table(of sweep: Sweep) -> CSVTable {
    let names = columns.map(\.name)
    var table = CSVTable(
      columns: [names[0]] + sweep.plan.variations.map(\.name) + names.dropFirst(2))
    for (index, point) in sweep.plan.distinct.enumerated() {
      let arm = sweep.result.arms[index]
      for figure in sweep.figures {
        let interval = arm.figures.firstIndex(of: figure).map {
          arm.estimate($0, confidence: sweep.result.experiment.confidence).interval
        }
        table.append(
          [.integer(Int64(index + 1))] + point.map { .number($0) }
            + [
              .text(figure.measure), .text(figure.scope), .text(figure.statistic),
              .text(figure.unit), .number(interval?.mean), .number(interval?.lower),
              .number(interval?.upper), .number(interval?.moments.sd),
              .integer(Int64(interval?.count ?? 0)),
            ])
      }
    }
    return table
  }
}

/// `sensitivity.csv`: what each figure owes to each parameter.
package struct SensitivityTable {
  package static let columns: [(name: String, meaning: String)] = [
    ("measure", "what is measured"),
    ("scope", "of what"),
    ("statistic", "which statistic of it within a replication"),
    ("unit", "the unit of the figure"),
    ("parameter", "the parameter"),
    ("lowest", "the lowest value that it took"),
    ("highest", "the highest"),
    (
      "standardised",
      "standard deviations of the figure for one of the parameter, in a linear fit over all points"
    ),
    ("explained", "the share of the figure's variance that the fit explains (R²)"),
    (
      "at_lowest",
      "the figure with the parameter at its lowest: mean over a grid's other parameters, else by "
        + "the fit with the others at their means"
    ),
    ("at_highest", "the same at its highest: the two ends of a bar of a tornado chart"),
    ("mu", "mean elementary effect over the whole range (design morris)"),
    ("mu_star", "mean size of the effects: how much the parameter matters (design morris)"),
    ("sigma", "how much effects differ: curvature or interaction (design morris)"),
  ]

  package static func table(of sweep: Sweep) -> CSVTable {
    var table = CSVTable(columns: columns.map(\.name))
    let ranges = Dictionary(sweep.plan.variations.map { ($0.name, $0) }) { first, _ in first }
    for effect in sweep.effects {
      let range = ranges[effect.parameter]
      table.append([
        .text(effect.figure.measure), .text(effect.figure.scope), .text(effect.figure.statistic),
        .text(effect.figure.unit), .text(effect.parameter), .number(range?.lowest),
        .number(range?.highest), .number(effect.standardised), .number(effect.explained),
        .number(effect.atLowest), .number(effect.atHighest), .number(effect.effects?.mean),
        .number(effect.effects?.meanSize), .number(effect.effects?.sd),
      ])
    }
    return table
  }
}

/// What a sweep comes to, in words and for programs.
package struct SweepText {
  package static func text(of sweep: Sweep) -> String {
    let count = sweep.plan.distinct.count
    var lines = [
      "\(count) points, \(sweep.result.experiment.replications) replications each, the same random "
        + "numbers at all. From the lowest to the highest value of each parameter; weight: by how many "
        + "standard deviations the figure changes with one of the parameter."
    ]
    let width = sweep.plan.variations.map(\.name.count).max() ?? 0
    for figure in sweep.figures {
      let own = sweep.effects.filter { $0.figure == figure }
      let explained = own.first?.explained.map {
        "; a linear fit explains \(TerminalSummary.short($0 * 100)) %"
      }
      lines.append("\n\(FigureQuery.name(of: figure))\(explained ?? "")")
      // What matters most comes first.
      let rank = ranked(own)
      let (factor, name) = figure.shown
      let unit = name.isEmpty ? "" : " \(name)"
      func number(_ value: Double?) -> String {
        value.map { TerminalSummary.short($0 * factor) } ?? "–"
      }
      for effect in rank {
        var words = "\(number(effect.atLowest)) → \(number(effect.atHighest))\(unit)"
        if let weight = effect.standardised { words += ", weight \(TerminalSummary.short(weight))" }
        if let effects = effect.effects {
          words +=
            ", μ* \(number(effects.meanSize)), σ \(number(effects.sd))"
        }
        lines.append("  \(effect.parameter.padded(to: width))  \(words)")
      }
    }
    return lines.joined(separator: "\n")
  }

  /// Effects by their size, the greatest first.
  static func ranked(_ effects: [Sweep.Effect]) -> [Sweep.Effect] {
    effects.enumerated().sorted {
      let (a, b) = (size($0.element), size($1.element))
      return a == b ? $0.offset < $1.offset : a > b
    }.map(\.element)
  }

  private static func size(_ effect: Sweep.Effect) -> Double {
    effect.effects?.meanSize ?? abs((effect.atHighest ?? 0) - (effect.atLowest ?? 0))
  }

  package static func json(of sweep: Sweep) -> JSONText {
    .object([
      ("design", .string(sweep.plan.design.rawValue)),
      ("points", .integer(Int128(sweep.plan.distinct.count))),
      ("replications", .integer(Int128(sweep.result.experiment.replications))),
      (
        "effects",
        .array(
          sweep.effects.map { effect in
            .object([
              ("figure", .string(FigureQuery.name(of: effect.figure))),
              ("parameter", .string(effect.parameter)),
              ("standardised", .optional(effect.standardised)),
              ("explained", .optional(effect.explained)),
              ("atLowest", .optional(effect.atLowest)),
              ("atHighest", .optional(effect.atHighest)),
              ("muStar", .optional(effect.effects?.meanSize)),
              ("sigma", .optional(effect.effects?.sd)),
            ])
          })
      ),
    ])
  }
}

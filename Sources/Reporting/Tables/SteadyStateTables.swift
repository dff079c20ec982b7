import EventEngine
package import Experiments
import FacilityModel
import OutputStatistics

/// `warm-up.csv`: where MSER-5 cuts each series.
package struct WarmUpTable {
  package static let columns: [(name: String, meaning: String)] = [
    ("measure", "what is followed"),
    ("scope", "of what"),
    ("unit", "its unit"),
    ("warm_up_h", "how long it takes to be steady, in hours; empty where that cannot be told"),
    ("mser5", "the statistic of MSER-5 at its least, in squares of the unit"),
    ("mean", "mean of what is left"),
    (
      "state",
      "steady, not steady within the run, varies too much (no cut is found, and no change shown), or too "
        + "short"
    ),
  ]

  package static func table(of study: WarmUpStudy) -> CSVTable {
    var table = CSVTable(columns: columns.map(\.name))
    for series in study.series {
      table.append([
        .text(series.name.measure), .text(series.name.scope), .text(series.name.unit),
        .number(series.warmUp.map { Double($0) / Double(Ticks.hour) }),
        .number(series.truncation?.statistic), .number(series.truncation?.mean),
        .text(WarmUpText.state(series)),
      ])
    }
    return table
  }
}

/// `welch.csv`: what a Welch plot shows.
package struct WelchTable {
  package static let columns: [(name: String, meaning: String)] = [
    ("measure", "what is followed"),
    ("scope", "of what"),
    ("unit", "its unit"),
    ("time_h", "the beginning of the bin, in hours from the start of the run"),
    ("average", "mean over replications within the bin"),
    ("level", "the average without the waves of a day or week, where the model repeats"),
    ("moving_average", "Welch's moving average of the level; empty near the end"),
  ]

  package static func table(of study: WarmUpStudy) -> CSVTable {
    var table = CSVTable(columns: columns.map(\.name))
    for series in study.series {
      func at(_ values: [Double], _ bin: Int) -> CSVCell {
        .number(bin < values.count ? values[bin] : nil)
      }
      for (bin, average) in series.averages.enumerated() {
        table.append([
          .text(series.name.measure), .text(series.name.scope), .text(series.name.unit),
          .number(Double(study.starts[bin]) / Double(Ticks.hour)), .number(average),
          at(series.level, bin), at(series.smooth, bin),
        ])
      }
    }
    return table
  }
}

/// What a study of the warm-up comes to, in words and for programs.
package struct WarmUpText {
  static func state(_ series: WarmUpStudy.Series) -> String {
    switch series.state {
    case .steady: "steady"
    case .unsteady: "not steady within the run"
    case .noisy: "varies too much"
    case .tooShort: "too short"
    }
  }

  package static func text(of study: WarmUpStudy) -> String {
    var lines = [
      "MSER-5 on means over \(study.replications) replications, in bins of "
        + words(study.width)
        + (study.cycle.map { "; waves of \(words($0)) are taken off" } ?? "") + ":"
    ]
    let labels = study.series.map { label($0.name) }
    let width = labels.map(\.count).max() ?? 0
    for (series, label) in zip(study.series, labels) {
      let state = series.warmUp.map { "steady after \(words($0))" } ?? state(series)
      lines.append("  \(label.padded(to: width))  \(state)")
    }
    return (lines + [""] + verdict(on: study)).joined(separator: "\n")
  }

  /// What is proposed, and what is to be said of it.
  static func verdict(on study: WarmUpStudy) -> [String] {
    var lines: [String] = []
    if let proposal = study.proposal {
      lines.append(
        "Proposed\(study.open.isEmpty ? "" : " so far"): \"warmUp\": \"\(words(rounded(proposal)))\""
      )
      lines.append("The model declares \(words(study.declared)), " + declared(study))
    }
    if !study.noisy.isEmpty {
      lines.append(
        "\(study.noisy.count) series vary too much for a cut, and show no change over the run: they do not "
          + "count. More replications would tell.")
    }
    if let cycle = study.untreated {
      lines.append(
        "Waves of \(words(cycle)) are still in all series: the run holds too few of them to take them off. "
          + "Give a --length of six or more.")
    }
    if !study.open.isEmpty {
      lines.append(
        "\(study.open.count) series are not steady within the run: give a greater --length, or more "
          + "replications. If they never settle, the facility is overloaded, or has no steady state."
      )
    }
    return lines
  }

  /// What is to be said of the warm-up that the model declares.
  private static func declared(_ study: WarmUpStudy) -> String {
    if !study.isDeclaredTooShort { return "which is enough." }
    switch study.bias {
    case .short: return "which is SHORTER: figures are biased by the empty start."
    case .unsteady: return "which is SHORTER, and the number inside is not steady within the run."
    case .unbiased, .notJudged:
      return
        "which is SHORTER: figures may be biased by the empty start. Of the number inside no bias is "
        + "shown; MSER-5 also cuts late by chance."
    }
  }

  /// A proposal in whole days, hours or minutes, as a person would write it.
  private static func rounded(_ ticks: Int64) -> Int64 {
    let unit =
      ticks > 2 * Ticks.day ? Ticks.day : ticks > 2 * Ticks.hour ? Ticks.hour : Ticks.minute
    return (ticks + unit - 1) / unit * unit
  }

  package static func json(of study: WarmUpStudy) -> JSONText {
    func hours(_ ticks: Int64?) -> JSONText {
      .optional(ticks.map { Double($0) / Double(Ticks.hour) })
    }
    return .object([
      ("proposedHours", hours(study.proposal)),
      ("notSteady", .integer(Int128(study.open.count))),
      ("varyTooMuch", .integer(Int128(study.noisy.count))),
      ("declaredHours", hours(study.declared)),
      ("replications", .integer(Int128(study.replications))),
      (
        "series",
        .array(
          study.series.map { series in
            .object([
              ("measure", .string(series.name.measure)), ("scope", .string(series.name.scope)),
              ("unit", .string(series.name.unit)), ("warmUpHours", hours(series.warmUp)),
              ("state", .string(state(series))),
            ])
          })
      ),
    ])
  }

  static func words(_ ticks: Int64) -> String { TimeUnits.words(Double(ticks)) }

  static func label(_ name: LongSeries.Name) -> String {
    name.scope == "all" ? name.measure : "\(name.measure), \(name.scope)"
  }
}

/// `long-run.csv`: figures of one long run with intervals from batch means.
package struct LongRunTable {
  package static let columns: [(name: String, meaning: String)] = [
    ("measure", "what is measured"),
    ("scope", "of what"),
    ("unit", "its unit"),
    ("estimate", "mean over the batches"),
    ("lower", "lower limit of its confidence interval, of the means of batches"),
    ("upper", "upper limit of it"),
    ("overlapping_half_width", "half the width of the interval from overlapping batches"),
    ("batches", "how many batches"),
    ("batch_size", "entities in a batch, or bins of time"),
    ("lag1", "correlation of batch means with the next"),
    (
      "von_neumann",
      "von Neumann's statistic, roughly standard normal where batch means are independent"
    ),
    ("caution", "what speaks against taking the interval at its word"),
  ]

  package static func table(of run: LongRun) -> CSVTable {
    var table = CSVTable(columns: columns.map(\.name))
    for row in run.rows {
      table.append([
        .text(row.name.measure), .text(row.name.scope), .text(row.name.unit),
        .number(row.means.interval.mean), .number(row.means.interval.lower),
        .number(row.means.interval.upper), .number(row.overlapping?.halfWidth),
        .integer(Int64(row.means.count)), .integer(Int64(row.means.size)),
        .number(row.means.lag1), .number(row.means.correlationStatistic),
        .text(run.isCorrelated(row) ? "batches are correlated" : ""),
      ])
    }
    return table
  }
}

/// What a long run comes to, in words and for programs.
package struct LongRunText {
  package static func text(of run: LongRun) -> String {
    let verdict = verdict(on: run)
    var lines = [String(verdict[0].dropLast()) + ":"]
    let labels = run.rows.map { WarmUpText.label($0.name) }
    let width = labels.map(\.count).max() ?? 0
    for (row, label) in zip(run.rows, labels) {
      let interval = row.means.interval
      let unit = row.name.unit == "1" ? "" : " \(row.name.unit)"
      var words = "\(interval.mean.map(TerminalSummary.short) ?? "–")\(unit)"
      if let lower = interval.lower, let upper = interval.upper {
        words += "   \(TerminalSummary.short(lower)) to \(TerminalSummary.short(upper))"
      }
      if run.isCorrelated(row) {
        let statistic = row.means.correlationStatistic ?? 0
        words += "   batches are correlated (C \(TerminalSummary.short(statistic)))"
      }
      lines.append("  \(label.padded(to: width))  \(words)")
    }
    for line in verdict.dropFirst() { lines.append("\n" + line) }
    return lines.joined(separator: "\n")
  }

  /// What was run, and what is to be said of it.
  static func verdict(on run: LongRun) -> [String] {
    var lines = [
      "One run of \(WarmUpText.words(run.length)) after a warm-up of "
        + "\(WarmUpText.words(run.warmUp)), \(run.batches) batches."
    ]
    if run.isCorrelated {
      lines.append(
        "Some batches depend on one another, so those intervals are too narrow: give a greater "
          + "--length, or fewer --batches.")
    }
    return lines
  }

  package static func json(of run: LongRun) -> JSONText {
    .object([
      ("lengthHours", .number(Double(run.length) / Double(Ticks.hour))),
      ("warmUpHours", .number(Double(run.warmUp) / Double(Ticks.hour))),
      ("batches", .integer(Int128(run.batches))),
      (
        "rows",
        .array(
          run.rows.map { row in
            .object([
              ("measure", .string(row.name.measure)), ("scope", .string(row.name.scope)),
              ("unit", .string(row.name.unit)), ("estimate", .optional(row.means.interval.mean)),
              ("lower", .optional(row.means.interval.lower)),
              ("upper", .optional(row.means.interval.upper)), ("lag1", .optional(row.means.lag1)),
              ("vonNeumann", .optional(row.means.correlationStatistic)),
            ])
          })
      ),
    ])
  }
}

import OutputStatistics

/// A MORE plot: what single replications come to, where most of them lie, and how well that and the
/// mean are known.
///
/// Source: Nelson (2008), The MORE plot: displaying measures of risk and error from simulation output,
/// Winter Simulation Conference.
struct RiskChart {
  var name: String
  var title: String
  var description: String
  var unit: String
  /// By replication.
  var values: [Double]
  var mean: MeanInterval
  /// The 5th and the 95th percentile.
  var low: Quantile.Estimate
  var high: Quantile.Estimate

  var chart: Chart { Chart.drawn { drawn($0) } }

  private func drawn(_ format: Chart.Format) -> Chart {
    let (left, right, top, bottom, width) = (52.0, 20.0, 92.0, 246.0, format.width)
    let ends = [mean.lower, mean.upper, low.lower, low.upper, high.lower, high.upper]
    // About as many classes as Sturges asks for.
    let classes = max(4, values.count.bitWidth - values.count.leadingZeroBitCount + 1)
    let x = Scale(
      values + ends.compactMap(\.self), from: left, to: width - right, atMost: classes,
      holdsZero: false)
    let counts = counts(x)
    let y = Scale(
      counts.map(Double.init) + [0], from: bottom, to: top, atMost: min(5, counts.max() ?? 1))
    var plot = Plot(format)
    box(x, top: 34, bottom: 70, format, into: &plot)
    plot.verticalAxis(y, left: left, right: width - right, title: "replications")
    for (index, count) in counts.enumerated() where count > 0 {
      let (from, to) = (x.ticks[index], x.ticks[index + 1])
      plot.rect(
        x.place(from) + 1, y.place(Double(count)), x.place(to) - x.place(from) - 2,
        bottom - y.place(Double(count)), "mark bars f0",
        title: "\(TerminalSummary.short(from)) to \(TerminalSummary.short(to)) \(unit): \(count)")
    }
    let most = format == .telephone ? 5 : 9
    let every = max(1, (x.ticks.count + most - 1) / most)
    for index in stride(from: 0, to: x.ticks.count, by: every) {
      let tick = x.ticks[index]
      plot.line(x.place(tick), bottom, x.place(tick), bottom + 4, "zero")
      plot.text(x.place(tick), bottom + 17, TerminalSummary.short(tick), "tick", anchor: "middle")
    }
    plot.text((left + width - right) / 2, bottom + 33, unit, "axis", anchor: "middle")
    return Chart(
      name: name, title: title, description: description, width: width, height: bottom + 40,
      body: plot.body, columns: ["", "estimate", "lower", "upper", "unit"],
      rows: rows.map { row in [row.name] + row.values.map { IntervalChart.words($0) } + [unit] },
      specification: specification)
  }

  private var rows: [(name: String, values: [Double?])] {
    [
      ("5th percentile", [low.value, low.lower, low.upper]),
      ("mean", [mean.mean, mean.lower, mean.upper]),
      ("95th percentile", [high.value, high.lower, high.upper]),
    ]
  }

  /// How many values lie in each class between ticks.
  private func counts(_ x: Scale) -> [Int] {
    var counts = Array(repeating: 0, count: max(1, x.ticks.count - 1))
    for value in values {
      let place = x.ticks.lastIndex { $0 <= value } ?? 0
      counts[min(place, counts.count - 1)] += 1
    }
    return counts
  }

  /// The range of what is likely, with the intervals of its ends and of the mean.
  private func box(
    _ x: Scale, top: Double, bottom: Double, _ format: Chart.Format, into plot: inout Plot
  ) {
    let (a, b) = (x.place(low.value), x.place(high.value))
    plot.rect(a, top, b - a, bottom - top, "band f0")
    let middle = (top + bottom) / 2
    for (name, estimate, y) in [
      ("5th percentile", low, middle + 9), ("95th percentile", high, middle + 9),
    ] {
      let place = x.place(estimate.value)
      let (from, to) = (estimate.lower ?? x.lower, estimate.upper ?? x.upper)
      let isOpen = estimate.lower == nil || estimate.upper == nil
      let words =
        "\(name): \(TerminalSummary.short(estimate.value)) \(unit), "
        + "\(IntervalChart.words(estimate.lower)) to \(IntervalChart.words(estimate.upper))"
      plot.path([(x.place(from), y), (x.place(to), y)], isOpen ? "thin s0" : "whisker s0")
      for end in [estimate.lower, estimate.upper].compactMap(\.self) {
        plot.line(x.place(end), y - 4, x.place(end), y + 4, "whisker s0")
      }
      plot.rect(place - 1.25, top, 2.5, bottom - top, "mark f0", title: words)
    }
    if let value = mean.mean {
      let place = x.place(value)
      if let lower = mean.lower, let upper = mean.upper {
        plot.path([(x.place(lower), middle - 8), (x.place(upper), middle - 8)], "whisker s1")
        for end in [lower, upper] {
          plot.line(x.place(end), middle - 15, x.place(end), middle - 1, "whisker s1")
        }
      }
      plot.dot(
        place, middle - 8, 4.5, "mark f1",
        title: "mean: \(TerminalSummary.short(value)) \(unit)")
    }
    let percentile = format == .telephone ? "" : " percentile"
    let ends = [
      (a, "5th\(percentile) \(TerminalSummary.short(low.value))", true),
      (b, "95th\(percentile) \(TerminalSummary.short(high.value))", false),
    ]
    // They lead away from the middle of the box, unless they would leave the picture.
    for (place, words, isLeft) in ends {
      let wide = TextWidth.of(words, size: 11)
      let leads = isLeft ? place - wide >= 2 : place + wide > format.width - 2
      plot.text(place, top - 6, words, "tick", anchor: leads ? "end" : "start")
    }
    if let value = mean.mean {
      plot.text(
        x.place(value), top - 21, "mean \(TerminalSummary.short(value))", "tick", anchor: "middle")
    }
  }

  private var specification: [(name: String, value: JSONText)] {
    [
      Vega.data(
        ["replication", "value"], values.enumerated().map { [.integer(Int128($0)), .number($1)] }),
      (
        "layer",
        .array(
          [
            Vega.layer(
              .object([("type", "bar"), ("tooltip", true)]),
              [
                (
                  "x",
                  Vega.field(
                    "value", "quantitative", title: unit, [("bin", .object([("maxbins", 20)]))])
                ),
                ("y", .object([("aggregate", "count"), ("title", "replications")])),
              ])
          ]
            + [mean.mean, low.value, high.value].compactMap(\.self).map { value in
              Vega.layer(
                .object([("type", "rule"), ("strokeDash", [4, 3])]),
                [("x", .object([("datum", .number(value))]))])
            })
      ),
    ]
  }
}

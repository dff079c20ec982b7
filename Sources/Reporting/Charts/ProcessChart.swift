import OutputStatistics

/// Values in the order of time with their process limits (XmR), signals told apart by shape and colour.
struct ProcessChart {
  var name: String
  var title: String
  var description: String
  var unit: String
  /// What each value is of, such as a date.
  var labels: [String]
  var behaviour: ProcessBehaviour

  var chart: Chart { Chart.drawn { drawn($0) } }

  private func drawn(_ format: Chart.Format) -> Chart {
    let isNarrow = format == .telephone
    let (left, right, width) = (52.0, isNarrow ? 10 : 96.0, format.width)
    var plot = Plot(format)
    let top = legend(into: &plot, left: isNarrow ? 6 : left, width: width - 4) + 31
    let bottom = top + 182
    let limits = [behaviour.lower, behaviour.upper]
    let isPositive = behaviour.values.allSatisfy { $0 >= 0 }
    let y = Scale(
      behaviour.values + (isPositive ? [max(0, limits[0]), limits[1]] : limits), from: bottom,
      to: top, atMost: 5, holdsZero: false)
    let step = (width - right - left) / Double(behaviour.values.count)
    func x(_ index: Int) -> Double { left + (Double(index) + 0.5) * step }
    plot.verticalAxis(y, left: left, right: width - right, title: unit)
    let every = max(1, (behaviour.values.count + (isNarrow ? 3 : 7)) / (isNarrow ? 4 : 8))
    for index in stride(from: 0, to: labels.count, by: every) {
      plot.text(x(index), bottom + 15, labels[index], "tick", anchor: "middle")
    }
    for (value, word, style) in [
      (behaviour.upper, "upper limit", "target"), (behaviour.mean, "mean", "zero"),
      (behaviour.lower, "lower limit", "target"),
    ] where value >= y.lower && value <= y.upper {
      plot.line(left, y.place(value), width - right, y.place(value), style)
      let words = "\(word) \(TerminalSummary.short(value))"
      if isNarrow {
        plot.text(width - right, y.place(value) - 4, words, "tick halo", anchor: "end")
      } else {
        plot.text(width - right + 5, y.place(value) + 4, words, "tick")
      }
    }
    plot.path(
      behaviour.values.indices.map { (x($0), y.place(behaviour.values[$0])) }, "faint s7")
    for (index, value) in behaviour.values.enumerated() {
      let signal = behaviour.signals[index]
      let words =
        "\(labels[index]): \(TerminalSummary.short(value)) \(unit)"
        + (signal.map { ", \($0.rawValue)" } ?? "")
      mark(signal, x(index), y.place(value), title: words, into: &plot)
    }
    return Chart(
      name: name, title: title, description: description, width: width, height: bottom + 24,
      body: plot.body, columns: ["", "value", "unit", "signal"],
      rows: behaviour.values.indices.map { index in
        [
          labels[index], TerminalSummary.short(behaviour.values[index]), unit,
          behaviour.signals[index]?.rawValue ?? "",
        ]
      }, specification: specification)
  }

  private func mark(
    _ signal: ProcessBehaviour.Signal?, _ x: Double, _ y: Double, title: String?,
    into plot: inout Plot
  ) {
    let style = title == nil ? "key" : "mark"
    switch signal {
    case nil: plot.dot(x, y, 3, "\(style) f7", title: title)
    case .outside:
      plot.path(
        [(x, y - 6.5), (x + 6.5, y), (x, y + 6.5), (x - 6.5, y), (x, y - 6.5)], "\(style) f1",
        title: title)
    case .shift: plot.rect(x - 4, y - 4, 8, 8, "\(style) f0", title: title)
    case .trend:
      plot.path(
        [(x - 5, y + 4), (x + 5, y + 4), (x, y - 5), (x - 5, y + 4)], "\(style) f2", title: title)
    case .nearLimit:
      plot.path(
        [(x - 5, y - 4), (x + 5, y - 4), (x, y + 5), (x - 5, y - 4)], "\(style) f3", title: title)
    }
  }

  private func legend(into plot: inout Plot, left: Double, width: Double) -> Double {
    let shown = ProcessBehaviour.Signal.allCases.filter { behaviour.signals.contains($0) }
    if shown.isEmpty {
      return plot.legend(["no signals: chance alone explains this"], left: left, width: width) {
        _, _, _, _ in 0
      }
    }
    return plot.legend(shown.map(\.rawValue), left: left, width: width) { index, x, y, plot in
      mark(shown[index], x + 6, y, title: nil, into: &plot)
      return 17
    }
  }

  private var specification: [(name: String, value: JSONText)] {
    let y = Vega.field(
      "value", "quantitative", title: unit, [("scale", .object([("zero", false)]))])
    let x = Vega.field("label", "ordinal", title: "", [Vega.noSort])
    var layers = [
      Vega.layer(.object([("type", "line"), ("color", "gray")]), [("x", x), ("y", y)]),
      Vega.layer(
        .object([("type", "point"), ("filled", true), ("size", 60), ("tooltip", true)]),
        [
          ("x", x), ("y", y), ("color", Vega.field("signal", "nominal", title: "")),
          ("shape", Vega.field("signal", "nominal", title: "")),
        ]),
    ]
    for value in [behaviour.lower, behaviour.mean, behaviour.upper] {
      layers.append(
        Vega.layer(
          .object([("type", "rule"), ("strokeDash", [4, 3])]),
          [("y", .object([("datum", .number(value))]))]))
    }
    return [
      Vega.data(
        ["label", "value", "signal"],
        behaviour.values.indices.map {
          [
            .string(labels[$0]), .number(behaviour.values[$0]),
            .string(behaviour.signals[$0]?.rawValue ?? "none"),
          ]
        }), ("layer", .array(layers)),
    ]
  }
}

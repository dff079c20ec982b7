/// A Welch plot: a series from the very start of a run, its moving average, and where it is cut.
struct WelchChart {
  var name: String
  var title: String
  var description: String
  /// The unit of the series, and that of time.
  var unit: String
  var timeUnit: String
  /// When bins begin, in the unit of time, and how wide they are.
  var times: [Double]
  var width: Double
  /// The mean over replications by bin.
  var averages: [Double]
  /// Welch's moving average by bin; shorter than the averages.
  var smooth: [Double]
  /// Where the series is cut; nil where it is not steady.
  var cut: Double?
  /// The warm-up that the model declares.
  var declared: Double

  /// Points that a pointer finds, and rows of the table behind: bins enough to read the curve.
  private var stride: Int { max(1, (averages.count + 119) / 120) }
  private var shown: [Int] { Array(Swift.stride(from: 0, to: averages.count, by: stride)) }

  var chart: Chart {
    let (left, right, top, bottom, wide) = (52.0, 12.0, 44.0, 226.0, 720.0)
    let y = Scale(averages + smooth, from: bottom, to: top, atMost: 5)
    let end = (times.last ?? 0) + width
    let x = Scale([0, end], from: left, to: wide - right, atMost: 8)
    func place(_ bin: Int) -> Double { x.place(min(end, times[bin] + width / 2)) }
    var plot = Plot()
    if let cut, cut > 0 {
      plot.rect(left, top, x.place(cut) - left, bottom - top, "warm")
    }
    plot.verticalAxis(y, left: left, right: wide - right, title: unit)
    plot.horizontalAxis(x, top: top, bottom: bottom, title: "\(timeUnit) from the empty start")
    let points = zip(averages.indices, averages).filter { $0.1.isFinite }
    plot.path(points.map { (place($0.0), y.place($0.1)) }, "faint s7")
    plot.path(smooth.indices.map { (place($0), y.place(smooth[$0])) }, "curve s0")
    marks(x, top: top, bottom: bottom, into: &plot)
    let step = (x.place(width) - x.place(0)) * Double(stride)
    for bin in shown {
      plot.rect(
        x.place(times[bin]), top, min(step, wide - right - x.place(times[bin])), bottom - top,
        "mark hit", title: words(bin))
    }
    return Chart(
      name: name, title: title, description: description, width: wide, height: bottom + 40,
      body: plot.body, columns: [timeUnit, "mean of replications", "moving average", "unit"],
      rows: shown.map { bin in
        [
          TerminalSummary.short(times[bin]), TerminalSummary.short(averages[bin]),
          IntervalChart.words(bin < smooth.count ? smooth[bin] : nil), unit,
        ]
      }, specification: specification)
  }

  /// The cut and the declared warm-up, and what the lines are.
  private func marks(_ x: Scale, top: Double, bottom: Double, into plot: inout Plot) {
    plot.line(x.from, 13, x.from + 22, 13, "faint s7")
    plot.text(x.from + 27, 17, "mean of replications", "tick")
    plot.line(x.from + 150, 13, x.from + 172, 13, "curve s0")
    plot.text(x.from + 177, 17, "moving average", "tick")
    if let cut {
      plot.line(x.place(cut), top, x.place(cut), bottom, "cut")
      plot.line(x.from + 275, 13, x.from + 297, 13, "cut")
      plot.text(x.from + 302, 17, "steady from \(TerminalSummary.short(cut)) \(timeUnit)", "tick")
    } else {
      plot.text(x.from + 275, 17, "not steady within the run", "tick")
    }
    guard declared > 0, declared <= x.upper else { return }
    plot.line(x.place(declared), top, x.place(declared), bottom, "target")
    plot.line(x.from + 440, 13, x.from + 462, 13, "target")
    plot.text(
      x.from + 467, 17, "declared: \(TerminalSummary.short(declared)) \(timeUnit)", "tick")
  }

  private func words(_ bin: Int) -> String {
    let moving =
      bin < smooth.count ? ", moving average \(TerminalSummary.short(smooth[bin]))" : ""
    return "\(TerminalSummary.short(times[bin])) \(timeUnit): "
      + "\(TerminalSummary.short(averages[bin]))\(moving) \(unit)"
  }

  private var specification: [(name: String, value: JSONText)] {
    let time = Vega.field("time", "quantitative", title: "\(timeUnit) from the empty start")
    func line(_ field: String, _ mark: JSONText) -> JSONText {
      Vega.layer(
        mark, [("x", time), ("y", Vega.field(field, "quantitative", title: unit))])
    }
    var layers = [
      line(
        "average",
        .object([("type", "line"), ("strokeWidth", 0.7), ("color", "gray")])),
      line("smooth", "line"),
    ]
    for (value, dash) in [(cut, [1, 0]), (declared > 0 ? declared : nil, [4, 3])]
      as [(
        Double?, [Int64]
      )]
    {
      guard let value else { continue }
      layers.append(
        Vega.layer(
          .object([
            ("type", "rule"), ("strokeDash", .array(dash.map { .integer(Int128($0)) })),
          ]), [("x", .object([("datum", .number(value))]))]))
    }
    let rows = averages.indices.map { bin -> [JSONText] in
      [
        .number(times[bin]), .number(averages[bin]),
        .optional(bin < smooth.count ? smooth[bin] : nil),
      ]
    }
    return [Vega.data(["time", "average", "smooth"], rows), ("layer", .array(layers))]
  }
}

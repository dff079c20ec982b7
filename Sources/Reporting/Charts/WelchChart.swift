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

  var chart: Chart { Chart.drawn { drawn($0) } }

  private func drawn(_ format: Chart.Format) -> Chart {
    let (left, right, wide) = (52.0, 12.0, format.width)
    var plot = Plot(format)
    let keys = keys
    let top =
      plot.legend(keys.map(\.words), left: format == .page ? left : 6, width: wide - 4) {
        guard let style = keys[$0].style else { return 0 }
        $3.line($1, $2, $1 + 22, $2, style)
        return 27
      } + 31
    let bottom = top + 182
    let y = Scale(averages + smooth, from: bottom, to: top, atMost: 5)
    let end = (times.last ?? 0) + width
    let x = Scale([0, end], from: left, to: wide - right, atMost: format == .page ? 8 : 4)
    func place(_ bin: Int) -> Double { x.place(min(end, times[bin] + width / 2)) }
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

  /// The cut and the declared warm-up.
  private func marks(_ x: Scale, top: Double, bottom: Double, into plot: inout Plot) {
    if let cut { plot.line(x.place(cut), top, x.place(cut), bottom, "cut") }
    guard declared > 0, declared <= x.upper else { return }
    plot.line(x.place(declared), top, x.place(declared), bottom, "target")
  }

  /// What the lines are: their styles and words.
  private var keys: [(style: String?, words: String)] {
    var keys: [(style: String?, words: String)] = [
      ("faint s7", "mean of replications"), ("curve s0", "moving average"),
      cut.map { ("cut", "steady from \(TerminalSummary.short($0)) \(timeUnit)") }
        ?? (nil, "not steady within the run"),
    ]
    if declared > 0, declared <= (times.last ?? 0) + width {
      keys.append(("target", "declared: \(TerminalSummary.short(declared)) \(timeUnit)"))
    }
    return keys
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

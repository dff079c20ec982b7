import FacilityModel

/// A level by the hour of the day or week: the median of the replications with a band around it.
struct BandChart {
  struct Point {
    var lower: Double
    var median: Double
    var upper: Double
    /// Another level to compare it with, such as the units on duty.
    var other: Double?
  }

  var name: String
  var title: String
  var description: String
  var unit: String
  /// The name of the other level.
  var other: String?
  /// By hour; nil where no replication saw it.
  var points: [Point?]
  var colour = 0

  private var isWeek: Bool { points.count > 24 }

  /// The hour that begins at a bin, in words.
  static func hour(_ bin: Int, isWeek: Bool) -> String {
    let hour = "\(bin % 24 < 10 ? "0" : "")\(bin % 24):00"
    return isWeek ? "\(ClockTime.weekdayNames[bin / 24 % 7]) \(hour)" : hour
  }

  var chart: Chart { Chart.drawn { drawn($0) } }

  private func drawn(_ format: Chart.Format) -> Chart {
    let (left, right, width) = (52.0, 12.0, format.width)
    let isNarrow = format == .telephone
    var plot = Plot(format)
    let top = legend(into: &plot, width: width, isNarrow: isNarrow)
    let bottom = top + 180
    let most = points.compactMap { $0.map { max($0.upper, $0.other ?? 0) } }
    let y = Scale(most + [0], from: bottom, to: top, atMost: 5)
    let step = (width - left - right) / Double(max(1, points.count))
    func x(_ bin: Double) -> Double { left + bin * step }
    plot.verticalAxis(y, left: left, right: width - right, title: unit)
    for bin in stride(from: 0, through: points.count, by: isWeek ? 24 : isNarrow ? 6 : 3) {
      plot.line(x(Double(bin)), top, x(Double(bin)), bottom, "grid")
      if isWeek, bin < points.count {
        let day = String(ClockTime.weekdayNames[bin / 24 % 7].prefix(3))
        plot.text(x(Double(bin) + 12), bottom + 15, day, "tick", anchor: "middle")
      } else if !isWeek {
        plot.text(x(Double(bin)), bottom + 15, "\(bin):00", "tick", anchor: "middle")
      }
    }
    for run in runs {
      band(run, x, y, into: &plot)
      let steps = { (value: (Point) -> Double?) -> [(Double, Double)] in
        run.flatMap { bin, point -> [(Double, Double)] in
          guard let level = value(point) else { return [] }
          return [(x(Double(bin)), y.place(level)), (x(Double(bin) + 1), y.place(level))]
        }
      }
      let others = steps(\.other)
      if !others.isEmpty { plot.path(others, "step") }
      plot.path(steps { $0.median }, "curve s\(colour)")
    }
    for (bin, point) in points.enumerated() {
      guard let point else { continue }
      plot.rect(
        x(Double(bin)), top, step, bottom - top, "mark hit",
        title: words(bin, point))
    }
    return Chart(
      name: name, title: title, description: description, width: width, height: bottom + 24,
      body: plot.body, columns: columns, rows: rows, specification: specification)
  }

  /// Hours that follow one another, with what is known of them.
  private var runs: [[(Int, Point)]] {
    var runs: [[(Int, Point)]] = [[]]
    for (bin, point) in points.enumerated() {
      if let point {
        runs[runs.count - 1].append((bin, point))
      } else if runs.last?.isEmpty == false {
        runs.append([])
      }
    }
    return runs.filter { !$0.isEmpty }
  }

  private func band(
    _ run: [(Int, Point)], _ x: (Double) -> Double, _ y: Scale, into plot: inout Plot
  ) {
    var edge: [(Double, Double)] = []
    for (bin, point) in run {
      edge.append((x(Double(bin)), y.place(point.upper)))
      edge.append((x(Double(bin) + 1), y.place(point.upper)))
    }
    for (bin, point) in run.reversed() {
      edge.append((x(Double(bin) + 1), y.place(point.lower)))
      edge.append((x(Double(bin)), y.place(point.lower)))
    }
    plot.path(edge, "band f\(colour)")
  }

  /// What the lines are.
  ///
  /// - Returns: where the plot below can begin.
  private func legend(into plot: inout Plot, width: Double, isNarrow: Bool) -> Double {
    let words =
      "line: median; band: 5th to 95th percentile" + (other.map { "; dashed: \($0)" } ?? "")
    if isNarrow { return plot.lines(words, 4, from: 12, width: width - 8, "tick") + 26 }
    plot.text(width - 12, 14, words, "tick", anchor: "end")
    return 26
  }

  private func words(_ bin: Int, _ point: Point) -> String {
    let other = point.other.flatMap { value in
      self.other.map { ", \($0) \(TerminalSummary.short(value))" }
    }
    return "\(Self.hour(bin, isWeek: isWeek)): \(TerminalSummary.short(point.median)) "
      + "(\(TerminalSummary.short(point.lower)) to \(TerminalSummary.short(point.upper)))"
      + (other ?? "")
  }

  private var columns: [String] {
    ["hour", "median", "5th percentile", "95th percentile"] + (other.map { [$0] } ?? [])
  }

  private var rows: [[String]] {
    points.enumerated().compactMap { bin, point in
      guard let point else { return nil }
      let numbers = [point.median, point.lower, point.upper] + (point.other.map { [$0] } ?? [])
      return [Self.hour(bin, isWeek: isWeek)] + numbers.map { TerminalSummary.short($0) }
    }
  }

  private var specification: [(name: String, value: JSONText)] {
    let x = Vega.field(
      "hour", "quantitative", title: isWeek ? "hour of the week" : "hour of the day")
    let interpolated: (name: String, value: JSONText) = ("interpolate", "step-after")
    var layers = [
      Vega.layer(
        .object([("type", "area"), ("opacity", 0.25), interpolated]),
        [
          ("x", x), ("y", Vega.field("lower", "quantitative", title: unit)),
          ("y2", .object([("field", "upper")])),
        ]),
      Vega.layer(
        .object([("type", "line"), interpolated]),
        [("x", x), ("y", Vega.field("median", "quantitative", title: unit))]),
    ]
    if let other {
      layers.append(
        Vega.layer(
          .object([("type", "line"), ("strokeDash", [4, 3]), ("color", "gray"), interpolated]),
          [("x", x), ("y", Vega.field("other", "quantitative", title: other))]))
    }
    let rows = points.enumerated().compactMap { bin, point -> [JSONText]? in
      guard let point else { return nil }
      return [
        .integer(Int128(bin)), .string(Self.hour(bin, isWeek: isWeek)), .number(point.lower),
        .number(point.median), .number(point.upper), .optional(point.other),
      ]
    }
    return [
      Vega.data(["hour", "time", "lower", "median", "upper", "other"], rows),
      ("layer", .array(layers)),
    ]
  }
}

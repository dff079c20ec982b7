import EventEngine
import Experiments

/// What each unit did, from hour to hour: a row a unit, a bar a use.
struct GanttChart {
  var name: String
  var title: String
  var description: String
  var schedule: UnitSchedule
  /// When units are off duty.
  var off: [UnitSchedule.Off] = []
  /// A tick as a date and time of day.
  var time: (Int64) -> String
  /// A tick for people.
  var words: (Int64) -> String

  /// Steps that have a colour of their own.
  private var coloured: [String] { Array(schedule.steps.prefix(Palette.light.count - 1)) }

  private func colour(_ step: String) -> Int {
    coloured.firstIndex(of: step) ?? Palette.light.count - 1
  }

  var chart: Chart { Chart.drawn { drawn($0) } }

  private func drawn(_ format: Chart.Format) -> Chart {
    let (pitch, width, right) = (15.0, format.width, 12.0)
    let names = schedule.rows.map(label)
    let left = min(
      format == .page ? 170 : 100,
      max(70, (names.map { TextWidth.of($0, size: 11) }.max() ?? 0) + 12))
    var plot = Plot(format)
    let top = legend(into: &plot, left: format == .page ? left : 6, width: width)
    let bottom = top + Double(schedule.rows.count) * pitch + 4
    let length = Double(schedule.window.count)
    func x(_ tick: Int64) -> Double {
      left + Double(tick - schedule.window.lowerBound) / length * (width - right - left)
    }
    axis(x, top: top, bottom: bottom, atMost: format == .page ? 9 : 4, into: &plot)
    for (index, row) in schedule.rows.enumerated() {
      let y = top + 4 + Double(index) * pitch
      // A line between resources.
      if index > 0, schedule.rows[index - 1].resource != row.resource {
        plot.line(6, y - 1.5, width - right, y - 1.5, "grid")
      }
      plot.text(
        left - 6, y + 10, TextWidth.shortened(names[index], width: left - 10, size: 11), "tick",
        anchor: "end")
    }
    for time in off {
      plot.rect(
        x(time.start), top + 3 + Double(time.row) * pitch, x(time.end) - x(time.start), pitch - 1,
        "off",
        title: "\(label(schedule.rows[time.row])): off duty, \(clock(time.start)) to "
          + clock(time.end))
    }
    for bar in schedule.bars {
      let words =
        "\(label(schedule.rows[bar.row])): \(bar.step), \(bar.entity), \(clock(bar.start)) to "
        + clock(bar.end)
      let wide = max(0.6, x(bar.end) - x(bar.start))
      plot.rect(
        x(bar.start), top + 4 + Double(bar.row) * pitch, wide, pitch - 3,
        "mark \(wide > 4 ? "slot " : "")f\(colour(bar.step))", title: words)
    }
    return Chart(
      name: name, title: title, description: description, width: width, height: bottom + 26,
      body: plot.body,
      columns: ["unit", "step", "entity", "from", "to"],
      rows: schedule.bars.map { bar in
        [label(schedule.rows[bar.row]), bar.step, bar.entity, words(bar.start), words(bar.end)]
      }, specification: specification)
  }

  private func label(_ row: UnitSchedule.Row) -> String { "\(row.resource) \(row.unit)" }

  /// The time of day of a tick.
  private func clock(_ tick: Int64) -> String {
    String(time(tick).dropFirst(11).prefix(schedule.window.count > 600_000_000 ? 5 : 8))
  }

  private func legend(into plot: inout Plot, left: Double, width: Double) -> Double {
    let rest = schedule.steps.count > coloured.count ? ["other steps"] : []
    let others = off.isEmpty ? rest : rest + ["off duty"]
    let names = (coloured + others).map { TextWidth.shortened($0, width: 200, size: 11) }
    return plot.legend(names, left: left, width: width - 4) { index, x, y, plot in
      let isOff = index == coloured.count + rest.count
      plot.rect(x, y - 5, 11, 11, isOff ? "off" : "key f\(index)")
      return 16
    } + 13
  }

  /// Lines at round times of the day.
  private func axis(
    _ x: (Int64) -> Double, top: Double, bottom: Double, atMost most: Int64,
    into plot: inout Plot
  ) {
    let steps: [Int64] = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360].map { $0 * Ticks.minute }
    let step = steps.first { Int64(schedule.window.count) / $0 <= most } ?? 6 * Ticks.hour
    let text = time(schedule.window.lowerBound)
    func part(_ from: Int) -> Int64 { Int64(text.dropFirst(from).prefix(2)) ?? 0 }
    let intoDay = part(11) * Ticks.hour + part(14) * Ticks.minute + part(17) * Ticks.second
    var tick = schedule.window.lowerBound + (step - intoDay % step) % step
    while tick <= schedule.window.upperBound {
      plot.line(x(tick), top, x(tick), bottom, "grid")
      let isEnd = tick == schedule.window.upperBound
      plot.text(
        x(tick), bottom + 15, String(time(tick).dropFirst(11).prefix(5)), "tick",
        anchor: isEnd ? "end" : "middle")
      tick += step
    }
  }

  private var specification: [(name: String, value: JSONText)] {
    [
      Vega.data(
        ["unit", "step", "entity", "start", "end"],
        schedule.bars.map {
          [
            .string(label(schedule.rows[$0.row])), .string($0.step), .string($0.entity),
            .string(time($0.start)), .string(time($0.end)),
          ]
        }),
      ("mark", .object([("type", "bar"), ("tooltip", true)])),
      (
        "encoding",
        .object([
          ("y", Vega.field("unit", "nominal", title: "", [Vega.noSort])),
          ("x", Vega.field("start", "temporal", title: "")),
          ("x2", .object([("field", "end")])),
          ("color", Vega.field("step", "nominal", title: "", [Vega.noSort])),
        ])
      ),
    ]
  }
}

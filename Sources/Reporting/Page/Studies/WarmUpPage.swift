import EventEngine
package import Experiments
import FacilityModel

/// The page of a study of the warm-up: the cuts of all series, and Welch plots.
package enum WarmUpPage {
  /// The most Welch plots on a page.
  private static let most = 12

  package static func of(_ study: WarmUpStudy) -> StudyPage {
    var content = SectionContent(charts: [cuts(study)])
    let chosen = chosen(study)
    content.charts += chosen.enumerated().map { index, series in
      plot(series, number: index + 1, study)
    }
    if study.series.count > chosen.count {
      content.missing =
        "\(study.series.count - chosen.count) more series are in welch.csv: those shown are the number "
        + "inside, what is not steady, and what takes longest."
    }
    return StudyPage(
      name: "warm-up", title: "warm-up", words: WarmUpText.verdict(on: study),
      sections: [PageSection(id: "welch", title: "From the empty start", content: content)],
      tables: ["warm-up.csv", "welch.csv"],
      made: [
        ("replications", "\(study.replications)"),
        (
          "length",
          WarmUpText.words((study.starts.last ?? 0) + study.width)
        ),
        ("bins", WarmUpText.words(study.width)),
        ("rule", "MSER-5 on the mean over replications (White, Cobb & Spratt 2000)"),
      ] + (study.cycle.map { [("waves taken off", WarmUpText.words($0))] } ?? []))
  }

  /// The series that are plotted: the number inside, those without an end, then the slowest.
  private static func chosen(_ study: WarmUpStudy) -> [WarmUpStudy.Series] {
    let ranked = study.series.enumerated().filter { !$0.element.averages.isEmpty }.sorted {
      let (a, b) = (rank($0.element), rank($1.element))
      return a == b ? $0.offset < $1.offset : a > b
    }
    return ranked.prefix(most).map(\.element)
  }

  private static func rank(_ series: WarmUpStudy.Series) -> Int64 {
    if series.name.measure == "number inside" { return .max }
    if series.truncation == nil { return -1 }
    return series.warmUp ?? .max - 1
  }

  /// The unit of time of a study: hours, or days where it is long.
  private static func time(_ study: WarmUpStudy) -> (name: String, ticks: Double) {
    (study.starts.last ?? 0) > 8 * Ticks.day
      ? ("days", Double(Ticks.day)) : ("hours", Double(Ticks.hour))
  }

  /// How long each series takes, beside what the model declares.
  private static func cuts(_ study: WarmUpStudy) -> Chart {
    let time = time(study)
    return IntervalChart(
      name: "warm-up", title: "warm-up by series",
      description:
        "How much of its beginning MSER-5 cuts off of each series; the longest is proposed.",
      unit: time.name,
      rows: study.series.map { series in
        IntervalChart.Row(
          label: WarmUpText.label(series.name),
          mean: series.warmUp.map { Double($0) / time.ticks },
          note: series.warmUp == nil ? WarmUpText.state(series) : "",
          tone: series.warmUp.map { $0 > study.declared ? "bad" : "good" })
      }, target: study.declared > 0 ? Double(study.declared) / time.ticks : nil,
      targetName: "declared", marksZero: true
    ).chart
  }

  private static func plot(_ series: WarmUpStudy.Series, number: Int, _ study: WarmUpStudy)
    -> Chart
  {
    let time = time(study)
    let waves = study.cycle.map { "; waves of \(WarmUpText.words($0)) are taken off the latter" }
    return WelchChart(
      name: "welch-\(number)", title: WarmUpText.label(series.name),
      description:
        "Mean of \(study.replications) replications, and Welch's moving average\(waves ?? "").",
      unit: series.name.unit == "1" ? "" : series.name.unit, timeUnit: time.name,
      times: study.starts.map { Double($0) / time.ticks }, width: Double(study.width) / time.ticks,
      averages: series.averages, smooth: series.smooth,
      cut: series.warmUp.map { Double($0) / time.ticks },
      declared: Double(study.declared) / time.ticks
    ).chart
  }
}

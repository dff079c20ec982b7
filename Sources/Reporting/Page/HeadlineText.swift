import Experiments
import FacilityModel
import OutputStatistics

/// The sentences that a page begins with: what is wrong, how things are against targets, what every
/// policy changes.
struct HeadlineText {
  private let input: ReportInput
  private let base: ArmResult

  /// The most measures that are spoken of.
  private static let most = 3

  init(_ input: ReportInput) {
    self.input = input
    base = input.base
  }

  var sentences: [String] {
    let stuck = input.result.arms.compactMap {
      StuckText.sentence(of: $0, confidence: input.confidence)
    }
    let filling = input.result.arms.compactMap(BottleneckText.growth)
    return stuck + filling + Comparison.keyFigures(of: base).prefix(Self.most).map(present)
      + [BottleneckText.sentence(of: base)].compactMap(\.self)
      + (input.comparison.map(changes) ?? [])
  }

  /// How a key measure is under the first policy.
  private func present(_ index: Int) -> String {
    let figure = base.figures[index]
    let interval = base.estimate(index, confidence: input.confidence).interval
    guard let mean = interval.mean else {
      return
        "Under “\(base.name)” there is nothing to take \(Self.name(figure)) of: none of those it "
        + "asks about left."
    }
    let shown = Shown(figure, mean)
    var text = "Under “\(base.name)”, \(Self.name(figure)) is "
    if let lower = interval.lower, let upper = interval.upper, upper > lower {
      text +=
        "\(shown.text(mean))\(shown.unit) (\(input.percent) % CI \(shown.text(lower)) to "
        + "\(shown.text(upper))\(shown.unit))"
    } else {
      text += NumberText.brief(mean * shown.factor) + shown.unit
    }
    guard let target = base.measure(of: figure)?.target else { return text + "." }
    text += "; the target is \(NumberText.brief(target * shown.factor))\(shown.unit)"
    switch base.verdict(on: index, confidence: input.confidence) {
    case .met: text += ", and it is met"
    case .notMet: text += ", and it is not met"
    case .open: text += ", and whether it is met is open"
    case nil: break
    }
    return text + "."
  }

  /// What every other policy does to the key measures, the greatest effect first.
  ///
  /// The measure whose target is missed comes first.
  private func changes(_ comparison: Comparison) -> [String] {
    let keys = Comparison.keyFigures(of: base)
    let ranked = keys.enumerated().sorted {
      let (a, b) = (rank($0.element), rank($1.element))
      return a == b ? $0.offset < $1.offset : a < b
    }.prefix(Self.most).map { base.figures[$0.element] }
    guard let first = ranked.first else { return [] }
    let rows = comparison.rows.filter(\.isKey)
    func row(_ policy: String, _ figure: Figure) -> Comparison.Row? {
      rows.first { $0.policy == policy && $0.figure == figure }
    }
    let policies = input.result.arms.dropFirst().sorted {
      let (a, b) = (gain(row($0.name, first)), gain(row($1.name, first)))
      return a == b ? $0.name < $1.name : a > b
    }
    var sentences: [String] = []
    var others: [String] = []
    for arm in policies {
      let shown = ranked.compactMap { row(arm.name, $0) }.filter(Self.isShown)
      if shown.isEmpty {
        others.append("“\(arm.name)”")
      } else {
        sentences.append(
          "With “\(arm.name)” " + shown.map { clause($0, arm) }.joined(separator: "; ") + ".")
      }
    }
    if !others.isEmpty {
      let names = ranked.map(Self.name).joined(separator: " or ")
      sentences.append("For \(others.joined(separator: ", ")) no difference in \(names) is shown.")
    }
    sentences += keys.compactMap(outlook)
    if comparison.comparisons > 1, rows.contains(where: Self.isShown) {
      sentences.append(
        "All limits of differences given here hold at the same time with \(input.percent) % confidence."
      )
    }
    return sentences
  }

  /// Missed targets come before open ones, then what has none or meets it.
  private func rank(_ index: Int) -> Int {
    switch base.verdict(on: index, confidence: input.confidence) {
    case .notMet: 0
    case .open: 1
    case .met, nil: 2
    }
  }

  private static func isShown(_ row: Comparison.Row) -> Bool {
    switch row.verdict {
    case .better, .worse, .lower, .higher, .constant: true
    case .notShown, .same, .noInterval: false
    }
  }

  private func gain(_ row: Comparison.Row?) -> Double {
    guard let row, Self.isShown(row) else { return -.infinity }
    let mean = row.difference.interval.mean ?? 0
    return row.better == .lower ? -mean : row.better == .higher ? mean : abs(mean)
  }

  /// A part of a sentence such as: the mean wait falls by 18 % (15 to 21 %).
  private func clause(_ row: Comparison.Row, _ arm: ArmResult) -> String {
    let interval = row.difference.interval
    let mean = interval.mean ?? 0
    let isShare = row.figure.isShare
    // Shares change by points; other figures by a part of what they were.
    let base = row.baselineMean ?? 0
    let isRelative = !isShare && base > 0
    let factor = isShare ? 100 : isRelative ? 100 / base : 1
    let unit = isShare ? " points" : isRelative ? " %" : " " + row.figure.unit
    let ends = [interval.lower, interval.upper].compactMap(\.self).map { abs($0 * factor) }.sorted()
    let limits =
      ends.count == 2
      ? " (CI \(NumberText.brief(ends[0])) to \(NumberText.brief(ends[1]))\(unit))" : ""
    let shown = Shown(row.figure, max(abs(base), abs(row.policyMean ?? 0)))
    let from = row.baselineMean.map(shown.text) ?? "–"
    let to = row.policyMean.map(shown.text) ?? "–"
    return
      "\(Self.name(row.figure)) \(mean < 0 ? "falls" : "rises") by "
      + "\(NumberText.brief(abs(mean * factor)))\(unit)\(limits), from \(from) to \(to)\(shown.unit)"
      + target(row.figure, arm)
  }

  /// What a policy means for the target of a figure.
  private func target(_ figure: Figure, _ arm: ArmResult) -> String {
    guard let place = arm.figures.firstIndex(of: figure),
      let verdict = arm.verdict(on: place, confidence: input.confidence),
      let target = arm.measure(of: figure)?.target
    else { return "" }
    let shown = Shown(figure, target)
    let goal = "the target of \(NumberText.brief(target * shown.factor))\(shown.unit)"
    switch verdict {
    case .met: return ", which meets \(goal)"
    case .notMet: return ", which misses \(goal)"
    case .open: return "; whether that meets \(goal) is open"
    }
  }

  /// That no policy meets a target; nil where one does, or might.
  private func outlook(_ index: Int) -> String? {
    let figure = base.figures[index]
    let verdicts = input.result.arms.map { arm in
      arm.figures.firstIndex(of: figure).flatMap {
        arm.verdict(on: $0, confidence: input.confidence)
      }
    }
    guard verdicts.count > 1, verdicts.allSatisfy({ $0 == .notMet }) else { return nil }
    return "No policy meets the target for “\(figure.measure)”."
  }

  /// A figure within a sentence.
  static func name(_ figure: Figure) -> String {
    let statistic = figure.isShare ? "the share" : "the mean"
    return "\(statistic) “\(figure.measure)”" + (figure.scope == "all" ? "" : " of \(figure.scope)")
  }

  /// Numbers of a figure as sentences show them: of one size, with as many decimals.
  private struct Shown {
    var factor: Double
    var unit: String
    private var decimals: Int

    init(_ figure: Figure, _ value: Double) {
      let shown = figure.shown
      factor = shown.factor
      unit = shown.unit.isEmpty ? "" : " " + shown.unit
      let size = abs(value * factor)
      decimals = figure.isShare ? 1 : size >= 100 ? 0 : size >= 10 ? 1 : 2
    }

    func text(_ value: Double) -> String { NumberText.fixed(value * factor, decimals: decimals) }
  }
}

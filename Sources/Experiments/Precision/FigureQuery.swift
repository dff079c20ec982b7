import FacilityModel

/// A figure as a person names it: `waiting time of doctor`, `p95 of time in system`, `cost`.
///
/// Words are those of the reports: the measure, then “of” or a comma and the part of the facility,
/// with or without its kind (`resource doctor` or `doctor`); before them a statistic and “of”.
/// Without a statistic the mean is meant, else the share, else the total.
package struct FigureQuery: Sendable, Hashable {
  package let text: String

  package init(_ text: String) { self.text = text }

  /// Why no figure is meant, in words.
  package struct Failure: Error, Sendable, Equatable {
    package var message: String

    package init(message: String) { self.message = message }
  }

  /// The statistics that are meant where none is named, the first that there is.
  private static let usual = ["mean", "share", "total"]

  /// The place of the figure that is meant.
  package func find(in figures: [Figure]) throws(Failure) -> Int {
    let (statistic, rest) = split(figures)
    var best: [Int] = []
    var bestRank = Int.max
    for (index, figure) in figures.enumerated() {
      guard statistic == nil || figure.statistic == statistic,
        let rank = Self.names(of: figure).firstIndex(of: rest)
      else { continue }
      if rank < bestRank { best = [] }
      if rank <= bestRank {
        best.append(index)
        bestRank = rank
      }
    }
    if statistic == nil {
      for name in Self.usual {
        let those = best.filter { figures[$0].statistic == name }
        if !those.isEmpty {
          best = those
          break
        }
      }
    }
    if best.count == 1 { return best[0] }
    if best.isEmpty { throw unknown(figures) }
    let meant = best.prefix(4).map { "“\(Self.name(of: figures[$0]))”" }
    throw Failure(message: "“\(text)” may mean \(meant.joined(separator: " or "))")
  }

  /// The statistic that the text begins with, if it does, and the rest.
  private func split(_ figures: [Figure]) -> (statistic: String?, rest: String) {
    let words = text.trimmingSpaces.lowercased()
    let known = Set(figures.map(\.statistic))
    guard let of = words.firstRange(of: " of ") else { return (nil, words) }
    let rest = String(words[of.upperBound...])
    var name = String(words[..<of.lowerBound])
    if name == "median" { name = "p50" }
    if name.hasSuffix("th percentile") { name = "p" + name.dropLast(13) }
    // A measure may itself be called “share of …”: then the whole text names a figure.
    let isWhole = figures.contains { Self.names(of: $0).contains(words) }
    return known.contains(name) && !isWhole ? (name, rest) : (nil, words)
  }

  /// All ways to name the measure and the part of a figure, the most exact first.
  private static func names(of figure: Figure) -> [String] {
    let measure = figure.measure.lowercased()
    let scope = figure.scope.lowercased()
    if scope == "all" { return [measure, measure + " of all", measure + ", all"] }
    let short = scope.firstIndex(of: " ").map { String(scope[scope.index(after: $0)...]) } ?? scope
    let last = short.split(separator: "/").last.map(String.init) ?? short
    return [scope, short, last].flatMap { [measure + " of " + $0, measure + ", " + $0] } + [measure]
  }

  /// The name of a figure that finds it again.
  package static func name(of figure: Figure) -> String {
    let statistic = usual.contains(figure.statistic) ? "" : figure.statistic + " of "
    return statistic + figure.measure + (figure.scope == "all" ? "" : " of " + figure.scope)
  }

  private func unknown(_ figures: [Figure]) -> Failure {
    let names = figures.map(Self.name)
    let help = suggest(text, among: names).map { "did you mean “\($0)”?" }
    let some = names.filter { !$0.hasPrefix("sd of ") && !$0.hasPrefix("p") }.prefix(6)
    return Failure(
      message: "no figure is called “\(text)”: "
        + (help ?? "there is " + some.map { "“\($0)”" }.joined(separator: ", ")
          + " and all others of summary.csv"))
  }
}

extension String {
  /// The text without spaces at its ends.
  var trimmingSpaces: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

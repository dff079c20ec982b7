import Foundation
import KendallTestSupport
import OutputStatistics

/// How often intervals hold the truth: `KendallBenchmark coverage [EXPERIMENTS]`.
///
/// Whole experiments, each with a seed of its own, on lines with closed forms. Printed is, for each
/// figure, in what share of them its interval held the true value, with 95 % limits of that share
/// (Wilson), the mean half-width, and the mean deviation of the estimates in half-widths (`bias`):
/// an interval can cover as it should only where that is small. Runs that end by themselves, where
/// precision suffices, are told apart, and so are few replications of a skewed figure, whose
/// intervals are known to cover too seldom.
struct CoverageBenchmark {
  static func run(_ arguments: [String]) async {
    let experiments = arguments.first.flatMap { Int($0) } ?? 1000
    do {
      for study in [
        try CoverageStudy.figures(), try .noDifference(), try .sequential(percent: 10),
        try .sequential(percent: 5), try .sequentialDifference(percent: 5),
        try .skewed(replications: 10), try .skewed(replications: 30),
        try .skewed(replications: 100),
      ] {
        let result = try await study.run(
          experiments: experiments, threads: ProcessInfo.processInfo.activeProcessorCount)
        for line in lines(of: result, study.name) { print(line) }
      }
    } catch {
      print("\(error)")
      exit(1)
    }
  }

  private static func lines(of result: CoverageResult, _ study: String) -> [String] {
    func number(_ value: Double) -> String { String(format: "%.4f", value) }
    func share(_ found: Proportion) -> String {
      let limits = found.wilson() ?? 0...1
      return "\"experiments\": \(found.trials), \"covered\": \(found.successes), "
        + "\"share\": \(number(found.share ?? 0)), \"lower\": \(number(limits.lowerBound)), "
        + "\"upper\": \(number(limits.upperBound))"
    }
    let start = "{\"coverage\": \"\(study)\", \"meanReplications\": "
    let head =
      start + String(format: "%.1f", result.meanReplications)
      + ", \"endedByCap\": \(result.capped), \"figure\": "
    var lines = result.tallies.map { tally in
      head + "\"\(tally.name)\", \"truth\": \(number(tally.truth)), "
        + "\"nominal\": \(number(tally.nominal)), \(share(tally.proportion)), "
        + "\"tooLow\": \(tally.tooLow), \"tooHigh\": \(tally.tooHigh), "
        + "\"meanHalfWidth\": \(number(tally.meanHalfWidth)), \"bias\": \(number(tally.bias)), "
        + "\"cautioned\": \(tally.cautioned)}"
    }
    if let together = result.together {
      let all = Proportion(successes: together, trials: result.experiments)
      lines.append(head + "\"all key differences together\", \"nominal\": 0.95, \(share(all))}")
    }
    return lines
  }
}

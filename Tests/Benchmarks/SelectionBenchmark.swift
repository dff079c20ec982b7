import Foundation
import KendallTestSupport
import OutputStatistics

/// How often the best policy is selected: `KendallBenchmark selection [SELECTIONS]`.
///
/// Whole selections among rotas of a line whose best one is known by Erlang's formula, each with a
/// seed of its own: with a guarantee of 95 % (KN), under a limit as well (Andradóttir & Kim), and for
/// a budget (OCBA), whose claimed probability is printed beside.
struct SelectionBenchmark {
  static func run(_ arguments: [String]) async {
    let selections = arguments.first.flatMap { Int($0) } ?? 1000
    func number(_ value: Double) -> String { String(format: "%.4f", value) }
    do {
      for study in [
        try SelectionStudy.guaranteed(), try .constrained(), try .budgeted(60), try .budgeted(150),
        try .budgeted(400),
      ] {
        let result = try await study.run(
          selections: selections, threads: ProcessInfo.processInfo.activeProcessorCount)
        let limits =
          Proportion(successes: result.right, trials: result.selections).wilson() ?? 0...1
        print(
          "{\"selection\": \"\(study.name)\", \"selections\": \(result.selections), "
            + "\"right\": \(result.right), \"share\": \(number(result.share)), "
            + "\"lower\": \(number(limits.lowerBound)), \"upper\": \(number(limits.upperBound)), "
            + "\"claimed\": \(number(result.claimed / Double(max(1, result.selections)))), "
            + "\"meanReplications\": \(String(format: "%.1f", result.meanReplications))}")
      }
    } catch {
      print("\(error)")
      exit(1)
    }
  }
}

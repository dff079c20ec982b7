package import Experiments
import FacilityModel
import OutputStatistics

/// What is to be said of the empty start and of the warm-up.
package struct InitialStateText {
  /// The warning about warm-ups that are too short, in one line; nil where there is none.
  package static func warning(of result: ExperimentResult) -> String? {
    // Of those that fill up there is more to be said than that they began empty.
    let states = result.arms.filter { Growth($0) == nil }.map { InitialState($0) }
    var short: [(policy: String, words: String)] = []
    for state in states {
      switch state.judgement {
      case .short(let proposal, let bias):
        short.append((state.policy, "\(words(bias)); steady from \(time(proposal)) on (MSER-5)"))
      case .unsteady(let bias):
        short.append((state.policy, "\(words(bias)); not steady within the run"))
      case .unbiased, .notJudged: continue
      }
    }
    guard let first = short.first, let declared = states.first?.declared else { return nil }
    let warmUp = declared > 0 ? "the warm-up of \(time(declared)) is short" : "there is no warm-up"
    let also = short.count > 1 ? " (and of \(short.count - 1) more)" : ""
    return "\(warmUp): of “\(first.policy)”\(also) the number inside is \(first.words); "
      + "kendall warmup says more"
  }

  /// What the report says of the start of a policy.
  static func sentence(of arm: ArmResult) -> String {
    let state = InitialState(arm)
    let start = "begins empty"
    let after = "behind \(state.declared > 0 ? "the warm-up" : "the start")"
    switch state.judgement {
    case .unbiased:
      return
        "\(start); \(after) the number inside shows no bias due to that (MSER-5, \(percent) % interval)"
    case .short(let proposal, let bias):
      return "\(start); \(after) the number inside is biased: \(words(bias)). It is steady from "
        + "\(time(proposal)) on (MSER-5): give a longer warm-up"
    case .unsteady(let bias):
      return "\(start); the number inside is not steady within the run: \(words(bias))"
    case .notJudged(.terminating):
      return "\(start); the run ends with what happens, so that the start is a part of it"
    case .notJudged(.workingDay):
      return "\(start), as a working day does"
    case .notJudged(.changing):
      return
        "\(start); arrivals or units change once for all, so that no lasting state can be told "
        + "from the start"
    case .notJudged(.tooShort):
      return
        "\(start); there are too few replications, or cycles of rotas and rates, to tell the bias"
    }
  }

  private static func words(_ bias: InitialState.Bias) -> String {
    guard let mean = bias.interval.mean else { return "" }
    let side = mean < 0 ? "lower" : "higher"
    func part(_ value: Double) -> String {
      TerminalSummary.short(abs(bias.level > 0 ? value / bias.level * 100 : value))
    }
    let unit = bias.level > 0 ? " %" : ""
    let (lower, upper) = (bias.interval.lower ?? mean, bias.interval.upper ?? mean)
    return "\(part(mean))\(unit) \(side) (\(part(min(abs(lower), abs(upper)))) to "
      + "\(part(max(abs(lower), abs(upper)))) at \(percent) %) than later"
  }

  private static var percent: String { TerminalSummary.short(InitialState.level * 100) }

  private static func time(_ ticks: Int64) -> String { TimeUnits.words(Double(ticks)) }
}

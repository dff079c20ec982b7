import EventEngine
import KendallTestSupport
import Testing

/// The numbers at two counters.
private struct Counters: Hashable {
  var first: Int
  var second: Int

  /// Who has come to the shorter line, or has changed to it, as long as that is worth it.
  func settled(_ difference: Int) -> Counters {
    var counters = self
    while counters.first - counters.second >= difference, counters.first > 1 {
      counters.first -= 1
      counters.second += 1
    }
    while counters.second - counters.first >= difference, counters.second > 1 {
      counters.second -= 1
      counters.first += 1
    }
    return counters
  }
}

/// Lines from which one changes to another.
@Suite("Jockeying")
struct JockeyTests {
  /// The chain of the numbers at two exponential servers, solved numerically up to 80.
  ///
  /// Whoever comes joins the shorter line, the first of two that are equal, and the last of a line
  /// changes where the other has fewer by so many (Haight 1958; Zhao and Grassmann 1990).
  @Test("between two lines is the chain of their lengths", arguments: [2, 3])
  func chain(difference: Int) throws {
    let (arrivals, fast, slow) = (1.4, 1.0, 0.7)
    let chain = MarkovChain(from: Counters(first: 0, second: 0)) { state in
      var moves: [(Counters, Double)] = []
      if state.first + state.second < 80 {
        var next = state
        if state.first <= state.second { next.first += 1 } else { next.second += 1 }
        moves.append((next.settled(difference), arrivals))
      }
      if state.first > 0 {
        let next = Counters(first: state.first - 1, second: state.second)
        moves.append((next.settled(difference), fast))
      }
      if state.second > 0 {
        let next = Counters(first: state.first, second: state.second - 1)
        moves.append((next.settled(difference), slow))
      }
      return moves
    }
    let runs = try Replicated(
      """
      { "name": "counters", "time": { "unit": "min", "length": "1 day" },
        "resources": { "fast": { "capacity": 1 }, "slow": { "capacity": 1 } },
        "arrivals": { "customer": { "rate": "\(arrivals) per min", "pathway": "visit" } },
        "pathways": { "visit": [
          { "do": "pay", "with": { "anyOf": ["fast", "slow"], "select": "shortest queue",
            "jockey": \(difference), "as": "counter" },
            "for": { "exponential": { "mean": "if(counter = fast, \(1 / fast) min, 1 min / \(slow))" } } } ] } }
      """, minutes: 60_000)
    try runs.check("busy, fast", is: chain.share { $0.first > 0 }, runs.level(.busy, of: 0))
    try runs.check("busy, slow", is: chain.share { $0.second > 0 }, runs.level(.busy, of: 1))
    try runs.check(
      "line, fast", is: chain.mean { Double(max(0, $0.first - 1)) }, runs.level(.queued, of: 0))
    try runs.check(
      "line, slow", is: chain.mean { Double(max(0, $0.second - 1)) }, runs.level(.queued, of: 1))
  }
}

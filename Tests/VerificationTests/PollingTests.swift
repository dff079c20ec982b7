import EventEngine
import KendallTestSupport
import Testing

/// One server who goes round several lines, put together from steps: customers wait for a signal, and
/// an entity that is the server goes round, serves, and takes time from one line to the next.
@Suite("Polling")
struct PollingTests {
  /// In what order a line is served before the server goes on.
  enum Discipline: CaseIterable {
    /// Until nobody is left; those who were there when the server came; one.
    case exhaustive, gated, limited

    /// How a line is served, `LINE` standing for its number.
    var steps: String {
      switch self {
      case .exhaustive:
        #"{ "repeat": "all of LINE", "while": "'waiting LINE' > 0", "steps": [ SERVE ] }"#
      case .gated:
        #"{ "set": { "gate LINE": "'waiting LINE'" } }, { "repeat": "those of LINE", "times": "'gate LINE'", "steps": [ SERVE ] }"#
      case .limited:
        #"{ "branch": [ { "when": "'waiting LINE' > 0", "steps": [ SERVE ] }, { "otherwise": [] } ], "name": "one of LINE" }"#
      }
    }
  }

  private static func line(_ number: Int, _ discipline: Discipline, work: Double) -> String {
    let serve = """
      { "set": { "waiting LINE": "'waiting LINE' - 1" }, "name": "next LINE" },
      { "signal": "next LINE", "count": 1 },
      { "delay": "serve LINE", "for": { "exponential": { "mean": "\(work) min" } } }
      """
    return (#"{ "delay": "go to LINE", "for": "0.5 min" }, "# + discipline.steps)
      .replacing("SERVE", with: serve).replacing("LINE", with: "\(number)")
  }

  /// The pseudo-conservation laws of Boxma and Groenendijk (1987): with ρ = Σ ρᵢ, ρᵢ = λᵢ bᵢ, all
  /// switch-overs of a round together of length s,
  /// Σ ρᵢ wᵢ E[Wᵢ] = ρ Σ λᵢ bᵢ⁽²⁾ / (2 (1 − ρ)) + ρ s / 2 + s (ρ² ± Σ ρᵢ²) / (2 (1 − ρ)),
  /// with − where lines are served until nobody is left, else +, and wᵢ = 1, but 1 − λᵢ s / (1 − ρ)
  /// where one is served at a time.
  @Test("keeps the conservation laws of Boxma and Groenendijk", arguments: Discipline.allCases)
  func conservation(discipline: Discipline) throws {
    let (rates, works, switching) = ([0.25, 0.1], [1.0, 2.0], 1.0)
    let loads = zip(rates, works).map { $0 * $1 }
    let load = loads.reduce(0, +)
    let squares = loads.map { $0 * $0 }.reduce(0, +) * (discipline == .exhaustive ? -1 : 1)
    let seconds = zip(rates, works).map { $0 * 2 * $1 * $1 }.reduce(0, +)
    let expected =
      load * seconds / (2 * (1 - load)) + load * switching / 2
      + switching * (load * load + squares) / (2 * (1 - load))
    let weights = zip(rates, loads).map { rate, own in
      own * (discipline == .limited ? 1 - rate * switching / (1 - load) : 1)
    }
    let runs = try Replicated(
      """
      { "name": "polling", "time": { "length": "1 day" },
        "variables": { "waiting 1": 0, "waiting 2": 0 },
        "arrivals": {
          "server": { "at": ["0 min"], "pathway": "round", "attributes": { "gate 1": 0, "gate 2": 0 } },
          "one": { "rate": "\(rates[0]) per min", "pathway": "first" },
          "two": { "rate": "\(rates[1]) per min", "pathway": "second" } },
        "pathways": {
          "round": [ { "repeat": "rounds", "while": "true", "steps": [
            \(Self.line(1, discipline, work: works[0])), \(Self.line(2, discipline, work: works[1])) ] } ],
          "first": [ { "set": { "waiting 1": "'waiting 1' + 1" } },
            { "wait": "line 1", "signal": "next 1" } ],
          "second": [ { "set": { "waiting 2": "'waiting 2' + 1" } },
            { "wait": "line 2", "signal": "next 2" } ] } }
      """, minutes: 60_000)
    let (first, second) = (try runs.wait("line 1"), try runs.wait("line 2"))
    try runs.check("waits", is: expected) { record in
      guard let one = first(record), let two = second(record) else { return nil }
      return weights[0] * one + weights[1] * two
    }
  }
}

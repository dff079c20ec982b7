import EventEngine
import FacilityModel
import Foundation
import KendallTestSupport
import OutputStatistics
import Testing

/// Alternatives and lines to choose from, against Markov chains solved in the test.
@Suite("Choices")
struct ChoiceTests {
  private func model(_ resources: String, _ sources: String, _ pathways: String) -> String {
    """
    { "name": "choices", "time": { "unit": "min", "length": "1 day" },
      "resources": { \(resources) }, "arrivals": { \(sources) }, "pathways": { \(pathways) } }
    """
  }

  /// Two classes of calls, of which the second may also be taken by the first's servers: where only
  /// the flexible server is free it takes whoever waits longest.
  ///
  /// A specialist for class 1 and a generalist for both, no other lines: states (who is at the
  /// specialist, who at the generalist, and the line as a word of classes, truncated).
  @Test("a specialist and a generalist, in order of preference and of coming")
  func skills() throws {
    let (first, second, service) = (0.5, 0.4, 1.0)
    // A state: is the specialist busy, is the generalist, and who waits, the first to come first.
    // Of those who wait, class 2 can only be waited for by the generalist; class 1 by either.
    struct State: Hashable { var specialist = false; var generalist = false; var line: [Int] = [] }
    let longest = 12
    func settled(_ state: State) -> State {
      var state = state
      if !state.specialist, let index = state.line.firstIndex(of: 1) {
        state.line.remove(at: index)
        state.specialist = true
      }
      if !state.generalist, !state.line.isEmpty {
        state.line.removeFirst()
        state.generalist = true
      }
      return state
    }
    func arriving(_ kind: Int, _ state: State) -> State {
      var state = state
      if kind == 1, !state.specialist, !state.line.contains(1) {
        state.specialist = true
      } else if !state.generalist, state.line.isEmpty {
        state.generalist = true
      } else {
        state.line.append(kind)
      }
      return state
    }
    let chain = MarkovChain(from: State()) { state in
      var moves: [(State, Double)] = []
      if state.line.count < longest {
        moves = [(arriving(1, state), first), (arriving(2, state), second)]
      }
      if state.specialist {
        var next = state
        next.specialist = false
        moves.append((settled(next), service))
      }
      if state.generalist {
        var next = state
        next.generalist = false
        moves.append((settled(next), service))
      }
      return moves
    }
    #expect(chain.share { $0.line.count == longest } < 1e-4)
    let runs = try Replicated(
      model(
        #""specialist": { "capacity": 1 }, "generalist": { "capacity": 1 }"#,
        """
        "one": { "rate": "\(first) per min", "pathway": "one" },
        "two": { "rate": "\(second) per min", "pathway": "two" }
        """,
        """
        "one": [ { "do": "a", "with": { "anyOf": ["specialist", "generalist"] },
                   "for": { "exponential": { "mean": 1 } } } ],
        "two": [ { "do": "b", "with": "generalist", "for": { "exponential": { "mean": 1 } } } ]
        """), minutes: 60_000)
    func waiting(_ kind: Int) -> Double {
      chain.mean { Double($0.line.filter { $0 == kind }.count) }
    }
    try runs.check("wait of one", is: waiting(1) / first, runs.wait("a"))
    try runs.check("wait of two", is: waiting(2) / second, runs.wait("b"))
    try runs.check(
      "specialist in use", is: chain.share { $0.specialist }, runs.level(.busy, of: 0))
    try runs.check(
      "generalist in use", is: chain.share { $0.generalist }, runs.level(.busy, of: 1))
  }

  /// Any of n single servers that are alike, taken by lot, in turn or by who has been idle
  /// longest, with everybody in all lines, is M/M/n with one line (Erlang's C).
  @Test("alternatives that are alike are one resource: Erlang's C")
  func alike() throws {
    let rate = 2.1
    let chain = MarkovChain(from: 0) { (count: Int) -> [(Int, Double)] in
      var moves: [(Int, Double)] = []
      if count < 200 { moves.append((count + 1, rate)) }
      if count > 0 { moves.append((count - 1, Double(min(count, 3)))) }
      return moves
    }
    let wait = chain.mean { Double(max(0, $0 - 3)) } / rate
    for rule in ["first", "random", "cyclic", "least busy", "longest idle"] {
      let runs = try Replicated(
        model(
          (1...3).map { #""s\#($0)": { "capacity": 1 }"# }.joined(separator: ", "),
          #""call": { "rate": "\#(rate) per min", "pathway": "visit" }"#,
          """
          "visit": [ { "do": "a", "with": { "anyOf": ["s1", "s2", "s3"], "select": "\(rule)" },
                       "for": { "exponential": { "mean": 1 } } } ]
          """), minutes: 40_000)
      try runs.check(rule, is: wait, runs.wait("a"))
      if rule == "first" { continue }
      // Nobody of them is preferred in the long run.
      if ["random", "cyclic", "longest idle"].contains(rule) {
        try runs.check(rule + ", first server", is: rate / 3, runs.level(.busy, of: 0))
      }
    }
  }

  /// Two servers with a line each: who comes joins the shorter line, the first among equals, and
  /// stays in it (Haight 1958, Biometrika 45; the stationary law by the truncated chain).
  @Test("join the shortest queue, by alternatives and by a branch")
  func shortestQueue() throws {
    let rate = 1.6
    struct State: Hashable { var first = 0; var second = 0 }
    let longest = 60
    let chain = MarkovChain(from: State()) { state in
      var moves: [(State, Double)] = []
      if state.first + state.second < longest {
        moves.append(
          state.first <= state.second
            ? (State(first: state.first + 1, second: state.second), rate)
            : (State(first: state.first, second: state.second + 1), rate))
      }
      if state.first > 0 { moves.append((State(first: state.first - 1, second: state.second), 1)) }
      if state.second > 0 {
        moves.append((State(first: state.first, second: state.second - 1), 1))
      }
      return moves
    }
    let waiting = chain.mean { Double(max(0, $0.first - 1) + max(0, $0.second - 1)) }
    let resources = #""till 1": { "capacity": 1 }, "till 2": { "capacity": 1 }"#
    let source = #""customer": { "rate": "\#(rate) per min", "pathway": "visit" }"#
    let service = #""for": { "exponential": { "mean": 1 } }"#
    let byChoice = try Replicated(
      model(
        resources, source,
        """
        "visit": [ { "do": "pay", \(service),
          "with": { "anyOf": ["till 1", "till 2"], "select": "shortest queue" } } ]
        """), minutes: 60_000)
    try byChoice.check("alternatives", is: waiting / rate, byChoice.wait("pay"))
    try byChoice.check(
      "first till", is: chain.share { $0.first > 0 }, byChoice.level(.busy, of: 0))
    let byBranch = try Replicated(
      model(
        resources, source,
        """
        "visit": [ { "branch": "which", "choose": "shortest queue", "among": {
          "till 1": [ { "do": "one", "with": "till 1", \(service) } ],
          "till 2": [ { "do": "two", "with": "till 2", \(service) } ] } } ]
        """), minutes: 60_000)
    try byBranch.check(
      "line of the first", is: chain.mean { Double(max(0, $0.first - 1)) },
      byBranch.level(.queued, of: 0))
    try byBranch.check(
      "second till", is: chain.share { $0.second > 0 }, byBranch.level(.busy, of: 1))
  }

  /// Where the mean time in use is near 1, an expected wait beyond 2.5 means that two wait already:
  /// M/M/1/3, of which a share (1 − r) r³ / (1 − r⁴) turns away.
  @Test("balking by the expected wait: a place for two in line")
  func expectedWait() throws {
    let load = 0.9
    let runs = try Replicated(
      model(
        #""desk": { "capacity": 1 }"#,
        #""caller": { "rate": "\#(load) per min", "pathway": "visit" }"#,
        """
        "visit": [ { "do": "ask", "with": "desk", "for": { "exponential": { "mean": 1 } },
          "balk": { "when": "expectedWait(desk) > 2.5 min", "then": [ { "leave": "balked" } ] } } ]
        """), minutes: 20_000)
    try runs.check(
      "turned away", is: (1 - load) * pow(load, 3) / (1 - pow(load, 4)), runs.share("balked"))
  }

  /// Somebody comes every two minutes and stays for one, so that both are free whenever one comes:
  /// six come, at 0, 2, … 10.
  ///
  /// In turn, and by who has been idle longest, each serves three.
  @Test(
    "the rules, worked by hand",
    arguments: [
      ("first", 6), ("least busy", 6), ("shortest queue", 6), ("cyclic", 3), ("longest idle", 3),
    ])
  func byHand(rule: String, served: Int64) throws {
    var program = try compiled(
      model(
        #""a": { "capacity": 1 }, "b": { "capacity": 1 }"#,
        #""caller": { "every": "2 min", "count": 6, "pathway": "visit" }"#,
        """
        "visit": [ { "do": "ask", "with": { "anyOf": ["a", "b"], "select": "\(rule)" },
                     "for": "1 min" } ]
        """)
    ).program
    program.end = .tick(60 * Ticks.minute)
    var engine = Engine(program, seed: 1, replication: 0)
    try engine.run()
    let record = engine.record()
    #expect(record.area(.busy, of: 0) == Int128(served * Ticks.minute))
    #expect(record.area(.busy, of: 1) == Int128((6 - served) * Ticks.minute))
  }
}

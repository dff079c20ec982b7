import EventEngine
import Foundation
import Testing

/// Lines in other orders than that of joining, against closed forms.
@Suite("Orders of service")
struct LineOrderTests {
  /// One server with unit exponential service in a line of some order.
  private func server(_ queue: String, rate: Double, attributes: String = "") -> String {
    """
    { "name": "one server", "time": { "unit": "min", "length": "1 day" },
      "resources": { "server": { "capacity": 1, "queue": \(queue) } },
      "arrivals": { "customer": { "rate": "\(rate) per min", "pathway": "visit",
        "attributes": { \(attributes) } } },
      "pathways": { "visit": [
        { "do": "service", "with": "server", "for": { "exponential": { "mean": 1 } } } ] } }
    """
  }

  /// M/M/1 with load r, by Kingman 1962 and Takács 1963.
  ///
  /// E W = r/(1 − r) whoever is next, as long as nobody looks at the times; E W² = 2r/(1 − r)² first
  /// come first served, times 2/(2 − r) in random order, over 1 − r last come first served (Proc. Camb.
  /// Phil. Soc. 58; Ann. Math. Stat. 34).
  @Test("leave the mean of the wait alone, and change its spread as theory says")
  func spread() throws {
    let load = 0.6
    let inOrder = 2 * load / pow(1 - load, 2)
    for (queue, factor) in [
      ("first come first served", 1), ("random", 2 / (2 - load)),
      ("last come first served", 1 / (1 - load)),
    ] {
      let runs = try Replicated(server("\"\(queue)\"", rate: load), minutes: 300_000)
      try runs.check(queue, is: load / (1 - load), runs.wait("service"))
      try runs.check(queue + ", squared", is: inOrder * factor, runs.squaredWait("service"))
    }
  }

  /// Phipps 1956 (Operations Research 4): E W = ∫ W₀ / (1 − λ∫₀ˣ t dB(t))² dB(x), W₀ = λE S²/2.
  @Test("by the time of service: Phipps' formula for the shortest first")
  func shortestFirst() throws {
    let load = 0.7
    var mean = 0.0
    let width = 1e-4
    for index in 0..<400_000 {
      let x = (Double(index) + 0.5) * width
      let below = load * (1 - exp(-x) * (1 + x))
      mean += load / pow(1 - below, 2) * exp(-x) * width
    }
    let runs = try Replicated(server(#""shortest service first""#, rate: load), minutes: 60_000)
    try runs.check("shortest first", is: mean, runs.wait("service"))
  }

  /// Priorities that grow with the time in line at the rates b₁ ≤ b₂, by Kleinrock 1964.
  ///
  /// W₂ = [W₀/(1 − r) − r₁W₁(1 − b₁/b₂)], W₁ = [W₀/(1 − r)]/[1 − r₂(1 − b₁/b₂)] with W₀ = λE S²/2 (Naval
  /// Res. Logist. Quart. 11).
  @Test("by priorities that accumulate: Kleinrock's delay-dependent priorities")
  func accumulating() throws {
    let (slow, fast) = (0.4, 0.3)
    let ratio = 1.0 / 3
    let base = (slow + fast) / (1 - slow - fast)
    let slowWait = base / (1 - fast * (1 - ratio))
    let fastWait = base - slow * slowWait * (1 - ratio)
    let model = """
      { "name": "two classes", "time": { "unit": "min", "length": "1 day" },
        "resources": { "server": { "capacity": 1,
          "queue": { "order": "accumulating priority", "rate": "if(class = fast, 3, 1)" } } },
        "arrivals": {
          "slow": { "rate": "\(slow) per min", "pathway": "slow",
            "attributes": { "class": { "choice": { "slow": 1 } } } },
          "fast": { "rate": "\(fast) per min", "pathway": "fast",
            "attributes": { "class": { "choice": { "fast": 1 } } } } },
        "pathways": {
          "slow": [ { "do": "a", "with": "server", "for": { "exponential": { "mean": 1 } } } ],
          "fast": [ { "do": "b", "with": "server", "for": { "exponential": { "mean": 1 } } } ] } }
      """
    let runs = try Replicated(model, minutes: 60_000)
    try runs.check("slow", is: slowWait, runs.wait("a"))
    try runs.check("fast", is: fastWait, runs.wait("b"))
  }

  /// M/M/c/K by its birth and death equations; K = c is Erlang's loss formula.
  @Test(
    "with limited places: the share turned away is that of M/M/c/K",
    arguments: [(3, 0, 2.5), (2, 3, 1.5), (1, 4, 0.9)])
  func limited(servers: Int, places: Int, rate: Double) throws {
    var weights = [1.0]
    for state in 1...(servers + places) {
      weights.append(weights[state - 1] * rate / Double(min(state, servers)))
    }
    let total = weights.reduce(0, +)
    let text = server(#"{ "capacity": \#(places), "full": "lost" }"#, rate: rate)
      .replacingOccurrences(of: #""capacity": 1"#, with: #""capacity": \#(servers)"#)
    let runs = try Replicated(text, minutes: 60_000)
    try runs.check("lost", is: (weights.last ?? 0) / total, runs.share("lost"))
    let waiting = weights.enumerated().reduce(0) {
      $0 + Double(max(0, $1.offset - servers)) * $1.element / total
    }
    if places > 0 {
      try runs.check("waiting", is: waiting) {
        Double($0.area(.queued, of: 0)) / Double($0.windowEnd - $0.windowStart)
      }
    }
  }
}

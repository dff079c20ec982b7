import EventEngine
import Foundation
import Testing

/// What units need besides those who use them, against closed forms.
@Suite("Units")
struct UnitTests {
  /// n beds, those turned away who find none clean; stays and cleanings exponential, one cleaner.
  ///
  /// With a station that lets arrivals in, the beds go round a closed network of one infinite and
  /// two single servers (Gordon and Newell 1967): with i in use and j dirty, p(i, j) ∝ (λ/μ)^i / i!
  /// · (λ/γ)^j for i + j ≤ n.
  @Test("that a cleaner turns round are a closed network of queues")
  func cleaning() throws {
    let (beds, arrivals, stay, clean) = (4, 0.8, 2.0, 0.7)
    var (total, busy, dirty, lost) = (0.0, 0.0, 0.0, 0.0)
    for i in 0...beds {
      for j in 0...(beds - i) {
        let weight =
          pow(arrivals * stay, Double(i)) / tgamma(Double(i) + 1)
          * pow(arrivals * clean, Double(j))
        total += weight
        busy += Double(i) * weight
        dirty += Double(j) * weight
        if i + j == beds { lost += weight }
      }
    }
    let runs = try Replicated(
      """
      { "name": "beds", "time": { "unit": "min", "length": "1 day" },
        "resources": {
          "bed": { "capacity": \(beds), "turnaround": { "exponential": { "mean": \(clean) } },
            "turnaroundBy": "cleaner" },
          "cleaner": { "capacity": 1 } },
        "arrivals": { "patient": { "rate": "\(arrivals) per min", "pathway": "stay" } },
        "pathways": { "stay": [
          { "branch": [ { "when": "free(bed) = 0", "steps": [ { "leave": "lost" } ] },
            { "otherwise": [] } ] },
          { "do": "stay", "with": "bed", "for": { "exponential": { "mean": \(stay) } } } ] } }
      """, minutes: 60_000)
    try runs.check("in use", is: busy / total, runs.level(.busy, of: 0))
    try runs.check("dirty", is: dirty / total, runs.level(.dirty, of: 0))
    try runs.check("lost", is: lost / total, runs.share("lost"))
  }

  /// M/M/c to which e servers come when more than a wait, and go when only c are busy: a birth and
  /// death chain in which the number n between c + 1 and c + a has two states, open and closed.
  ///
  /// Its steady state is found by running the chain of its jumps.
  @Test("that open on a condition are a chain with hysteresis")
  func escalation() throws {
    let (arrivals, servers, extra, most) = (2.6, 2, 2, 3)
    let (limit, closed) = (120, servers + most)
    let fastest = arrivals + Double(servers + extra)
    let up = arrivals / fastest
    var shut = [Double](repeating: 0, count: limit + 1)
    var open = shut
    shut[0] = 1
    for _ in 0..<20_000 {
      var nextShut = [Double](repeating: 0, count: limit + 1)
      var nextOpen = nextShut
      for n in 0...closed {
        let down = Double(min(n, servers)) / fastest
        if n == closed { nextOpen[n + 1] += shut[n] * up } else { nextShut[n + 1] += shut[n] * up }
        if n > 0 { nextShut[n - 1] += shut[n] * down }
        nextShut[n] += shut[n] * (1 - up - down)
      }
      for n in (servers + 1)..<limit {
        let down = Double(min(n, servers + extra)) / fastest
        nextOpen[n + 1] += open[n] * up
        if n - 1 == servers {
          nextShut[n - 1] += open[n] * down
        } else {
          nextOpen[n - 1] += open[n] * down
        }
        nextOpen[n] += open[n] * (1 - up - down)
      }
      (shut, open) = (nextShut, nextOpen)
    }
    var (queued, extraOpen) = (0.0, 0.0)
    for n in 0...limit {
      queued += shut[n] * Double(max(0, n - servers))
      queued += open[n] * Double(max(0, n - servers - extra))
      extraOpen += open[n] * Double(extra)
    }
    let runs = try Replicated(
      """
      { "name": "surge", "time": { "unit": "min", "length": "1 day" },
        "resources": { "bed": { "capacity": \(servers), "extra": { "units": \(extra),
          "opensWhen": "queue(bed) > \(most)", "closesWhen": "busy(bed) <= \(servers)" } } },
        "arrivals": { "patient": { "rate": "\(arrivals) per min", "pathway": "stay" } },
        "pathways": { "stay": [
          { "do": "stay", "with": "bed", "for": { "exponential": { "mean": 1 } } } ] } }
      """, minutes: 40_000)
    try runs.check("in line", is: queued, runs.level(.queued, of: 0))
    try runs.check("open", is: Double(servers) + extraOpen, runs.level(.planned, of: 0))
  }
}

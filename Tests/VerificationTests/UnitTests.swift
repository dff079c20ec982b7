import EventEngine
import Foundation
import Testing

/// What units need besides those who use them, against closed forms.
@Suite("Units")
struct UnitTests {
  /// n beds, those turned away who find none clean; stays and cleanings exponential, one cleaner.
  /// With a station that lets arrivals in, the beds go round a closed network of one infinite and
  /// two single servers (Gordon and Newell 1967): with i in use and j dirty,
  /// p(i, j) ∝ (λ/μ)^i / i! · (λ/γ)^j for i + j ≤ n.
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
}

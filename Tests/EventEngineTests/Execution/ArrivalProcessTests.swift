import EventEngine
import FacilityModel
import Foundation
import KendallTestSupport
import Testing

/// Counts of arrivals against closed forms.
///
/// Seeds are fixed; a tolerance of four standard errors would be missed by a right program with
/// probability below 0.0001.
@Suite("Arrivals")
struct ArrivalProcessTests {
  /// The numbers that entered in the windows of many replications.
  private func counts(_ source: String, time: String, replications: UInt64, extra: String = "")
    throws -> [Double]
  {
    let model = try compiled(
      """
      { "name": "counts", "time": { \(time), "profile": "none" }, \(extra)
        "arrivals": { "a": { \(source), "pathway": "p" } }, "pathways": { "p": [] } }
      """)
    return try (0..<replications).map { replication in
      guard case .ended(let record) = runEngine(model.program, seed: 7, replication: replication)
      else { throw RefusedModel(description: "a replication failed") }
      return Double(record.entered[0])
    }
  }

  private func check(_ counts: [Double], mean: Double, dispersion: Double, of what: String) {
    let n = Double(counts.count)
    let average = counts.reduce(0, +) / n
    let squares = counts.map { ($0 - average) * ($0 - average) }
    let variance = squares.reduce(0, +) / (n - 1)
    let fourth = squares.map { $0 * $0 }.reduce(0, +) / n
    let error = sqrt(variance / n)
    #expect(abs(average - mean) < 4 * error, "\(what): mean \(average) ± \(error), not \(mean)")
    let index = variance / average
    let spread = sqrt((fourth - variance * variance) / n) / average
    #expect(
      abs(index - dispersion) < 4 * spread, "\(what): \(index) ± \(spread), not \(dispersion)")
  }

  @Test("on busy and quiet days have the variance of a mixed Poisson count")
  func dayFactor() throws {
    // Given the factor F the count is Poisson(λF), so the index of dispersion is 1 + λ var F.
    let source = #""rate": "100 per day", "dayFactor": { "gamma": { "mean": 1, "cv": 0.2 } }"#
    check(
      try counts(source, time: #""length": "1 day""#, replications: 3_000), mean: 100,
      dispersion: 5, of: "one day")
    check(
      try counts(source, time: #""length": "2 days""#, replications: 3_000), mean: 200,
      dispersion: 5, of: "two days, each with its factor")
    check(
      try counts(
        source.replacingOccurrences(of: "dayFactor", with: "runFactor"),
        time: #""length": "2 days""#, replications: 3_000), mean: 200, dispersion: 9,
      of: "two days with one factor")
  }

  @Test("in phases have the mean and the dispersion of a Markov-modulated Poisson process")
  func phases() throws {
    // Fischer and Meier-Hellstern, The Markov-modulated Poisson process cookbook, 1993.
    let source = """
      "rate": { "phases": {
        "quiet": { "rate": "2 per hour", "for": { "exponential": { "mean": "3 h" } } },
        "busy": { "rate": "20 per hour", "for": { "exponential": { "mean": "30 min" } } } } }
      """
    let (a, b, leaveA, leaveB, hours) = (2.0, 20.0, 1 / 3.0, 2.0, 10.0)
    let r = leaveA + leaveB
    let mean = (a * leaveB + b * leaveA) / r
    let limit = 2 * leaveA * leaveB * (a - b) * (a - b) / (r * r * r * mean)
    let fading: Double = 1 - (1 - Foundation.exp(-r * hours)) / (r * hours)
    let index = 1 + limit * fading
    check(
      try counts(source, time: #""warmUp": "1 day", "length": "10 h""#, replications: 4_000),
      mean: mean * hours, dispersion: index, of: "ten hours")
  }

  @Test("in batches have the dispersion of a compound Poisson count")
  func batches() throws {
    // Var N / E N = E X² / E X, which is 5 for X Poisson with mean 4.
    check(
      try counts(
        #""rate": "3 per hour", "batch": { "poisson": { "mean": 4 } }"#,
        time: #""length": "10 h""#, replications: 3_000), mean: 120, dispersion: 5, of: "batches")
  }

  @Test("follow the calendar")
  func calendar() throws {
    // Monday to Sunday: four days at 240, two at 120, Tuesday closed.
    check(
      try counts(
        #""rate": "10 per hour", "during": { "weekend": 0.5, "feast": 0 }"#,
        time: #""start": "2026-01-05", "length": "1 week""#, replications: 1_000,
        extra: """
          "calendar": { "weekend": { "weekdays": ["Sat", "Sun"] },
                        "feast": { "dates": ["2026-01-06"] } },
          """), mean: 1_200, dispersion: 1, of: "a week")
  }

  @Test("that the queue discourages give Poisson numbers in a single-server queue")
  func discouraged() throws {
    // λ/(n + 1) when n are there: the number is Poisson(λ/μ) (Gross and Harris, section 2.9).
    let model = try compiled(
      """
      { "name": "discouraged", "time": { "warmUp": "50 h", "length": "2000 h" },
        "resources": { "server": { "capacity": 1 } },
        "arrivals": { "a": { "rate": "20 per hour", "times": "1 / (1 + inside)", "pathway": "p" } },
        "pathways": { "p": [
          { "do": "serve", "with": "server", "for": { "exponential": { "mean": "6 min" } } } ] } }
      """)
    var (inside, entered) = ([Double](), [Double]())
    for replication in 0..<UInt64(20) {
      guard case .ended(let record) = runEngine(model.program, seed: 5, replication: replication)
      else { throw RefusedModel(description: "a replication failed") }
      inside.append(Double(record.insideArea) / Double(record.windowEnd - record.windowStart))
      entered.append(Double(record.entered[0]) / 2_000)
    }
    let busy: Double = 1 - Foundation.exp(-2.0)
    for (values, expected) in [(inside, 2.0), (entered, 10 * busy)] {
      let mean = values.reduce(0, +) / 20
      let squares: Double = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let error = sqrt(squares / 19 / 20)
      // Student's t with 19 degrees of freedom passes 4.9 with probability 0.0001.
      #expect(abs(mean - expected) < 4.9 * error, "\(mean) ± \(error), not \(expected)")
    }
  }

  @Test("of the n-th slot are the same whoever comes before")
  func slots() throws {
    func story(noShow: Double, slot: Int) throws -> [Int64] {
      let model = try compiled(
        """
        { "name": "slots", "time": { "until": "empty" }, "arrivals": { "a": {
            "appointments": { "every": "20 min", "number": 12, "noShow": \(noShow),
              "lateness": { "uniform": { "min": "-5 min", "max": "15 min" } } },
            "pathway": "p" } },
          "pathways": { "p": [ { "delay": "stay", "for": { "exponential": { "mean": "1 h" } } } ] } }
        """)
      let identity = hash(ofName: "a") &+ UInt64(slot)
      var engine = Engine(
        model.program, seed: 3, replication: 0, watching: .story(identity))
      try engine.run()
      return engine.story.map(\.tick)
    }
    var present = 0
    for slot in 1...12 {
      let alone = try story(noShow: 0.6, slot: slot)
      if alone.isEmpty { continue }
      present += 1
      #expect(alone == (try story(noShow: 0, slot: slot)), "slot \(slot)")
    }
    #expect(present > 1 && present < 12)
  }

  @Test("know the days of the calendar")
  func days() {
    // 2026-01-05 is a Monday and day 20,458 since 1970-01-01.
    #expect(DaySet.monthAndDay(of: 20_458) == 105)
    #expect(DaySet.monthAndDay(of: 19_782) == 229)
    #expect(DaySet.monthAndDay(of: -1) == 1_231)
    var winter = DaySet()
    winter.seasons = [DaySet.Season(first: 1_201, last: 228)]
    #expect(winter.contains(20_458) && !winter.contains(20_458 + 60))
    winter.weekdays = [5, 6]
    #expect(!winter.contains(20_458) && winter.contains(20_463))
    winter.dates = [20_458]
    #expect(winter.contains(20_458))
    #expect(!DaySet().contains(20_458))
  }
}

import Experiments
import Foundation
import Testing

@Suite("Cost, energy and emissions") struct CostTests {
  /// One crew from 8 to 10 o'clock, at work from 8:30 to 9:00 and from 9:45 to 10:15.
  private func result(_ time: String = #""length": "4 h""#) async throws -> SmallResult {
    try await SmallResult(
      """
      { "name": "crew", "currency": "EUR",
        "time": { "start": "2026-01-05T08:00", \(time) },
        "emissions": { "kgPerKWh": { "daily": { "00:00": 0.1, "08:45": 0.4, "10:10": 0.2 } } },
        "resources": { "crew": {
          "capacity": { "daily": { "08:00": 1, "10:00": 0 } },
          "cost": { "perHour": 40, "perHourBusy": 12, "perUse": 15, "overtimePerHour": 20 },
          "power": { "busy": "2 kW", "idle": "300 W", "off": 0.1 } } },
        "arrivals": { "job": { "at": ["30 min", "105 min"], "pathway": "repair" } },
        "pathways": { "repair": [ { "do": "repair", "with": "crew", "for": "30 min" } ] } }
      """)
  }

  private func near(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-12 * abs(b) }

  @Test func `of one crew are those worked out by hand`() async throws {
    let result = try await result()
    let crew = "resource crew"
    // In use for 1 h at 40 + 12 and twice 15; ready for 1.25 h at 40; overtime 0.25 h at 20.
    #expect(try result.value("cost in use", crew, "total") == 82)
    #expect(try result.value("cost of standing ready", crew, "total") == 50)
    #expect(try result.value("cost of overtime", crew, "total") == 5)
    #expect(try result.value("cost", crew, "total") == 137)
    #expect(try result.value("cost", "all", "total") == 137)
    #expect(try near(result.value("cost", "all", "per day"), 137 * 6))
    #expect(try result.value("cost", "all", "per entity") == 68.5)
    // 1 h at 2 kW, 1.25 h at 0.3 kW, 1.75 h at 0.1 kW.
    #expect(try near(result.value("energy", crew, "total"), 2.55))
    #expect(try near(result.value("energy", "all", "per entity"), 1.275))
    // 0.65 kWh at 0.1, 1.55833 kWh at 0.4, 0.34167 kWh at 0.2.
    let emissions = 0.065 + (4.0 / 3 + 0.225) * 0.4 + (1.0 / 6 + 0.175) * 0.2
    #expect(try near(result.value("emissions", crew, "total"), emissions))
    #expect(try near(result.value("emissions", "all", "total"), emissions))
  }

  @Test func `count from the end of the warm-up`() async throws {
    // From 8:50: in use for 40 min and one use, ready for 45 min, off for 105 min.
    let result = try await result(#""warmUp": "50 min", "length": "190 min""#)
    let crew = "resource crew"
    #expect(try near(result.value("cost in use", crew, "total"), 52 * 2.0 / 3 + 15))
    #expect(try near(result.value("cost of standing ready", crew, "total"), 30))
    #expect(try result.value("cost of overtime", crew, "total") == 5)
    #expect(try near(result.value("energy", crew, "total"), 4.0 / 3 + 0.225 + 0.175))
    // 8:50 to 10:10 at 0.4: 35 min in use, 45 min idle; then 5 min in use, 105 min off.
    let emissions = (7.0 / 6 + 0.225) * 0.4 + (1.0 / 6 + 0.175) * 0.2
    #expect(try near(result.value("emissions", crew, "total"), emissions))
  }

  @Test func `go on over many days with the same hours`() async throws {
    // Nobody comes after the first day: 2 h idle, 22 h off each day, at the factors of their hours.
    let result = try await result(#""warmUp": "1 day", "length": "10 days""#)
    #expect(try near(result.value("cost", "all", "total"), 10 * 80))
    #expect(try near(result.value("energy", "all", "total"), 10 * (0.6 + 2.2)))
    let day =
      0.3 * (0.75 * 0.1 + 1.25 * 0.4) + 0.1 * (8 * 0.1 + (10.0 / 60) * 0.4 + (13 + 5.0 / 6) * 0.2)
    #expect(try near(result.value("emissions", "all", "total"), 10 * day))
    #expect(try near(result.value("emissions", "all", "per day"), day))
    #expect(try result.observations("cost", "all", "per entity") == 0)
  }

  @Test func `of M/M/1 are those of its closed form`() async throws {
    // ρ = 0.6, 6 uses an hour: 100 an hour on duty, 10 in use, 2 a use; 5 kW busy and 1 kW idle.
    let result = try await SmallResult(
      """
      { "name": "M/M/1", "time": { "warmUp": "1 day", "length": "20 days" },
        "emissions": { "kgPerKWh": 0.25 },
        "resources": { "r": { "capacity": 1,
          "cost": { "perHour": 100, "perHourBusy": 10, "perUse": 2 },
          "power": { "busy": "5 kW", "idle": "1 kW" } } },
        "arrivals": { "x": { "rate": "6 per hour", "pathway": "p" } },
        "pathways": { "p": [
          { "do": "work", "with": "r", "for": { "exponential": { "mean": "6 min" } } } ] } }
      """, replications: 40)
    #expect(try result.isNear(24 * (100 + 6 + 12), "cost", "all", "per day"))
    #expect(try result.isNear(110 * 0.6 * 480 + 12 * 480, "cost in use", "resource r", "total"))
    #expect(try result.isNear(24 * (3 + 0.4), "energy", "all", "per day"))
    #expect(try result.isNear(24 * 3.4 * 0.25, "emissions", "all", "per day"))
  }
}

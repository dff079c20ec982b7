import EventEngine
import FacilityModel
import OutputStatistics
import Testing

@testable import Experiments

@Suite("Observed data beside a model") struct ValidationTests {
  @Test func `stays within a window are reckoned by hour and class, as by hand`() throws {
    let hour = Ticks.hour
    // Two days; inside before the window, across midnight, and still there at the end.
    let visits = [
      Visit(source: "a", arrival: -2 * hour, departure: hour / 2),
      Visit(source: "a", arrival: 9 * hour, departure: 11 * hour),
      Visit(source: "b", arrival: 33 * hour + hour / 2, departure: 34 * hour),
      Visit(source: "b", arrival: 47 * hour, departure: nil),
    ]
    let values = VisitFigures(visits, from: 0, to: 48 * hour, unit: .minutes).values
    func value(_ measure: String, _ scope: String, _ hour: Int?, _ statistic: String) -> Double? {
      values.first {
        $0.key.measure == measure && $0.key.scope == scope && $0.key.hour == hour
          && $0.key.statistic == statistic
      }?.value
    }
    #expect(value("arrivals", "all", nil, "per day") == 1.5)
    #expect(value("arrivals", "source b", nil, "per day") == 1)
    #expect(value("arrivals", "all", 9, "per hour") == 1)
    #expect(value("arrivals", "all", 23, "per hour") == 0.5)
    #expect(value("number inside", "all", 0, "mean") == 0.25)
    #expect(value("number inside", "all", 9, "mean") == 0.75)
    #expect(value("number inside", "all", 10, "mean") == 0.5)
    #expect(value("number inside", "all", 23, "mean") == 0.5)
    #expect(value("time in system", "all", nil, "mean") == 75)
    #expect(value("time in system", "source b", nil, "p95") == 30)
  }

  @Test func `a stay of several days is in every hour of them`() {
    let day = Ticks.day
    let values = VisitFigures(
      [Visit(source: "a", arrival: day / 2, departure: day * 7 / 2)], from: 0, to: 4 * day,
      unit: .minutes
    ).values
    let inside = values.filter { $0.key.measure == "number inside" }
    #expect(inside.count == 24 && inside.allSatisfy { $0.value == 0.75 })
  }
}

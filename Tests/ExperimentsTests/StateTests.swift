import Foundation
import Testing

@Suite("Variables of the facility") struct VariableTests {
  @Test func `are averaged over time, with their greatest, least and last value`() async throws {
    // 3 to 10 min, 2 to 15, 1 to 25 (the first is back at 10 + 15), 2 to 30, 3 to 40 minutes.
    let result = try await SmallResult(
      """
      { "name": "boats", "time": { "length": "40 min" },
        "variables": { "boats free": 3, "any out": false, "last": "0 min" },
        "arrivals": { "x": { "at": ["10 min", "15 min"], "pathway": "p" } },
        "pathways": { "p": [
          { "set": { "boats free": "'boats free' - 1", "any out": true, "last": "now" },
            "name": "out" },
          { "delay": "row", "for": "15 min" },
          { "set": { "boats free": "'boats free' + 1", "any out": "'boats free' < 3" },
            "name": "in" } ] } }
      """)
    #expect(try result.value("boats free") == (30.0 + 10 + 10 + 10 + 30) / 40)
    #expect(try result.value("boats free", "all", "min") == 1)
    #expect(try result.value("boats free", "all", "max") == 3)
    #expect(try result.value("boats free", "all", "last") == 3)
    // “any out” is computed after “boats free”: it is false from 30 on.
    #expect(try result.value("any out", "all", "share") == 0.5)
    #expect(try result.value("any out", "all", "last") == 0)
    // 0 to 10, then 10 to 15, then 15 minutes.
    #expect(try result.value("last") == (5.0 * 10 + 25 * 15) / 40)
    #expect(try result.value("last", "all", "last") == 15)
  }

  @Test func `that count who is inside agree with what is observed`() async throws {
    let result = try await SmallResult(
      """
      { "name": "M/M/1", "time": { "warmUp": "1 day", "length": "3 days" },
        "variables": { "here": 0 }, "resources": { "r": { "capacity": 1 } },
        "arrivals": { "x": { "rate": "6 per hour", "pathway": "p" } },
        "pathways": { "p": [
          { "set": { "here": "here + 1" }, "name": "in" },
          { "do": "work", "with": "r", "for": { "exponential": { "mean": "6 min" } } },
          { "set": { "here": "here - 1" }, "name": "out" } ] } }
      """)
    #expect(try result.value("here") == result.value("number inside"))
    #expect(try result.value("here", "all", "max") == result.value("number inside", "all", "max"))
  }
}

import Experiments
import Testing

@Suite("Outages and conditions") struct OutageMeasureTests {
  @Test func `are counted as worked out by hand`() async throws {
    // Worn at 1:40 and 4:00, seen at 2:00 and 4:00; mended 2:20 to 3:00 by the crew, while
    // maintenance is due every two hours.
    let result = try await SmallResult(
      """
      { "name": "pump", "time": { "length": "5 h", "unit": "h" },
        "resources": { "pump": { "capacity": 1,
          "failures": { "name": "bearing",
            "stages": [ { "name": "good", "for": "100 min" }, { "name": "worn", "for": "1 h" } ],
            "repair": "3 h",
            "inspections": { "every": "1 h", "outOfService": false },
            "plannedRepair": { "after": "20 min", "for": "40 min" } } } },
        "arrivals": { "a": { "at": [ "1 min" ], "pathway": "p" } },
        "pathways": { "p": [ { "do": "use", "with": "pump", "for": "1 min" } ] } }
      """)
    let bearing = "step pump/bearing"
    // Renewed at 3:00, worn again at 4:40, and the last inspection is at 5:00.
    #expect(try result.value("condition", bearing, "found") == 2)
    #expect(try result.value("condition", bearing, "inspections") == 5)
    #expect(try result.value("condition", bearing, "planned repairs") == 1)
    #expect(try result.value("condition", bearing, "failures") == 0)
    #expect(try result.value("found before failure", bearing, "share") == 1)
    #expect(
      try abs(result.value("units deteriorated", bearing, "mean") - (40.0 + 20) / 300) < 1e-12)
    #expect(try result.value("outages", "step pump/bearing/planned repair", "count") == 1)
    #expect(
      try abs(
        result.value("time out of service", "step pump/bearing/planned repair", "total") - 40)
        < 1e-12)
    #expect(try result.value("outages", "step pump/bearing/inspection", "count") == 5)
  }
}

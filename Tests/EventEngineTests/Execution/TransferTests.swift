import EventEngine
import KendallTestSupport
import Testing

private let minute = Ticks.minute

@Suite("Transfers from bed to bed")
struct TransferTests {
  @Test("hold the old bed until the new one is free and clean, worked by hand")
  func boarding() throws {
    // One cubicle, 20 minutes of care; one ward bed, 60 minutes, cleaned for 10 after each. The first
    // is on the ward from 20 to 80. The second has the cubicle from 20, is ready at 40 and boards
    // until the ward is clean at 90; the third has the cubicle from 90, is ready at 110, and boards
    // until 160.
    let record = try record(
      """
      { "name": "boarding", "time": { "until": "empty" }, "observe": ["blocking"],
        "resources": { "cubicle": { "capacity": 1 },
          "ward bed": { "capacity": 1, "turnaround": "10 min" } },
        "arrivals": { "patient": { "at": ["0 min", "5 min", "30 min"], "pathway": "p" } },
        "pathways": { "p": [
          { "seize": "cubicle" },
          { "delay": "care", "for": "20 min" },
          { "seize": "ward bed" },
          { "release": "cubicle" },
          { "delay": "on the ward", "for": "60 min" },
          { "release": "ward bed" } ] } }
      """)
    #expect(record.area(.busy, of: 0) == Int128(160 * minute))
    #expect(record.area(.blocked, of: 0) == Int128(100 * minute))
    #expect(record.area(.busy, of: 1) == Int128(180 * minute))
    #expect(record.stays[0].mean == Double((80 + 145 + 190) * minute) / 3)
    #expect(record.waits[0].mean == Double((0 + 15 + 60) * minute) / 3)
    #expect(record.waits[1].mean == Double((0 + 50 + 50) * minute) / 3)
  }
}

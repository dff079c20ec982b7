import Foundation
import Reporting
import Testing

@Suite("Key figures") struct KeyFiguresTests {
  /// Two jobs at once, ten minutes each: on one bench the second waits for ten, on two nobody does.
  @Test func `are in percent and points, with target, verdict and change`() async throws {
    let input = try await ReportPageTests.input(
      text: """
        { "name": "two jobs", "time": { "until": "empty" },
          "resources": { "bench": { "capacity": 1 } },
          "arrivals": { "job": { "at": [ "0 min", "0 min" ], "pathway": "p" } },
          "pathways": { "p": [ { "do": "work", "with": "bench", "for": "10 min" } ] },
          "measures": {
            "soon": { "share": "waitingTime <= 5 min", "target": 0.9 },
            "stay": { "mean": "timeInSystem", "target": "12 min" },
            "other": { "mean": "waitingTime" } },
          "policies": { "two benches": { "resources": { "bench": { "capacity": 2 } } } } }
        """, policies: ["two benches"], replications: 2)
    let text = String(decoding: KeyFiguresTable.table(of: input.result).data, as: UTF8.self)
    let rows = text.split(whereSeparator: \.isNewline).map(String.init)
    #expect(
      rows.dropFirst() == [
        "soon,as written,50,50,50,percent,90,not met,,,,,2",
        "soon,two benches,100,100,100,percent,90,met,50,,,better,2",
        "stay,as written,15,15,15,min,12,not met,,,,,2",
        "stay,two benches,10,10,10,min,12,met,-5,,,better,2",
      ], "\(text)")
  }
}

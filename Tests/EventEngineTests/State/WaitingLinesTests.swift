import EventEngine
import KendallTestSupport
import Testing

@Suite("The waiting lines")
struct WaitingLinesTests {
  private struct Place {
    var priority: Double
    var entity: Int32
    var ticket: Int32
  }

  @Test("keep the order of sorted arrays, whoever leaves", arguments: 0..<40)
  func againstSortedArray(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let count = 3
    var lines = WaitingLines(lines: count)
    var plan: [[Place]] = Array(repeating: [], count: count)
    for number in 0..<3_000 {
      let line = random.number(0...count - 1)
      // The last line is served last come first.
      let lastComeFirst = line == count - 1
      if plan[line].isEmpty || random.chance(number / 400 % 2 == 0 ? 65 : 40) {
        let priority = random.one(of: [
          0, 0, -0.0, 1, 2.5, -7, Double(random.number(-50...50)) / 4,
        ])
        let ticket = lines.join(
          Int32(line), entity: Int32(number), units: 1, priority: priority, nextOfRequest: -1,
          lastComeFirst: lastComeFirst)
        let index =
          plan[line].firstIndex {
            lastComeFirst ? $0.priority >= priority : $0.priority > priority
          } ?? plan[line].count
        plan[line].insert(
          Place(priority: priority, entity: Int32(number), ticket: ticket), at: index)
      } else {
        let index = random.chance(50) ? 0 : random.number(0...plan[line].count - 1)
        lines.leave(plan[line].remove(at: index).ticket)
      }
      var found: [Int32] = []
      var ticket = lines.first(Int32(line))
      while ticket >= 0 {
        found.append(lines.tickets[ticket].entity)
        ticket = lines.next(after: ticket)
      }
      #expect(found == plan[line].map(\.entity))
    }
  }
}

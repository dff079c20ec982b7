import EventEngine
import KendallTestSupport
import Testing

@Suite("The calendar")
struct CalendarTests {
  private struct Planned {
    var tick: Int64
    var order: UInt64
    var number: Int
    var subject: Int32
    var handle: Int32?

    func comes(before other: Planned) -> Bool {
      (tick, order, number) < (other.tick, other.order, other.number)
    }
  }

  @Test("gives events as a sorted array does, with ties and cancellations", arguments: 0..<40)
  func againstSortedArray(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    var calendar = Calendar()
    var plan: [Planned] = []
    let kinds: [EventKind] = [
      .delayDone, .turnaroundDone, .capacityIncrease, .capacityDecrease, .arrival, .renege,
    ]
    var now: Int64 = 0
    // Long phases of growing and of shrinking, so that deep and empty heaps both occur.
    for number in 0..<4_000 {
      let grows = number / 500 % 2 == 0
      if plan.isEmpty || random.chance(grows ? 60 : 35) {
        let tick = now + Int64(random.number(0...(seed % 2 == 0 ? 5 : 10_000)))
        let kind = random.one(of: kinds)
        var planned = Planned(
          tick: tick, order: kind.order, number: number, subject: Int32(number))
        if random.chance(50) {
          planned.handle = calendar.scheduleCancellable(kind, at: tick, subject: Int32(number))
        } else {
          calendar.schedule(kind, at: tick, subject: Int32(number))
        }
        plan.insert(planned, at: plan.firstIndex { planned.comes(before: $0) } ?? plan.count)
      } else if random.chance(30),
        let index = plan.indices.filter({ plan[$0].handle != nil }).randomElement(using: &random)
      {
        calendar.cancel(plan.remove(at: index).handle ?? -1)
      } else {
        let expected = plan.removeFirst()
        let event = calendar.first()
        calendar.removeFirst()
        #expect(event.subject == expected.subject)
        #expect(event.tick == expected.tick && event.kind.order == expected.order)
        #expect(event.tick >= now)
        now = event.tick
      }
      let (count, isEmpty) = (calendar.count, calendar.isEmpty)
      #expect(count == plan.count && isEmpty == plan.isEmpty)
    }
  }

  @Test("goes on alike in a copy")
  func copy() {
    var random = SplitMix64(seed: 1)
    var calendar = Calendar()
    for number in 0..<500 {
      let tick = Int64(random.number(0...50))
      _ = calendar.scheduleCancellable(.renege, at: tick, subject: Int32(number))
    }
    _ = calendar.first()
    calendar.removeFirst()
    var other = calendar.copy()
    while !calendar.isEmpty {
      let (event, twin) = (calendar.first(), other.first())
      #expect(event.subject == twin.subject && event.tick == twin.tick)
      calendar.removeFirst()
      other.removeFirst()
    }
    let isEmpty = other.isEmpty
    #expect(isEmpty)
  }
}

/// One entity's place in the line of one resource.
package struct Ticket: BitwiseCopyable {
  package var entity: Int32
  var resource: Int32
  var units: Int32
  var previous: Int32
  var next: Int32
  /// The next ticket of the same request, for a request of several resources.
  var nextOfRequest: Int32
  var priority: Double
  /// What the line is ordered by within a priority.
  var order: Double
}

/// The tickets of equal priority and order in one line, first to last.
struct PriorityLevel: BitwiseCopyable {
  var priority: Double
  var order: Double
  var head: Int32
  var tail: Int32
}

/// The waiting lines of all resources, each ordered by (priority, the line's own order, order of
/// joining).
///
/// A line is a short sorted list of priority levels (best last, so that it can be popped), each a
/// doubly linked list of tickets. First come first served has one level and costs two links a
/// passage; leaving from the middle costs a binary search over the levels. A line with as many
/// priorities as tickets pays a memory move per joining: meant for thousands waiting, not millions.
package struct WaitingLines: ~Copyable {
  package private(set) var tickets = GrowableStorage<Ticket>(minimumCapacity: 64)
  private var firstFree: Int32 = -1
  private var levels: OwnedArray<GrowableStorage<PriorityLevel>>

  package init(lines: Int) {
    levels = OwnedArray(count: lines) { _ in GrowableStorage(minimumCapacity: 4) }
  }

  /// Puts an entity into a line and gives its ticket.
  package mutating func join(
    _ resource: Int32, entity: Int32, units: Int32, priority: Double, order: Double = 0,
    nextOfRequest: Int32, lastComeFirst: Bool
  ) -> Int32 {
    let ticket = makeTicket(
      Ticket(
        entity: entity, resource: resource, units: units, previous: -1, next: -1,
        nextOfRequest: nextOfRequest, priority: priority, order: order))
    let line = Int(resource)
    let index = position(of: priority, order, in: line)
    if index < levels[line].count, levels[line][index].priority == priority,
      levels[line][index].order == order
    {
      if lastComeFirst {
        let head = levels[line][index].head
        tickets[head].previous = ticket
        tickets[ticket].next = head
        levels[line][index].head = ticket
      } else {
        let tail = levels[line][index].tail
        tickets[tail].next = ticket
        tickets[ticket].previous = tail
        levels[line][index].tail = ticket
      }
    } else {
      levels[line].insert(
        PriorityLevel(priority: priority, order: order, head: ticket, tail: ticket), at: index)
    }
    return ticket
  }

  /// Takes a ticket out of its line and frees it.
  package mutating func leave(_ ticket: Int32) {
    let leaving = tickets[ticket]
    let line = Int(leaving.resource)
    if leaving.previous >= 0 { tickets[leaving.previous].next = leaving.next }
    if leaving.next >= 0 { tickets[leaving.next].previous = leaving.previous }
    if leaving.previous < 0 || leaving.next < 0 {
      let index = position(of: leaving.priority, leaving.order, in: line)
      if leaving.previous < 0 { levels[line][index].head = leaving.next }
      if leaving.next < 0 { levels[line][index].tail = leaving.previous }
      if levels[line][index].head < 0 { levels[line].remove(at: index) }
    }
    tickets[ticket].next = firstFree
    firstFree = ticket
  }

  /// The first ticket of a line, or -1.
  @inline(__always)
  package func first(_ resource: Int32) -> Int32 {
    let line = Int(resource)
    let count = levels[line].count
    return count == 0 ? -1 : levels[line][count - 1].head
  }

  /// The ticket behind a ticket in its line, or -1.
  package func next(after ticket: Int32) -> Int32 {
    let here = tickets[ticket]
    if here.next >= 0 { return here.next }
    let line = Int(here.resource)
    let index = position(of: here.priority, here.order, in: line)
    return index == 0 ? -1 : levels[line][index - 1].head
  }

  /// The first index whose level is not better served later: levels run from worst to best.
  @inline(__always)
  private func position(of priority: Double, _ order: Double, in line: Int) -> Int {
    var low = 0
    var high = levels[line].count
    if high > 0 {
      let best = levels[line][high - 1]
      // The commonest cases: the best level itself, or a new best.
      if best.priority == priority, best.order == order { return high - 1 }
      if best.priority > priority || (best.priority == priority && best.order > order) {
        return high
      }
    }
    while low < high {
      let middle = (low &+ high) &>> 1
      let level = levels[line][middle]
      if level.priority > priority || (level.priority == priority && level.order > order) {
        low = middle &+ 1
      } else {
        high = middle
      }
    }
    return low
  }

  private mutating func makeTicket(_ ticket: Ticket) -> Int32 {
    if firstFree >= 0 {
      let index = firstFree
      firstFree = tickets[index].next
      tickets[index] = ticket
      return index
    }
    tickets.append(ticket)
    return Int32(tickets.count - 1)
  }

  /// A second set of lines with the same tickets.
  func copy() -> WaitingLines {
    var other = WaitingLines(lines: levels.count)
    other.tickets = tickets.copy()
    other.firstFree = firstFree
    for line in 0..<levels.count { other.levels[line] = levels[line].copy() }
    return other
  }
}

/// What a calendar event does when its time comes; the raw value has no meaning.
package enum EventKind: UInt8, BitwiseCopyable, Sendable {
  case delayDone
  case turnaroundDone
  case capacityIncrease
  case capacityDecrease
  case arrival
  case renege
  case activityDone
  case goOn
  case outageDue
  case sectionOver
  case lookAgain
  case appointment
  case batchOver
  case sharedDone
  case deliveryDue
  case reviewDue
  case expiryDue
  case shockBegins
  case shockEnds
  case loadDone
  case levelDue

  /// The place of this kind within one tick (completions first, renege clocks last).
  ///
  /// Queue service (3) and observation (7) are not calendar events: the engine does both itself,
  /// between the last event that comes before them and the first that comes after.
  @inline(__always)
  package var order: UInt64 {
    switch self {
    case .delayDone, .turnaroundDone, .activityDone, .goOn, .sharedDone, .loadDone: 1
    case .capacityIncrease, .lookAgain, .deliveryDue, .shockEnds, .levelDue: 2
    case .capacityDecrease, .outageDue, .reviewDue, .expiryDue, .shockBegins: 4
    case .arrival, .appointment: 5
    case .renege, .sectionOver, .batchOver: 6
    }
  }
}

/// The order of queue service within a tick.
let queueServiceOrder: UInt64 = 3

/// One entry of the calendar: when, in which order, for whom.
package struct Event: BitwiseCopyable, Sendable {
  /// Simulation time in microseconds.
  package var tick: Int64
  /// Order within the tick (4 bits), sequence number (52 bits), kind (8 bits): one comparison.
  var rank: UInt64
  /// The entity, resource or source.
  package var subject: Int32
  /// The handle by which the event can be cancelled, or -1.
  var handle: Int32

  @inline(__always) var order: UInt64 { rank >> 60 }

  @inline(__always) package var kind: EventKind {
    EventKind(rawValue: UInt8(truncatingIfNeeded: rank))!
  }

  /// The total order of events: earlier tick, then order within the tick, then sequence.
  @inline(__always)
  func comes(before other: Event) -> Bool {
    tick < other.tick || (tick == other.tick && rank < other.rank)
  }
}

/// The future event list: a 4-ary heap on (tick, order, sequence) that cancels by handle.
///
/// Taking the first event leaves a hole at the root which the next event scheduled usually fills,
/// so the common pair "take one, schedule one" costs a single sift.
package struct Calendar: ~Copyable {
  private var heap = GrowableStorage<Event>(minimumCapacity: 256)
  /// Where in the heap the event of a handle stands; free handles chain through `-2 - next`.
  private var positions = GrowableStorage<Int32>()
  private var firstFreeHandle: Int32 = -1
  private var sequence: UInt64 = 0
  private var rootIsVacant = false

  package init() {}

  package var isEmpty: Bool { heap.count == (rootIsVacant ? 1 : 0) }

  /// How many events are scheduled.
  package var count: Int { heap.count - (rootIsVacant ? 1 : 0) }

  /// Schedules an event that will not be cancelled.
  @inline(__always)
  package mutating func schedule(_ kind: EventKind, at tick: Int64, subject: Int32) {
    insert(tick: tick, kind: kind, subject: subject, handle: -1)
  }

  /// Schedules an event and gives the handle that cancels it.
  package mutating func scheduleCancellable(_ kind: EventKind, at tick: Int64, subject: Int32)
    -> Int32
  {
    let handle: Int32
    if firstFreeHandle >= 0 {
      handle = firstFreeHandle
      firstFreeHandle = -2 - positions[handle]
    } else {
      handle = Int32(positions.count)
      positions.append(0)
    }
    insert(tick: tick, kind: kind, subject: subject, handle: handle)
    return handle
  }

  /// The next event; call only when the calendar is not empty.
  @inline(__always)
  package mutating func first() -> Event {
    if rootIsVacant { closeRoot() }
    return heap[0]
  }

  /// Whether an event of this tick comes before or with an order; it leaves a hole at the root.
  @inline(__always)
  package func hasEvent(at tick: Int64, upTo order: UInt64) -> Bool {
    // Behind a hole at the root, the first event is one of the root's children.
    let end = min(rootIsVacant ? 5 : 1, heap.count)
    var index = rootIsVacant ? 1 : 0
    while index < end {
      if heap[index].tick == tick, heap[index].order <= order { return true }
      index &+= 1
    }
    return false
  }

  /// Takes the event that `first` has just shown.
  @inline(__always)
  package mutating func removeFirst() {
    let handle = heap[0].handle
    if handle >= 0 { free(handle) }
    rootIsVacant = true
  }

  /// Removes the event of a handle that has neither happened nor been cancelled.
  package mutating func cancel(_ handle: Int32) {
    if rootIsVacant { closeRoot() }
    let index = Int(positions[handle])
    free(handle)
    let last = heap.removeLast()
    if index < heap.count {
      if index > 0, last.comes(before: heap[(index - 1) / 4]) {
        siftUp(last, from: index)
      } else {
        siftDown(last, from: index)
      }
    }
  }

  private mutating func free(_ handle: Int32) {
    positions[handle] = -2 - firstFreeHandle
    firstFreeHandle = handle
  }

  @inline(__always)
  private mutating func insert(tick: Int64, kind: EventKind, subject: Int32, handle: Int32) {
    sequence &+= 1
    let rank = kind.order &<< 60 | sequence &<< 8 | UInt64(kind.rawValue)
    let event = Event(tick: tick, rank: rank, subject: subject, handle: handle)
    if rootIsVacant {
      rootIsVacant = false
      siftDown(event, from: 0)
    } else {
      heap.append(event)
      siftUp(event, from: heap.count - 1)
    }
  }

  private mutating func closeRoot() {
    rootIsVacant = false
    let last = heap.removeLast()
    if !heap.isEmpty { siftDown(last, from: 0) }
  }

  @inline(__always)
  private mutating func place(_ event: Event, at index: Int) {
    heap[index] = event
    if event.handle >= 0 { positions[event.handle] = Int32(truncatingIfNeeded: index) }
  }

  @inline(__always)
  private mutating func siftUp(_ event: Event, from start: Int) {
    var index = start
    while index > 0 {
      let parent = (index &- 1) &>> 2
      let above = heap[parent]
      if !event.comes(before: above) { break }
      place(above, at: index)
      index = parent
    }
    place(event, at: index)
  }

  @inline(__always)
  private mutating func siftDown(_ event: Event, from start: Int) {
    let count = heap.count
    var index = start
    while true {
      let firstChild = index &* 4 &+ 1
      if firstChild >= count { break }
      var least = firstChild
      var leastEvent = heap[firstChild]
      var child = firstChild &+ 1
      let end = min(firstChild &+ 4, count)
      while child < end {
        let candidate = heap[child]
        if candidate.comes(before: leastEvent) {
          least = child
          leastEvent = candidate
        }
        child &+= 1
      }
      if !leastEvent.comes(before: event) { break }
      place(leastEvent, at: index)
      index = least
    }
    place(event, at: index)
  }

  /// A second calendar with the same events.
  package func copy() -> Calendar {
    var other = Calendar()
    other.heap = heap.copy()
    other.positions = positions.copy()
    other.firstFreeHandle = firstFreeHandle
    other.sequence = sequence
    other.rootIsVacant = rootIsVacant
    return other
  }
}

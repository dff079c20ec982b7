/// Why a resource cannot be taken, in the order in which causes are looked for: the first that holds
/// is the one.
package enum WaitCause: Int, BitwiseCopyable, Sendable, CaseIterable {
  /// None of its units is open: none is on duty by the plan or beyond it.
  case offShift
  /// None is free, and one is in turnaround: it could be taken if it were ready.
  case turnaround
  /// None is free, and one that is on duty by the plan is out of service.
  case outOfService
  /// All that are in use are held by entities that wait themselves.
  case blocked
  /// All are in use.
  case busy
}

/// Resources that are asked for together: while somebody waits for them, one is the cause.
package struct WaitGroup: BitwiseCopyable, Sendable, Equatable {
  /// Where its clocks begin: one for each (item, cause), and one for the time in which every item
  /// has a free unit, but too few or not for the one who waits.
  package var firstClock: Int32
  package var firstItem: Int32
  package var itemCount: Int32

  package init(firstClock: Int32, firstItem: Int32, itemCount: Int32) {
    self.firstClock = firstClock
    self.firstItem = firstItem
    self.itemCount = itemCount
  }

  /// How many clocks it has.
  package var clockCount: Int32 { itemCount &* Int32(WaitCause.allCases.count) &+ 1 }
}

/// How the entities of a source come to be.
package enum EntityOrigin: UInt8, BitwiseCopyable, Sendable {
  /// They arrive from outside.
  case arrival
  /// Another entity spawns them, and they go their own way.
  case spawned
  /// They go one way of a fork, for an entity that waits for them.
  case cloned
}

/// How an entity makes others.
package struct OffspringSpecification: BitwiseCopyable, Sendable, Equatable {
  package var step: Int32
  /// The source that its children count under, or -1 for hidden ones, which count nowhere.
  package var source: Int32
  /// Where children begin in the code.
  package var entry: Int32
  /// How many (a quantity), or -1 for one.
  package var count: Int32
  /// How many loops enclose the step: their iterations are part of a child's identity.
  package var loopDepth: Int32
  /// Whether a child counts its time in the facility from the arrival of its parent.
  package var keepsArrival: Bool
  /// What children are given beside what they inherit (a range of the program's `givenAttributes`).
  package var firstAttribute: Int32
  package var attributeCount: Int32
  /// What hidden children take over from their parent (items of a request).
  package var firstItem: Int32
  package var itemCount: Int32
  /// The choice that says which of several alternatives that is, or -1.
  package var choice: Int32 = -1

  package init(
    step: Int32, source: Int32, entry: Int32 = -1, count: Int32 = -1, loopDepth: Int32 = 0,
    keepsArrival: Bool = false, firstAttribute: Int32 = 0, attributeCount: Int32 = 0,
    firstItem: Int32 = 0, itemCount: Int32 = 0
  ) {
    self.step = step
    self.source = source
    self.entry = entry
    self.count = count
    self.loopDepth = loopDepth
    self.keepsArrival = keepsArrival
    self.firstAttribute = firstAttribute
    self.attributeCount = attributeCount
    self.firstItem = firstItem
    self.itemCount = itemCount
  }
}

/// Ways gone at the same time by clones of an entity, which waits for them.
package struct ForkSpecification: BitwiseCopyable, Sendable, Equatable {
  package var step: Int32
  /// The ways, as offspring of the program.
  package var firstBranch: Int32
  package var branchCount: Int32
  /// How many clones the entity waits for (a quantity), or -1 for all.
  package var needed: Int32
  /// Whether the others are stopped then; else they go on to the end of their way.
  package var cancelsRest: Bool
  /// The attributes that a finished clone gives to its parent (in `keptAttributes`).
  package var firstKept: Int32
  package var keptCount: Int32
  /// The instruction with which a clone ends.
  package var end: Int32
  /// The wait of the parent, and that of the clones that come before the join.
  package var wait: Int32
  package var cloneWait: Int32

  package init(
    step: Int32, firstBranch: Int32, branchCount: Int32, needed: Int32, cancelsRest: Bool,
    firstKept: Int32, keptCount: Int32, end: Int32, wait: Int32, cloneWait: Int32
  ) {
    self.step = step
    self.firstBranch = firstBranch
    self.branchCount = branchCount
    self.needed = needed
    self.cancelsRest = cancelsRest
    self.firstKept = firstKept
    self.keptCount = keptCount
    self.end = end
    self.wait = wait
    self.cloneWait = cloneWait
  }
}

/// Entities that gather to do something as one.
package struct BatchSpecification: BitwiseCopyable, Sendable, Equatable {
  package var step: Int32
  /// How many make a batch (a quantity, evaluated for the first of them).
  package var size: Int32
  /// How long the first waits at most (a quantity in ticks), or -1 for ever.
  package var timeOut: Int32
  /// What the members of a batch have in common (an expression), or -1 for nothing.
  package var key: Int32
  /// The attribute that each member is given the number of members in, or -1.
  package var countAttribute: Int32
  /// Whether all but the first become part of it for good.
  package var isPermanent: Bool
  /// Where members go on when the batch has come apart.
  package var exit: Int32
  package var wait: Int32
  /// Whether its first member asks for resources as soon as it has the size, and how many it takes in
  /// until it gets them (a quantity, or -1 for no more).
  package var asks = false
  package var most: Int32 = -1
  /// The attribute that says who is taken in first, lower before higher, or -1.
  package var order: Int32 = -1
  /// Where the batch is of entities of different kinds, which match of the program it belongs to,
  /// and as which of its kinds an entity comes; else -1.
  package var match: Int32 = -1
  package var kind: Int32 = -1
  /// The level of the section that limits the wait for partners, or -1.
  package var section: Int32 = -1

  package init(
    step: Int32, size: Int32, timeOut: Int32, key: Int32, countAttribute: Int32,
    isPermanent: Bool, exit: Int32, wait: Int32
  ) {
    self.step = step
    self.size = size
    self.timeOut = timeOut
    self.key = key
    self.countAttribute = countAttribute
    self.isPermanent = isPermanent
    self.exit = exit
    self.wait = wait
  }
}

/// A time that entities spend waiting for one another.
package struct GatheringSpecification: Sendable, Equatable {
  package var step: Int32
  /// What the reports call it, such as `work-up, clones`.
  package var name: String

  package init(step: Int32, name: String) {
    self.step = step
    self.name = name
  }
}

/// The random numbers of one purpose, for one entity, in one replication.
///
/// The stream is addressed, not advanced from a seed: key = (seed, purpose) and counter = (block,
/// entity, replication, 0). Making one costs a few stores; the first block of four words is
/// computed at the first draw.
@usableFromInline
package struct RandomStream: BitwiseCopyable, Sendable {
  @usableFromInline let seed: UInt64
  @usableFromInline let purpose: UInt64
  @usableFromInline let entity: UInt64
  @usableFromInline let replication: UInt64

  /// The number of the next draw; it may be set, to go to any place of the sequence.
  @usableFromInline
  package var position: UInt64

  /// The block the four words belong to; no position has the block `.max`, which means none.
  @usableFromInline var loadedBlock: UInt64 = .max
  @usableFromInline var word0: UInt64 = 0
  @usableFromInline var word1: UInt64 = 0
  @usableFromInline var word2: UInt64 = 0
  @usableFromInline var word3: UInt64 = 0

  /// The stream that belongs to a purpose, an entity and a replication, at its draw number `draw`.
  @inlinable
  @inline(__always)
  package init(
    seed: UInt64, purpose: UInt64, entity: UInt64, replication: UInt64,
    startingAt draw: UInt64 = 0
  ) {
    self.seed = seed
    self.purpose = purpose
    self.entity = entity
    self.replication = replication
    self.position = draw
  }

  /// The next word: draw number n is lane n mod 4 of block n / 4.
  @inlinable
  @inline(__always)
  package mutating func nextWord() -> UInt64 {
    if position >> 2 != loadedBlock { load() }
    let lane = position & 3
    position &+= 1
    let low = lane & 1 == 0 ? word0 : word1
    let high = lane & 1 == 0 ? word2 : word3
    return lane & 2 == 0 ? low : high
  }

  /// A uniform number in [0, 1), a multiple of 2^-53: what GSL's samplers are given.
  @inlinable
  @inline(__always)
  package mutating func uniform() -> Double {
    Double(nextWord() >> 11) * 0x1p-53
  }

  /// A uniform number in the open interval (0, 1), which it reaches at neither end.
  @inlinable
  @inline(__always)
  package mutating func openUniform() -> Double {
    (Double(nextWord() >> 12) + 0.5) * 0x1p-52
  }

  /// Computes the block that holds the next draw.
  @usableFromInline
  mutating func load() {
    loadedBlock = position >> 2
    (word0, word1, word2, word3) = Philox4x64.block(
      key: (seed, purpose), counter: (loadedBlock, entity, replication, 0))
  }
}

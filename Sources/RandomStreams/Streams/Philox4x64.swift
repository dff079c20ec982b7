/// The counter-based generator Philox4x64 with ten rounds: a pure function of key and counter.
///
/// Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
/// Any block of any stream is reached directly, so no draw depends on how many came before it.
@usableFromInline
package enum Philox4x64 {
  /// The four words that one evaluation gives.
  @usableFromInline
  package typealias Block = (UInt64, UInt64, UInt64, UInt64)

  /// The block of random words that belongs to a key and a counter, least significant word first.
  @inlinable
  @inline(__always)
  package static func block(key: (UInt64, UInt64), counter: Block) -> Block {
    var (c0, c1, c2, c3) = counter
    var (k0, k1) = key
    for _ in 0..<10 {
      let first = (0xD2E7_470E_E14C_6C93 as UInt64).multipliedFullWidth(by: c0)
      let second = (0xCA5A_8263_9512_1157 as UInt64).multipliedFullWidth(by: c2)
      (c0, c1, c2, c3) = (second.high ^ c1 ^ k0, second.low, first.high ^ c3 ^ k1, first.low)
      k0 &+= 0x9E37_79B9_7F4A_7C15
      k1 &+= 0xBB67_AE85_84CA_A73B
    }
    return (c0, c1, c2, c3)
  }
}

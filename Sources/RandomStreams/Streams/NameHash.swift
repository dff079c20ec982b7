/// The 64-bit FNV-1a hash of a name's UTF-8 bytes, by which a purpose enters a stream's key.
///
/// The caller normalises the name to NFC first, so that equal looks give equal bytes. The value
/// never changes between runs or versions, as `Hasher` does.
package func nameHash(_ utf8: some Sequence<UInt8>) -> UInt64 {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  for byte in utf8 {
    hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }
  return hash
}

/// The 64-bit FNV-1a hash of a name that is already in NFC.
package func nameHash(_ name: String) -> UInt64 {
  nameHash(name.utf8)
}

/// The finaliser of SplitMix64: a bijection of 64-bit words that spreads every bit over all.
///
/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014, with the
/// constants of Stafford's variant 13. It keeps 0.
@inlinable
@inline(__always)
package func mix(_ word: UInt64) -> UInt64 {
  var z = word
  z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
  z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
  return z ^ (z >> 31)
}

/// The counter word of an entity at its `visit`-th passage of a step: the identity itself outside
/// loops, and for every other visit another bijection of the identities.
@inlinable
@inline(__always)
package func entityWord(identity: UInt64, visit: UInt64) -> UInt64 {
  visit == 0 ? identity : mix(mix(visit) ^ identity)
}

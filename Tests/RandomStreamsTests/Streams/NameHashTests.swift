import RandomStreams
import Testing

/// The hashes that make addresses from names and identities.
struct NameHashTests {
  /// The file of reference vectors.
  struct File: Decodable {
    let seed1234567: [HexWord]
    let seed0: [HexWord]
    let seed42: [HexWord]
  }

  @Test func `names are hashed by FNV-1a`() {
    // The test suite published with the algorithm (Fowler, Noll and Vo, draft-eastlake-fnv).
    #expect(nameHash("") == 0xCBF2_9CE4_8422_2325)
    #expect(nameHash("a") == 0xAF63_DC4C_8601_EC8C)
    #expect(nameHash("foobar") == 0x8594_4171_F739_67E8)
    #expect(nameHash([0x66, 0x6F, 0x6F, 0x62, 0x61, 0x72]) == nameHash("foobar"))
  }

  @Test func `the finaliser is that of SplitMix64`() throws {
    let file = try vectors("rng_splitmix64", as: File.self)
    for (seed, words) in [
      (1_234_567, file.seed1234567), (0, file.seed0), (42, file.seed42),
    ] as [(UInt64, [HexWord])] {
      var state = seed
      for word in words {
        state &+= 0x9E37_79B9_7F4A_7C15
        #expect(mix(state) == word.value)
      }
    }
  }

  @Test func `an entity keeps its identity outside loops and has its own word at every visit`() {
    #expect(entityWord(identity: 4711, visit: 0) == 4711)
    var seen: Set<UInt64> = []
    for identity in 0..<100 as Range<UInt64> {
      for visit in 0..<100 as Range<UInt64> {
        seen.insert(entityWord(identity: identity, visit: visit))
      }
    }
    #expect(seen.count == 10_000)
  }
}

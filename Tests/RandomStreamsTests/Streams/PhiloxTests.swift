import RandomStreams
import Testing

/// The generator against published and numpy figures.
struct PhiloxTests {
  /// The file of reference vectors.
  struct File: Decodable {
    struct KnownAnswer: Decodable {
      let gen: String
      let ctr: [HexWord]
      let key: [HexWord]
      let out: [HexWord]
    }
    struct Sequence: Decodable {
      let key: [HexWord]
      let counterBefore: [HexWord]
      let rawU64: [HexWord]
      let double53: [Double]
    }
    struct GridPoint: Decodable {
      let seed: UInt64
      let stream: UInt64
      let replication: UInt64
      let entity: UInt64
      let block: UInt64
      let out: [HexWord]
    }
    let knownAnswers: [KnownAnswer]
    let numpyPhilox4X64: [Sequence]
    let counterGridPhilox4X6410: [GridPoint]
  }

  @Test func `philox gives the published known answers`() throws {
    let answers = try vectors("rng_philox", as: File.self).knownAnswers
      .filter { $0.gen == "philox4x64-10" }
    #expect(answers.count == 3)
    for answer in answers {
      let c = answer.ctr.map { $0.value }
      let block = Philox4x64.block(
        key: (answer.key[0].value, answer.key[1].value), counter: (c[0], c[1], c[2], c[3]))
      #expect([block.0, block.1, block.2, block.3] == answer.out.map { $0.value })
    }
  }

  @Test func `philox gives the words and uniforms of numpy`() throws {
    // numpy raises its 256-bit counter before the first block; a stream's block number is the
    // lowest word, so only sequences whose counter does not carry are read through a stream.
    for sequence in try vectors("rng_philox", as: File.self).numpyPhilox4X64 {
      var counter = sequence.counterBefore.map { $0.value }
      var words: [UInt64] = []
      while words.count < sequence.rawU64.count {
        for index in 0..<4 {
          counter[index] &+= 1
          if counter[index] != 0 { break }
        }
        let block = Philox4x64.block(
          key: (sequence.key[0].value, sequence.key[1].value),
          counter: (counter[0], counter[1], counter[2], counter[3]))
        words += [block.0, block.1, block.2, block.3]
      }
      #expect(words == sequence.rawU64.map { $0.value })
      #expect(words.map { Double($0 >> 11) * 0x1p-53 } == sequence.double53)
    }
  }

  @Test func `a stream reads the counter grid of seed, purpose, entity and replication`() throws {
    let grid = try vectors("rng_philox", as: File.self).counterGridPhilox4X6410
    #expect(grid.count == 72)
    for point in grid {
      var stream = RandomStream(
        seed: point.seed, purpose: point.stream, entity: point.entity,
        replication: point.replication, startingAt: 4 * point.block)
      let words = (0..<4).map { _ in stream.nextWord() }
      #expect(words == point.out.map { $0.value })
    }
  }
}

import RandomStreams
import Testing

/// The addressing of streams and their uniforms.
struct RandomStreamTests {
  private func stream(startingAt draw: UInt64 = 0) -> RandomStream {
    RandomStream(seed: 7, purpose: 11, entity: 13, replication: 17, startingAt: draw)
  }

  @Test func `any draw is reached directly`() {
    var whole = stream()
    for draw in 0..<40 as Range<UInt64> {
      let word = whole.nextWord()
      var late = stream(startingAt: draw)
      let direct = late.nextWord()
      #expect(direct == word)
      var moved = stream()
      _ = moved.nextWord()
      moved.position = draw
      let again = moved.nextWord()
      #expect(again == word)
      #expect(moved.position == draw + 1)
    }
  }

  @Test func `each part of the address gives another stream`() {
    var streams = [
      stream(), RandomStream(seed: 8, purpose: 11, entity: 13, replication: 17),
      RandomStream(seed: 7, purpose: 12, entity: 13, replication: 17),
      RandomStream(seed: 7, purpose: 11, entity: 14, replication: 17),
      RandomStream(seed: 7, purpose: 11, entity: 13, replication: 18),
    ]
    let first = streams.indices.map { streams[$0].nextWord() }
    #expect(Set(first).count == streams.count)
  }

  @Test func `uniforms use the high bits and keep within their interval`() {
    var words = stream()
    var uniforms = stream()
    var open = stream()
    for _ in 0..<1000 {
      let word = words.nextWord()
      let u = uniforms.uniform()
      let v = open.openUniform()
      #expect(u == Double(word >> 11) / 9_007_199_254_740_992)
      #expect(v == (Double(word >> 12) + 0.5) / 4_503_599_627_370_496)
      #expect(u >= 0 && u < 1 && v > 0 && v < 1)
    }
    #expect((Double(UInt64.max >> 12) + 0.5) * 0x1p-52 < 1)
  }

  @Test func `a stream is a plain value: a copy draws the same again`() {
    var one = stream()
    _ = one.uniform()
    var other = one
    let word = one.nextWord()
    let same = other.nextWord()
    #expect(word == same)
  }
}

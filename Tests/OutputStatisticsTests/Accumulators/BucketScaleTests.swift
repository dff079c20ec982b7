import OutputStatistics
import Testing

@Suite struct BucketScaleTests {
  @Test func `Ticks below 2048 have buckets of their own`() {
    for tick in Int64(0)..<2048 {
      #expect(TickScale.bucket(of: tick) == Int(tick))
      #expect(TickScale.middle(of: Int(tick)) == Double(tick))
    }
  }

  @Test func `Buckets of ticks rise with the tick and end within the table`() {
    var last = -1
    for bit in 0..<63 {
      for offset in [Int64(-1), 0, 1] {
        let tick = (Int64(1) << Int64(bit)) + offset
        let bucket = TickScale.bucket(of: tick)
        #expect(offset == -1 || bucket >= last)
        last = bucket
      }
    }
    #expect(TickScale.bucket(of: .max) == TickScale.pageCount * 1024 - 1)
  }

  @Test func `The middle of a bucket is within 2^-11 of every tick in it`() {
    var generator = TestGenerator(state: 41)
    for _ in 0..<200_000 {
      let tick = generator.anyMagnitude()
      let bucket = TickScale.bucket(of: tick)
      let middle = TickScale.middle(of: bucket)
      // The tick as a double may itself be off by 2^-53.
      let error = abs(middle - Double(tick))
      guard error <= Double(tick) * (0x1p-11 + 0x1p-52) else {
        Issue.record("tick \(tick), middle \(middle)")
        return
      }
      if tick < 1 << 50 { #expect(TickScale.bucket(of: Int64(middle)) == bucket) }
    }
  }

  @Test func `Keys of doubles keep order and value, with one zero`() {
    let (least, greatest) = (Double.leastNonzeroMagnitude, Double.greatestFiniteMagnitude)
    let values = [-greatest, -1e9, -1, -least, 0, least, 0.1, 1, 1e300]
    let keys = values.map(RealScale.key)
    #expect(keys == keys.sorted() && Set(keys).count == keys.count)
    #expect(keys.map(RealScale.value) == values)
    #expect(RealScale.key(of: -0.0) == RealScale.key(of: 0.0))
  }

  @Test func `The middle of a bucket is within 2^-11 of every double in it, of either sign`() {
    var generator = TestGenerator(state: 42)
    for _ in 0..<200_000 {
      let value = Double(bitPattern: generator.next())
      guard value.isFinite, abs(value) > 0x1p-1000 else { continue }
      let bucket = RealScale.bucket(of: RealScale.key(of: value))
      let middle = RealScale.middle(of: bucket)
      guard abs(middle - value) <= abs(value) * 0x1p-11,
        bucket >= 0, bucket < RealScale.pageCount * 1024
      else {
        Issue.record("value \(value), middle \(middle)")
        return
      }
    }
    #expect(RealScale.middle(of: RealScale.bucket(of: RealScale.key(of: 0))) == 0)
    #expect(
      RealScale.middle(of: RealScale.bucket(of: RealScale.key(of: -.leastNonzeroMagnitude))) == 0)
  }
}

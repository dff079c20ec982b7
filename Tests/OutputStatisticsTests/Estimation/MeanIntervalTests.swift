import OutputStatistics
import Testing

@Suite struct MeanIntervalTests {
  private struct Vectors: Decodable {
    struct Sample: Decodable {
      struct Interval: Decodable {
        let level: Double
        let half_width: Double
        let lo: Double
        let hi: Double
        let relative: Double
      }
      let name: String
      let data: [Double]
      let mean: Double
      let variance: Double
      let sd: Double
      let intervals: [Interval]
    }
    let mean_ci: [Sample]
  }

  @Test func `Limits are cut off where the mean cannot lie, and the half-width is not`() {
    let shares = [0.98, 1, 1, 0.9]
    let free = MeanInterval(shares)
    let cut = MeanInterval(shares, bounds: 0...1)
    #expect((free.upper ?? 0) > 1 && cut.upper == 1)
    #expect(cut.lower == free.lower && cut.halfWidth == free.halfWidth)
    #expect(MeanInterval(shares.map { 1 - $0 }, bounds: 0...1).lower == 0)
  }

  @Test func `Intervals match the reference, with a great offset and a negative mean`() throws {
    let samples = try vectors("ci_and_comparison", as: Vectors.self).mean_ci
    #expect(samples.count == 6)
    for sample in samples {
      let moments = SampleMoments(sample.data)
      #expect(isNear(moments.mean, sample.mean, 1e-15), "\(sample.name)")
      #expect(isNear(moments.variance, sample.variance, 1e-13), "\(sample.name)")
      #expect(isNear(moments.sd, sample.sd, 1e-13), "\(sample.name)")
      for expected in sample.intervals {
        // The reference counts equal values as certain, which the caller must vouch for.
        let interval = MeanInterval(
          sample.data, level: expected.level, deterministic: sample.name == "constant")
        #expect(isNear(interval.halfWidth, expected.half_width, 1e-10), "\(sample.name)")
        #expect(isNear(interval.lower, expected.lo, 1e-10), "\(sample.name)")
        #expect(isNear(interval.upper, expected.hi, 1e-10), "\(sample.name)")
        #expect(isNear(interval.relativeHalfWidth, expected.relative, 1e-10), "\(sample.name)")
      }
    }
  }

  @Test func `Equal values are no certainty unless the model is vouched to be deterministic`() {
    let constant = MeanInterval([5, 5, 5, 5])
    #expect(constant.width == .constant && constant.mean == 5 && constant.sd == 0)
    #expect(constant.halfWidth == nil && constant.lower == nil && constant.upper == nil)
    let certain = MeanInterval([5, 5, 5, 5], deterministic: true)
    #expect(certain.halfWidth == 0 && certain.lower == 5 && certain.upper == 5)
    #expect(MeanInterval([5, 6], deterministic: true).halfWidth! > 0)
    // One tenth, added ten times, is not one: equal values must still count as equal.
    #expect(MeanInterval(Array(repeating: 0.1, count: 10)).width == .constant)
  }

  @Test func `Fewer than two values have no interval, not even of a deterministic model`() {
    #expect(MeanInterval([]).mean == nil && MeanInterval([]).width == .tooFew)
    let one = MeanInterval([3], deterministic: true)
    #expect(one.mean == 3 && one.sd == nil && one.halfWidth == nil && one.width == .tooFew)
  }

  @Test func `Values too large for a variance give no interval`() {
    #expect(MeanInterval([1e200, -1e200]).width == .notFinite)
    #expect(MeanInterval([1, .infinity]).halfWidth == nil)
    #expect(MeanInterval([1, .nan]).halfWidth == nil)
  }

  @Test func `Skewness is that of Joanes and Gill, whatever the offset`() {
    // G₁ = √(n(n − 1))/(n − 2) · m₃/m₂^1.5 with n = 3.
    let deviations = [1.0, 2, 10].map { $0 - 13.0 / 3 }
    let m2 = deviations.map { $0 * $0 }.reduce(0, +) / 3
    let m3 = deviations.map { $0 * $0 * $0 }.reduce(0, +) / 3
    let expected = m3 / (m2 * m2.squareRoot()) * 6.0.squareRoot()
    #expect(isNear(SampleMoments([1, 2, 10]).skewness, expected, 1e-13))
    #expect(isNear(SampleMoments([1e6 + 1, 1e6 + 2, 1e6 + 10]).skewness, expected, 1e-9))
    #expect(SampleMoments([1, 2]).skewness == nil && SampleMoments([2, 2, 2]).skewness == nil)
    #expect(isNear(SampleMoments([-1, 0, 1]).skewness, 0, 1e-15))
  }

  @Test func `Few and skewed values are flagged, either being absent not`() {
    let skewed = [1.0, 1, 1, 1, 1, 1, 1, 1, 1, 20]
    #expect(MeanInterval(skewed).mayUnderCover)
    #expect(MeanInterval(skewed.map { -$0 }).mayUnderCover)
    #expect(!MeanInterval(skewed + skewed).mayUnderCover)
    #expect(MeanInterval(skewed + skewed.dropLast()).mayUnderCover)
    #expect(!MeanInterval([1, 2, 3, 4, 5]).mayUnderCover)
    #expect(!MeanInterval([1, 2]).mayUnderCover)
  }
}

import CGSL
import RandomStreams
import Testing

/// Arrival times by inversion and by thinning.
struct RateProfileTests {
  /// The file of reference vectors.
  struct File: Decodable {
    struct Constant: Decodable {
      let hours: [Double]
      let ratePerHour: [Double]
      let cumulative: [Double]
      let lambdaMax: Double
      let inversionArrivals: [Double]
      let thinningArrivals: [Double]
      let thinningRejected: Int
    }
    struct Linear: Decodable {
      let knots: [Double]
      let rate: [Double]
      let cumulative: [Double]
      let inversionArrivals: [Double]
    }
    let uniforms1: [Double]
    let uniforms2: [Double]
    let piecewiseConstant: Constant
    let piecewiseLinear: Linear
  }

  @Test func `inversion of a daily profile gives the reference arrivals`() throws {
    let file = try vectors("nhpp", as: File.self)
    let reference = file.piecewiseConstant
    let profile = try RateProfile(
      breaks: reference.hours, rates: reference.ratePerHour, period: 24)
    #expect(profile.cumulated == reference.cumulative)
    #expect(profile.peak == reference.lambdaMax)
    var sum = 0.0
    var cursor = RateProfile.Cursor()
    #expect(reference.inversionArrivals.count == 60)
    for (u, expected) in zip(file.uniforms1, reference.inversionArrivals) {
      sum += -log1p(-u)
      let arrival = try #require(profile.inverse(sum))
      #expect(isClose(arrival, expected, relative: 1e-12))
      let advanced = cursor.advance(to: sum, in: profile)
      #expect(advanced == arrival)
    }
  }

  @Test func `thinning under the daily peak gives the reference arrivals`() throws {
    let file = try vectors("nhpp", as: File.self)
    let reference = file.piecewiseConstant
    let profile = try RateProfile(
      breaks: reference.hours, rates: reference.ratePerHour, period: 24)
    var time = 0.0
    var arrivals: [Double] = []
    var rejected = 0
    for (gap, test) in zip(file.uniforms1, file.uniforms2) {
      let candidate = ThinningCandidate(
        after: time, bound: reference.lambdaMax, gap: gap, test: test,
        rate: { profile.rate(at: $0) })
      time = candidate.time
      switch candidate.verdict {
      case .accepted: arrivals.append(time)
      case .rejected: rejected += 1
      case .rateOutOfBounds: Issue.record("no rate is above the peak")
      }
      if arrivals.count == reference.thinningArrivals.count { break }
    }
    #expect(arrivals.count == 60)
    #expect(rejected == reference.thinningRejected)
    for (arrival, expected) in zip(arrivals, reference.thinningArrivals) {
      #expect(isClose(arrival, expected, relative: 1e-12))
    }
  }

  @Test func `thinning says so when the rate exceeds its bound`() {
    for rate in [2.0, -1, .nan] {
      let candidate = ThinningCandidate(after: 0, bound: 1, gap: 0.5, test: 0.5) { _ in rate }
      #expect(candidate.verdict == .rateOutOfBounds)
    }
  }

  @Test func `inversion of a piecewise linear profile gives the reference arrivals`() throws {
    let file = try vectors("nhpp", as: File.self)
    let reference = file.piecewiseLinear
    let profile = try LinearRateProfile(knots: reference.knots, rates: reference.rate)
    #expect(profile.cumulated == reference.cumulative)
    var sum = 0.0
    #expect(reference.inversionArrivals.count == 40)
    for (u, expected) in zip(file.uniforms1, reference.inversionArrivals) {
      sum += -log1p(-u)
      #expect(isClose(try #require(profile.inverse(sum)), expected, relative: 1e-12))
    }
    #expect(profile.inverse(120.5) == nil)
  }

  @Test func `nothing arrives while the rate is zero`() throws {
    let profile = try RateProfile(
      breaks: [0, 8, 12, 13, 17], rates: [0, 2, 0, 2, 0], period: 24)
    #expect(profile.total == 16)
    #expect(profile.inverse(1) == 8.5)
    #expect(profile.inverse(8) == 12)
    #expect(profile.inverse(9) == 13.5)
    #expect(profile.inverse(16) == 17)
    #expect(profile.inverse(17) == 32.5)
    #expect(profile.cumulative(at: 12.5) == 8)
    #expect(profile.cumulative(at: 24 + 13) == 24)
    #expect(profile.rate(at: 24 + 12.5) == 0)
  }

  @Test func `what is never expected is never reached`() throws {
    #expect(try RateProfile(breaks: [0], rates: [0], period: 24).inverse(1) == nil)
    let ending = try RateProfile(breaks: [0, 10], rates: [1, 0])
    #expect(ending.inverse(10) == 10)
    #expect(ending.inverse(10.5) == nil)
    let faint = try RateProfile(breaks: [0, 1], rates: [1e-60, 0], period: 24)
    #expect(faint.inverse(1) == nil)
    let rare = try RateProfile(breaks: [0, 1], rates: [0x1p-40, 0], period: 24)
    #expect(rare.inverse(1) == 24 * 0x1p40 - 23)
    let lasting = try RateProfile(breaks: [0, 10], rates: [0, 2])
    #expect(lasting.inverse(1) == 10.5)
    #expect(lasting.cumulative(at: 1e6) == 2 * (1e6 - 10))
  }

  @Test func `the cursor agrees with the search to the bit over many periods`() throws {
    let profile = try RateProfile(
      breaks: [0, 1.1, 2.7, 5.3], rates: [0.7, 0, 3.1, 0.01], period: 7.3)
    var cursor = RateProfile.Cursor()
    var stream = RandomStream(seed: 1, purpose: 2, entity: 0, replication: 0)
    var sum = 0.0
    var previous = 0.0
    for draw in 0..<20_000 {
      // Now and then a gap of many periods.
      sum += -log1p(-stream.uniform()) * (draw % 100 == 0 ? 500 : 1)
      let next = cursor.advance(to: sum, in: profile)
      let arrival = try #require(next)
      #expect(arrival == profile.inverse(sum))
      #expect(arrival >= previous)
      #expect(isClose(profile.cumulative(at: arrival), sum, relative: 1e-9))
      previous = arrival
    }
  }

  @Test func `profiles without sense are refused`() {
    let cases: [(breaks: [Double], rates: [Double], period: Double?)] = [
      ([], [], nil), ([0], [1, 2], nil), ([1], [1], nil), ([0, 2, 2], [1, 1, 1], nil),
      ([0, 3, 2], [1, 1, 1], nil), ([0], [-1], nil), ([0], [.nan], nil), ([0], [.infinity], nil),
      ([0, 5], [1, 1], 5), ([0, .nan], [1, 1], nil), ([0], [1], 0), ([0], [1], .nan),
    ]
    for bad in cases {
      #expect(throws: ParameterProblem.self, "\(bad)") {
        try RateProfile(breaks: bad.breaks, rates: bad.rates, period: bad.period)
      }
    }
  }
}

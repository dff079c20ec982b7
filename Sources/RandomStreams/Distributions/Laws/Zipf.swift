import CGSL

extension DistributionEntry {
  static let zipf = DistributionEntry(
    name: "zipf",
    summary: "The rank of what is asked for, where few kinds are common and most are rare.",
    forms: [
      Form([
        .number("exponent", "how much rarer each rank is: rank k occurs as often as 1/k^exponent"),
        .number(
          "n",
          "how many ranks there are; without end if it is not given, and then the exponent "
            + "is above 2", default: .infinity),
      ]) { p throws(ParameterProblem) in try .zipf(exponent: p[0], n: p[1]) }
    ],
    example: #"{ "zipf": { "exponent": 1.1, "n": 200 } }"#)
}

extension Distribution {
  /// A whole number from 1 on whose probabilities fall as a power of it.
  package static func zipf(
    exponent: Double, n: Double = .infinity
  ) throws(ParameterProblem) -> Distribution {
    try Check.within(0...100, exponent, "exponent")
    if n == .infinity {
      // With 2 or less the mean would be infinite.
      try Check.that(
        exponent > 2, "exponent", exponent, "must be greater than 2 where “n” is not given")
    } else {
      try Check.whole(1...1e15, n, "n")
    }
    return Distribution(.zipf, exponent, n)
  }
}

/// p0 = exponent, p1 = the greatest rank, perhaps infinite; drawn by rejection-inversion.
enum ZipfLaw: Law {
  /// The ranks below this one are summed one by one.
  private static let firstOfTail = 16.0

  /// The sum of k^-s from rank `firstOfTail` to `last`, by Euler and Maclaurin's formula: with
  /// four corrections its error is far below a rounding error.
  private static func tail(_ s: Double, upTo last: Double) -> Double {
    let first = firstOfTail
    if last < first { return 0 }
    // The terms at one end: half the summand, and the corrections B_2k/(2k)! of its derivatives.
    func ends(_ x: Double) -> (half: Double, corrections: Double) {
      if x == .infinity { return (0, 0) }
      let f = pow(x, -s)
      var (derivative, sum) = (-s * f / x, 0.0)
      let factors = [1.0 / 12, -1.0 / 720, 1.0 / 30240, -1.0 / 1_209_600]
      for (index, factor) in factors.enumerated() {
        sum += factor * derivative
        let order = Double(2 * index + 1)
        derivative *= (s + order) * (s + order + 1) / (x * x)
      }
      return (f / 2, sum)
    }
    let (a, b) = (ends(first), ends(last))
    return integral(s, from: first, to: last) + a.half + b.half + (b.corrections - a.corrections)
  }

  /// The integral of x^-s.
  private static func integral(_ s: Double, from a: Double, to b: Double) -> Double {
    if b == .infinity { return s > 1 ? pow(a, 1 - s) / (s - 1) : .infinity }
    let length = log(b / a)
    return pow(a, 1 - s) * length * relativeExponential((1 - s) * length)
  }

  /// (e^x - 1) / x, which is 1 at 0.
  private static func relativeExponential(_ x: Double) -> Double {
    abs(x) < 1e-8 ? 1 + x / 2 : expm1(x) / x
  }

  /// The sum of k^-s from 1 to `last`.
  private static func sum(_ s: Double, upTo last: Double) -> Double {
    var head = 0.0
    var k = min(last, firstOfTail - 1)
    while k >= 1 {
      head += pow(k, -s)
      k -= 1
    }
    return head + tail(s, upTo: last)
  }

  /// Hörmann and Derflinger, “Rejection-inversion to generate variates from monotone discrete
  /// distributions”, ACM TOMACS 6 (1996): a continuous law over the ranks is inverted, and rounded
  /// ranks are kept with a probability that never falls below a half or so.
  static func sample(
    _ d: Distribution, _ stream: inout RandomStream, _ tables: Span<Double>
  ) -> Double {
    let s = d.p0
    // The integral of x^-s from 1, and its inverse.
    func area(_ x: Double) -> Double {
      if x == .infinity { return 1 / (s - 1) }
      let length = log(x)
      return length * relativeExponential((1 - s) * length)
    }
    func inverse(_ area: Double) -> Double {
      let t = max(area * (1 - s), -1)
      let length = abs(t) < 1e-8 ? area * (1 - t / 2) : log1p(t) / (1 - s)
      return exp(length)
    }
    // Rank 1 is given the area 1 below x = 1.5.
    let low = area(1.5) - 1
    let high = area(d.p1 + 0.5)
    while true {
      let u = high + stream.openUniform() * (low - high)
      let x = inverse(u)
      let rank = min(max((x + 0.5).rounded(.down), 1), min(d.p1, 0x1p53))
      if u >= area(rank + 0.5) - pow(rank, -s) { return rank }
    }
  }

  static func mean(_ d: Distribution, _ tables: Span<Double>) -> Double {
    1 + momentAboutOne(1, d) / sum(d.p0, upTo: d.p1)
  }

  /// The sum of (k - 1)^power k^-s, in which nothing of the small ranks cancels.
  private static func momentAboutOne(_ power: Int, _ d: Distribution) -> Double {
    var head = 0.0
    var k = min(d.p1, firstOfTail - 1)
    while k > 1 {
      head += (power == 1 ? k - 1 : (k - 1) * (k - 1)) * pow(k, -d.p0)
      k -= 1
    }
    let s = d.p0
    if d.p1 == .infinity, power == 2, s <= 3 { return .infinity }
    let first = tail(s - 1, upTo: d.p1)
    if power == 1 { return head + first - tail(s, upTo: d.p1) }
    return head + tail(s - 2, upTo: d.p1) - 2 * first + tail(s, upTo: d.p1)
  }

  static func variance(_ d: Distribution, _ tables: Span<Double>) -> Double {
    let all = sum(d.p0, upTo: d.p1)
    let first = momentAboutOne(1, d) / all
    return momentAboutOne(2, d) / all - first * first
  }

  static func cdf(_ x: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    sum(d.p0, upTo: x.rounded(.down)) / sum(d.p0, upTo: d.p1)
  }

  static func quantile(_ p: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    let all = sum(d.p0, upTo: d.p1)
    return MonotoneSearch.whole(from: 1, guess: 1) {
      $0 < d.p1 && sum(d.p0, upTo: $0) / all < p
    }
  }

  static func support(
    _ d: Distribution, _ tables: Span<Double>
  ) -> (lower: Double, upper: Double) { (1, d.p1) }
}

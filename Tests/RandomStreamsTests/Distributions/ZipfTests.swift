import Foundation
import RandomStreams
import Testing

/// Ranks whose tail is so heavy that sample variances tell nothing.
@Suite struct `Zipf ranks` {
  /// Seed fixed; six comparisons of 1e-4 each.
  @Test func `have their law by chi squared, whatever the exponent`() throws {
    for (exponent, n) in [
      (3.5, Double.infinity), (2.01, .infinity), (2.5, 1e5), (1, 1e6), (0.4, 1e9), (1.5, 2),
    ] {
      let law = try Distribution.zipf(exponent: exponent, n: n)
      var stream = RandomStream(
        seed: 20_260_105, purpose: nameHash("zipf"), entity: 1, replication: 0)
      let none = [Double]()
      let values = (0..<50_000).map { _ in law.sample(&stream, tables: none.span) }.sorted()
      #expect(values.allSatisfy { $0 == $0.rounded() && $0 >= 1 && $0 <= n })
      // A law with as many values as these is compared over classes.
      let rounded =
        n < 1e7 || n == .infinity ? values : values.map { ($0 / 1e6).rounded(.up) * 1e6 }
      let p = SampleCheck.chiSquared(rounded, law, [])
      #expect(p > 1e-4, "\(exponent) \(n): \(p)")
    }
  }

  @Test func `are summed to the last digits`() throws {
    // Against sums of all terms, smallest first.
    for (exponent, n) in [(0.0, 40.0), (0.5, 3000), (1, 100_000), (1.7, 17), (3, 16), (30, 15)] {
      let law = try Distribution.zipf(exponent: exponent, n: n)
      let none = [Double]()
      var (all, first, second) = (0.0, 0.0, 0.0)
      for k in stride(from: n, through: 1, by: -1) { all += pow(k, -exponent) }
      for k in stride(from: n, through: 1, by: -1) { first += k * pow(k, -exponent) / all }
      for k in stride(from: n, through: 1, by: -1) {
        second += (k - first) * (k - first) * pow(k, -exponent) / all
      }
      #expect(isClose(law.mean(tables: none.span), first, relative: 1e-12), "\(exponent) \(n)")
      #expect(isClose(law.variance(tables: none.span), second, relative: 1e-10), "\(exponent) \(n)")
      var sum = 0.0
      for k in 1...Int(min(n, 100)) {
        sum += pow(Double(k), -exponent) / all
        #expect(isClose(law.cdf(Double(k), tables: none.span), sum, relative: 1e-12))
      }
    }
    // Riemann's zeta(4) / zeta(5) and zeta(3) / zeta(5), from the values of the function.
    let law = try Distribution.zipf(exponent: 5)
    let (three, four, five) = (1.2020569031595942, 1.0823232337111382, 1.0369277551433699)
    #expect(isClose(law.mean(tables: [Double]().span), four / five, relative: 1e-13))
    let variance = three / five - (four / five) * (four / five)
    #expect(isClose(law.variance(tables: [Double]().span), variance, relative: 1e-12))
  }

  @Test func `take whatever number the exponent gives up to 100`() throws {
    let law = try Distribution.zipf(exponent: 100, n: 1e15)
    var stream = RandomStream(seed: 1, purpose: 2, entity: 3, replication: 4)
    for _ in 0..<1000 {
      let rank = law.sample(&stream, tables: [Double]().span)
      #expect(rank == 1)
    }
  }
}

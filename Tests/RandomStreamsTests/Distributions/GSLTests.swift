import CGSL
import RandomStreams
import Testing

/// Our streams lent to GSL, and our formulas beside its own.
struct GSLTests {
  private func stream() -> RandomStream {
    RandomStream(seed: 20_260_105, purpose: nameHash("gsl"), entity: 1, replication: 0)
  }

  @Test func `an exponential drawn in place has the bits of GSL`() throws {
    let exponential = try Distribution.exponential(mean: 7.3)
    var ours = stream()
    var theirs = stream()
    for _ in 0..<100_000 {
      let x = exponential.sample(&ours, tables: [Double]().span)
      let y = withGSL(&theirs) { gsl_ran_exponential($0, 7.3) }
      if x.bitPattern != y.bitPattern {
        Issue.record("\(x) is not \(y)")
        break
      }
    }
  }

  @Test func `a uniform drawn in place has the bits of GSL`() throws {
    let uniform = try Distribution.uniform(min: 3.1, max: 17.9)
    var ours = stream()
    var theirs = stream()
    for _ in 0..<100_000 {
      let x = uniform.sample(&ours, tables: [Double]().span)
      let y = withGSL(&theirs) { gsl_ran_flat($0, 3.1, 17.9) }
      if x.bitPattern != y.bitPattern {
        Issue.record("\(x) is not \(y)")
        break
      }
    }
  }

  @Test func `GSL reads the stream that it is lent and leaves it advanced`() {
    var lent = stream()
    var own = stream()
    withGSL(&lent) { generator in
      let word = UInt(own.nextWord() >> 32)
      #expect(gsl_rng_get(generator) == word)
      let uniform = own.uniform()
      #expect(gsl_rng_uniform(generator) == uniform)
      #expect(gsl_rng_max(generator) == 0xFFFF_FFFF)
      #expect(gsl_rng_min(generator) == 0)
      #expect(String(cString: gsl_rng_name(generator)) == "kendall-philox4x64")
    }
    #expect(lent.position == 2)
    let next = lent.nextWord()
    let expected = own.nextWord()
    #expect(next == expected)
  }

  @Test func `GSL answers with no number instead of aborting`() {
    GSLErrors.silence()
    #expect(gsl_cdf_gamma_Pinv(2, 1, 1).isNaN)
  }
}

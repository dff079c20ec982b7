import KendallTestSupport
import Testing

/// Whole experiments against closed forms: intervals hold the truth as often as they say.
///
/// 1,000 experiments with seeds of their own, in release builds alone. An interval that covers in 95 %
/// of all experiments does so in fewer than 93 % or more than 97 % of 1,000 once in 250 sets of seeds.
#if !DEBUG
  @Suite("Coverage of intervals", .serialized) struct CoverageTests {
    private static let experiments = 1000

    private func check(_ tally: CoverageTally) {
      #expect(tally.experiments == Self.experiments && tally.nominal == 0.95)
      #expect(
        tally.share >= 0.93 && tally.share <= 0.97,
        "\(tally.name) is covered in \(tally.covered), bias \(tally.bias) half-widths")
    }

    @Test func `means, shares, percentiles and differences are covered in 93 to 97 %`()
      async throws
    {
      let result = try await CoverageStudy.figures().run(
        experiments: Self.experiments, threads: 2)
      for tally in result.tallies where tally.nominal == 0.95 { check(tally) }
      #expect(result.tallies.count { $0.nominal == 0.95 } == 9)
      // Bonferroni's intervals hold together at least so often.
      let together = try #require(result.together)
      #expect(together >= 930, "\(together) of \(Self.experiments)")
    }

    @Test func `a run that ends once it is precise is covered as one of fixed length`() async throws
    {
      let result = try await CoverageStudy.sequential(percent: 10).run(
        experiments: Self.experiments, threads: 2)
      for tally in result.tallies { check(tally) }
      #expect(result.capped == 0)
      // The rule has to have had something to do: more than its floor of ten.
      #expect(result.meanReplications > 12, "\(result.meanReplications)")
    }
  }
#endif

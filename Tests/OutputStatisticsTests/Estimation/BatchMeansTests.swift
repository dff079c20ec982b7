import OutputStatistics
import Testing

@Suite struct BatchMeansTests {
  private struct Vectors: Decodable {
    struct Plain: Decodable {
      let batch_size: Int
      let batches: Int
      let mean: Double
      let batch_mean_variance: Double
      let variance_parameter: Double
      let half_width95: Double
      let lag1: Double
      let von_neumann_ratio: Double
      let von_neumann_C: Double
    }
    struct Overlapping: Decodable {
      let batch_size: Int
      let variance_parameter: Double
      let df: Double
      let half_width95: Double
    }
    let data: [Double]
    let nbm: [Plain]
    let obm: [Overlapping]
    let autocorrelation_0_20: [Double]
  }

  @Test func `batch means, their interval and correlation are those of the reference`() throws {
    let reference = try vectors("batch_means", as: Vectors.self)
    let series = Array(reference.data.prefix(1024))
    for row in reference.nbm {
      let means = try #require(BatchMeans(series, batches: row.batches))
      #expect(means.size == row.batch_size && means.count == row.batches)
      #expect(isNear(means.interval.mean, row.mean, 1e-12))
      #expect(isNear(means.interval.moments.variance, row.batch_mean_variance, 1e-10))
      #expect(isNear(means.varianceParameter, row.variance_parameter, 1e-10))
      #expect(isNear(means.interval.halfWidth, row.half_width95, 1e-10))
      #expect(isNear(means.lag1, row.lag1, 1e-10))
      #expect(isNear(means.ratio, row.von_neumann_ratio, 1e-10))
      #expect(isNear(means.correlationStatistic, row.von_neumann_C, 1e-10))
      // Only the shortest batches of the reference are still correlated: C = 2.09.
      #expect(means.isCorrelated() == (row.batch_size == 8))
      // Among twenty such series 2.09 is nothing special.
      #expect(means.isCorrelated(tests: 20) == false)
    }
  }

  @Test func `overlapping batch means are those of the reference`() throws {
    let reference = try vectors("batch_means", as: Vectors.self)
    let series = Array(reference.data.prefix(1024))
    for row in reference.obm {
      let means = try #require(OverlappingBatchMeans(series, size: row.batch_size))
      #expect(isNear(means.varianceParameter, row.variance_parameter, 1e-10))
      #expect(isNear(means.degreesOfFreedom, row.df, 1e-12))
      #expect(isNear(means.halfWidth, row.half_width95, 1e-10))
    }
    let lags = Autocorrelation.values(of: series, upTo: 20)
    #expect(lags.count == 21)
    for (value, expected) in zip(lags, reference.autocorrelation_0_20) {
      #expect(abs(value - expected) < 1e-10)
    }
  }

  @Test func `the oldest values are left out, and equal ones say nothing of correlation`() {
    let means = BatchMeans([100, 1, 2, 3, 4], batches: 2)
    #expect(means?.size == 2 && means?.interval.mean == 2.5)
    #expect(BatchMeans([1], batches: 2) == nil)
    #expect(BatchMeans([1, 1, 1], batches: 3)?.isCorrelated() == nil)
    #expect(OverlappingBatchMeans([1, 2, 3], size: 2) == nil)
  }
}

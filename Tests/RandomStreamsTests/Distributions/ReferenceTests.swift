import RandomStreams
import Testing

/// Moments, probabilities and quantiles against scipy.
struct ReferenceTests {
  static func rows() throws -> [ReferenceRow] {
    try vectors("distributions", as: ReferenceRow.File.self).distributions
  }

  @Test func `every law of the reference file is offered`() throws {
    var offered = 0
    for row in try Self.rows() {
      var tables: [Double] = []
      let distribution = try row.distribution(appendingTo: &tables)
      #expect((distribution == nil) == (row.name == ReferenceRow.aboutTwo), "\(row.name)")
      offered += distribution == nil ? 0 : 1
    }
    #expect(offered == 52)
  }

  @Test func `means and variances agree to 1e-9`() throws {
    for row in try Self.rows() {
      var tables: [Double] = []
      guard let distribution = try row.distribution(appendingTo: &tables) else { continue }
      let mean = distribution.mean(tables: tables.span)
      let variance = distribution.variance(tables: tables.span)
      #expect(
        isClose(mean, try #require(row.mean), relative: 1e-9), "\(row.name) \(row.params) \(mean)")
      #expect(
        isClose(variance, try #require(row.variance), relative: 1e-9),
        "\(row.name) \(row.params) \(variance)")
    }
  }

  @Test func `cumulated probabilities agree to 1e-12`() throws {
    for row in try Self.rows() {
      var tables: [Double] = []
      guard let distribution = try row.distribution(appendingTo: &tables) else { continue }
      for point in row.cdf ?? [] {
        let p = distribution.cdf(point[0], tables: tables.span)
        #expect(abs(p - point[1]) <= 1e-12, "\(row.name) \(row.params) \(point) \(p)")
      }
    }
  }

  @Test func `quantiles agree to 1e-9 and those of counts exactly`() throws {
    for row in try Self.rows() {
      var tables: [Double] = []
      guard let distribution = try row.distribution(appendingTo: &tables) else { continue }
      for point in row.quantiles ?? [] {
        let quantile = distribution.quantile(point[0], tables: tables.span)
        let x = try #require(quantile)
        #expect(
          isClose(x, point[1], relative: row.kind == "discrete" ? 0 : 1e-9),
          "\(row.name) \(row.params) \(point) \(x)")
      }
    }
  }

  @Test func `a choice gives the smallest value whose cumulated weight exceeds the uniform`() throws
  {
    let row = try #require(try Self.rows().first { $0.name == "discrete_empirical" })
    var tables: [Double] = [1, 2, 3]
    let choice = try #require(try row.distribution(appendingTo: &tables))
    #expect(choice.offset == 3)
    for point in try #require(row.inverse) where point[0] > 0 {
      let x = choice.quantile(point[0], tables: tables.span)
      #expect(x == point[1])
    }
    var stream = RandomStream(seed: 1, purpose: 1, entity: 1, replication: 1)
    var copy = stream
    for _ in 0..<2000 {
      let u = copy.uniform()
      let expected = [(5.0, 3.0), (8, 5), (10, 12), (11, 20)].first { u < $0.0 / 11 }
      let drawn = choice.sample(&stream, tables: tables.span)
      #expect(drawn == expected?.1)
    }
  }
}

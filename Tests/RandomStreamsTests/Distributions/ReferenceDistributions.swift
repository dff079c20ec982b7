import RandomStreams

/// One row of distributions.json.
struct ReferenceRow: Decodable {
  let name: String
  let params: [String: Numbers]
  let kind: String
  let mean: Double?
  let variance: Double?
  let cdf: [[Double]]?
  let quantiles: [[Double]]?
  let inverse: [[Double]]?
  let truncatedMean: Double?
  let truncatedMedian: Double?
  let clampedMean: Double?
  let clampedMedian: Double?

  struct File: Decodable {
    let distributions: [ReferenceRow]
  }

  /// The row that is about two laws; `NestedTests` tests them.
  static let aboutTwo = "gamma_truncated_vs_clamped"

  /// The value of a parameter.
  private func value(_ name: String) -> Double {
    if case .one(let value)? = params[name] { return value }
    return .nan
  }

  /// The values of a list parameter.
  private func list(_ name: String) -> [Double] {
    if case .many(let values)? = params[name] { return values }
    return []
  }

  /// The distribution that the row is about; nil where it is about two.
  func distribution(appendingTo tables: inout [Double]) throws -> Distribution? {
    switch name {
    case "exponential": return try .exponential(mean: value("mean"))
    case "gamma": return try .gamma(shape: value("shape"), scale: value("scale"))
    case "erlang": return try .erlang(k: value("k"), mean: value("mean"))
    case "lognormal_by_mean_sd": return try .lognormal(mean: value("mean"), sd: value("sd"))
    case "weibull": return try .weibull(shape: value("shape"), scale: value("scale"))
    case "beta":
      return try .beta(a: value("a"), b: value("b"), min: value("min"), max: value("max"))
    case "pert":
      return try .pert(
        min: value("min"), mode: value("mode"), max: value("max"), lambda: value("lambda_"))
    case "triangular":
      return try .triangular(min: value("min"), mode: value("mode"), max: value("max"))
    case "uniform": return try .uniform(min: value("min"), max: value("max"))
    case "normal": return try .normal(mean: value("mean"), sd: value("sd"))
    case "loglogistic": return try .loglogistic(shape: value("shape"), scale: value("scale"))
    case "truncated_normal":
      let upper = value("max")
      return try .normal(
        mean: value("mu"), sd: value("sigma"), min: value("min"),
        max: upper.isNaN ? .infinity : upper)
    case "hyperexponential":
      return try .hyperexponential(
        shares: list("p"), means: list("means"), appendingTo: &tables)
    case "hyperexponential_balanced_fit":
      return try .hyperexponential(mean: value("mean"), cv: value("cv2").squareRoot())
    case "discrete_empirical":
      return try .choice(
        values: list("values"), weights: list("weights"), appendingTo: &tables)
    case "poisson": return try .poisson(mean: value("mean"))
    case "binomial": return try .binomial(n: value("n"), p: value("p"))
    case "negative_binomial": return try .negativeBinomial(r: value("r"), p: value("p"))
    case "geometric_from_1": return try .geometric(p: value("p"))
    case "bernoulli":
      let index = Distributions.index(of: "bernoulli")
      return try index.map { try Distributions.make(entry: $0, form: 0, value("p")) }
    case "pearson5": return try .pearson5(shape: value("shape"), scale: value("scale"))
    case "pearson6":
      return try .pearson6(
        shape1: value("shape1"), shape2: value("shape2"), scale: value("scale"))
    case "grouped_continuous_empirical":
      return try .histogram(
        breaks: list("breaks"), weights: list("fractions"), appendingTo: &tables)
    case "zipf_finite": return try .zipf(exponent: value("s"), n: value("n"))
    case "zipf_infinite": return try .zipf(exponent: value("s"))
    default: return nil
    }
  }
}

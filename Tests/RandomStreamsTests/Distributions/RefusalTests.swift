import RandomStreams
import Testing

/// What the distributions refuse.
struct RefusalTests {
  /// Makes an entry of the catalogue from its first form that takes so many values.
  private func make(_ name: String, _ form: Int, _ values: [Double]) throws -> Distribution {
    let index = try #require(Distributions.index(of: name))
    return try Distributions.catalogue[index].forms[form].make(values)
  }

  /// A parameter that must be refused, by name.
  struct Case {
    let name: String
    var form = 0
    let values: [Double]
    let parameter: String
  }

  static let cases: [Case] = [
    Case(name: "constant", values: [.infinity], parameter: "value"),
    Case(name: "exponential", values: [-5], parameter: "mean"),
    Case(name: "exponential", values: [0], parameter: "mean"),
    Case(name: "exponential", values: [.infinity], parameter: "mean"),
    Case(name: "exponential", values: [1e-300], parameter: "mean"),
    Case(name: "exponential", values: [1e300], parameter: "mean"),
    Case(name: "uniform", values: [5, 5], parameter: "max"),
    Case(name: "uniform", values: [9, 5], parameter: "max"),
    Case(name: "gamma", form: 2, values: [0, 1], parameter: "shape"),
    Case(name: "gamma", form: 2, values: [-0.5, 1], parameter: "shape"),
    Case(name: "gamma", form: 2, values: [1e300, 1], parameter: "shape"),
    Case(name: "gamma", form: 2, values: [2, 0], parameter: "scale"),
    Case(name: "gamma", values: [10, 0], parameter: "sd"),
    Case(name: "gamma", values: [1, 1e9], parameter: "sd"),
    Case(name: "gamma", form: 1, values: [10, -1], parameter: "cv"),
    Case(name: "erlang", values: [2.5, 10], parameter: "k"),
    Case(name: "erlang", values: [0, 10], parameter: "k"),
    Case(name: "weibull", values: [0, 10], parameter: "shape"),
    Case(name: "weibull", values: [-1, 10], parameter: "shape"),
    Case(name: "weibull", values: [2, -10], parameter: "scale"),
    Case(name: "weibull", form: 2, values: [2, 0], parameter: "cv"),
    Case(name: "beta", values: [0, 0, 0, 1], parameter: "a"),
    Case(name: "beta", values: [2, 0, 0, 1], parameter: "b"),
    Case(name: "beta", values: [2, 3, 1, 0], parameter: "max"),
    Case(name: "pert", values: [5, 3, 9], parameter: "mode"),
    Case(name: "pert", values: [5, 10, 9], parameter: "mode"),
    Case(name: "pert", values: [5, 7, 9, 0], parameter: "lambda"),
    Case(name: "triangular", values: [5, 3, 9], parameter: "mode"),
    Case(name: "triangular", values: [5, 11, 9], parameter: "mode"),
    Case(name: "triangular", values: [5, 5, 5], parameter: "max"),
    Case(name: "lognormal", values: [10, -1], parameter: "sd"),
    Case(name: "lognormal", values: [10, 0], parameter: "sd"),
    Case(name: "lognormal", values: [-10, 1], parameter: "mean"),
    Case(name: "lognormal", form: 2, values: [1, 1000], parameter: "sigma"),
    Case(name: "normal", values: [10, 0], parameter: "sd"),
    Case(name: "normal", values: [10, -2], parameter: "sd"),
    Case(name: "normal", values: [10, 2, 12, 11], parameter: "max"),
    Case(name: "normal", values: [0, 1, 50], parameter: "min"),
    Case(name: "normal", values: [0, 1, -.infinity, -50], parameter: "max"),
    Case(name: "loglogistic", values: [1, 5], parameter: "shape"),
    Case(name: "hyperexponential", values: [5, 0.9], parameter: "cv"),
    Case(name: "poisson", values: [-1], parameter: "mean"),
    Case(name: "poisson", values: [5e9], parameter: "mean"),
    Case(name: "poisson", values: [1e12], parameter: "mean"),
    Case(name: "poisson", values: [.infinity], parameter: "mean"),
    Case(name: "binomial", values: [10, 1.1], parameter: "p"),
    Case(name: "binomial", values: [10.5, 0.5], parameter: "n"),
    Case(name: "binomial", values: [-1, 0.5], parameter: "n"),
    Case(name: "negativeBinomial", values: [3, 0], parameter: "p"),
    Case(name: "negativeBinomial", values: [0, 0.5], parameter: "r"),
    Case(name: "negativeBinomial", values: [1e6, 1e-6], parameter: "r"),
    Case(name: "geometric", values: [0], parameter: "p"),
    Case(name: "geometric", values: [1.5], parameter: "p"),
    Case(name: "pearson5", form: 1, values: [1, 5], parameter: "shape"),
    Case(name: "pearson5", values: [5, 0], parameter: "sd"),
    Case(name: "pearson6", values: [0, 3, 5], parameter: "shape1"),
    Case(name: "pearson6", values: [2, 1, 5], parameter: "shape2"),
    Case(name: "inverseGaussian", values: [-5, 1], parameter: "mean"),
    Case(name: "inverseGaussian", form: 2, values: [5, 1e300], parameter: "shape"),
    Case(name: "pareto", values: [0, 3], parameter: "min"),
    Case(name: "pareto", form: 1, values: [10, 9], parameter: "mean"),
    Case(name: "lomax", values: [10, 1], parameter: "cv"),
    Case(name: "gumbel", values: [10, 0], parameter: "sd"),
    Case(name: "gumbelMin", form: 1, values: [10, -1], parameter: "scale"),
    Case(name: "johnsonSU", values: [1e300, 1, 0, 1], parameter: "gamma"),
    Case(name: "johnsonSB", values: [0, 0, 0, 1], parameter: "delta"),
    Case(name: "johnsonSB", values: [0, 1, 5, 1], parameter: "max"),
    Case(name: "hypoexponential", values: [10, 1.2], parameter: "cv"),
    Case(name: "coxian", values: [10, 0.5], parameter: "cv"),
    Case(name: "discreteUniform", values: [6, 1], parameter: "max"),
    Case(name: "discreteUniform", values: [0.5, 1], parameter: "min"),
    Case(name: "bernoulli", values: [1.5], parameter: "p"),
  ]

  @Test func `parameters without sense are refused by name`() throws {
    for bad in Self.cases {
      let problem = #expect(throws: ParameterProblem.self, "\(bad)") {
        try make(bad.name, bad.form, bad.values)
      }
      #expect(problem?.parameter == bad.parameter, "\(bad)")
      #expect(problem?.requirement.hasPrefix("must ") == true, "\(bad)")
      #expect(bad.values.contains { $0 == problem?.value }, "\(bad)")
    }
  }

  @Test func `not a number is refused in every parameter of every form`() throws {
    for entry in Distributions.catalogue {
      for (form, values) in zip(entry.forms, try #require(CatalogueTests.values[entry.name])) {
        for index in values.indices {
          var bad = values
          bad[index] = .nan
          let problem = #expect(throws: ParameterProblem.self, "\(entry.name)") {
            try form.make(bad)
          }
          #expect(problem?.parameter == form.parameters[index].name)
          #expect(problem?.value.isNaN == true)
        }
      }
    }
  }

  @Test func `infinity is refused wherever it is no default`() throws {
    for entry in Distributions.catalogue {
      for (form, values) in zip(entry.forms, try #require(CatalogueTests.values[entry.name])) {
        for index in values.indices {
          for infinity in [Double.infinity, -.infinity]
          where form.parameters[index].optionalDefault != infinity {
            var bad = values
            bad[index] = infinity
            #expect(throws: ParameterProblem.self, "\(entry.name) \(bad)") { try form.make(bad) }
          }
        }
      }
    }
  }

  @Test func `lists without sense are refused and leave the tables as they were`() {
    let choices: [(values: [Double], weights: [Double])] = [
      ([], []), ([1, 2], [0, 0]), ([1, 2], [1, -1]), ([1, 2], [1]), ([1, 2], [1, .nan]),
      ([1, .nan], [1, 1]), ([1, 2], [.infinity, 1]), ([1, .infinity], [1, 1]),
    ]
    var tables = [1.0, 2]
    for bad in choices {
      #expect(throws: ParameterProblem.self, "\(bad)") {
        try Distribution.choice(values: bad.values, weights: bad.weights, appendingTo: &tables)
      }
      #expect(throws: ParameterProblem.self, "\(bad)") {
        try Distribution.hyperexponential(
          shares: bad.weights, means: bad.values, appendingTo: &tables)
      }
    }
    for bad in [[], [.nan], [1, .infinity]] as [[Double]] {
      #expect(throws: ParameterProblem.self, "\(bad)") {
        try Distribution.empirical(bad, appendingTo: &tables)
      }
    }
    #expect(throws: ParameterProblem.self) {
      try Distribution.hyperexponential(shares: [1, 1], means: [1, 0], appendingTo: &tables)
    }
    for bad in [
      [[1, 0], [1, 1], [0, 1, 1, 0]], [[1, 0], [1, 1], [0, 0.5, 0.5]],
      [[0.5, 0], [1, 1], [0, 0, 0, 0]],
      [[1, 0], [1, 0], [0, 0, 0, 0]], [[1, 0], [1, 1], [0.5, 0.6, 0, 0]], [[], [], []],
      [[1, 0], [1, 1], [0, .nan, 0, 0]],
    ] as [[[Double]]] {
      #expect(throws: ParameterProblem.self, "\(bad)") {
        try Distribution.phaseType(
          start: bad[0], means: bad[1], next: bad[2], appendingTo: &tables)
      }
    }
    for bad in [
      [[0, 1], [1, 1]], [[0, 1, 1], [1, 1]], [[0, .nan], [1]], [[0, 1], [-1]], [[], []],
    ]
      as [[[Double]]]
    {
      #expect(throws: ParameterProblem.self, "\(bad)") {
        try Distribution.histogram(breaks: bad[0], weights: bad[1], appendingTo: &tables)
      }
    }
    #expect(tables == [1, 2])
  }

  @Test func `a problem reads as a sentence`() {
    let problem = #expect(throws: ParameterProblem.self) {
      try Distribution.triangular(min: 5, mode: 3, max: 9)
    }
    #expect(problem?.description == "mode must be from min (5) to max (9), not 3.0")
  }
}

/// A distribution as the model file knows it: its name, its parameters and how they are read.
package struct DistributionEntry: Sendable {
  /// The key in a model file, such as "lognormal".
  package let name: String
  /// What it is for, in one sentence.
  package let summary: String
  /// The sets of parameters it may be given by; empty for a law that exists by lists alone.
  package let forms: [Form]
  /// How it is made from lists of numbers, where it can be.
  package let tableForm: TableForm?
  /// How it is made from other distributions, where it is.
  package let nesting: Nesting?
  /// Whether it is made from observed values: a list, or a column of a CSV file.
  package let isObserved: Bool
  /// A complete use of it, as JSON.
  package let example: String

  init(
    name: String, summary: String, forms: [Form], tableForm: TableForm? = nil,
    nesting: Nesting? = nil, isObserved: Bool = false, example: String
  ) {
    self.name = name
    self.summary = summary
    self.forms = forms
    self.tableForm = tableForm
    self.nesting = nesting
    self.isObserved = isObserved
    self.example = example
  }

  /// The form that has all the `names` given and lacks none that it requires.
  package func form(given names: Set<String>) -> Form? {
    forms.first { form in
      names.isSubset(of: form.parameters.map(\.name))
        && form.parameters.allSatisfy { $0.optionalDefault != nil || names.contains($0.name) }
    }
  }
}

/// How a distribution is made from others.
package enum Nesting: Sendable {
  /// One other, with a least or a greatest value.
  case bounded
  /// One other, whose values are changed by a constant.
  case moved(by: Parameter)
  /// A list of others, each with its weight.
  case mixed
}

/// One set of parameters that determines a distribution.
package struct Form: Sendable {
  /// The parameters in the order in which `make` takes their values, four at most.
  package let parameters: [Parameter]
  /// Checks the values and makes the distribution, without allocating.
  package let build: @Sendable (SIMD4<Double>) throws(ParameterProblem) -> Distribution

  init(
    _ parameters: [Parameter],
    build: @escaping @Sendable (SIMD4<Double>) throws(ParameterProblem) -> Distribution
  ) {
    self.parameters = parameters
    self.build = build
  }

  /// Makes the distribution from its values; those left out at the end take their defaults.
  package func make(_ values: [Double]) throws(ParameterProblem) -> Distribution {
    precondition(values.count <= parameters.count, "more values than parameters")
    var packed = SIMD4<Double>.zero
    for (index, parameter) in parameters.enumerated() {
      if index < values.count {
        packed[index] = values[index]
      } else if let value = parameter.optionalDefault {
        packed[index] = value
      } else {
        throw ParameterProblem(
          parameter: parameter.name, requirement: "must be given", value: .nan)
      }
    }
    return try build(packed)
  }
}

/// Several lists of equal length that determine a distribution, kept in the caller's tables.
package struct TableForm: Sendable {
  /// The lists, in the order in which `make` takes them.
  package let columns: [Parameter]
  /// Checks the lists, appends what the distribution needs to the tables, and makes it.
  package let make:
    @Sendable (_ columns: [[Double]], _ tables: inout [Double]) throws(ParameterProblem) ->
      Distribution

  init(
    _ columns: [Parameter],
    make:
      @escaping @Sendable (_ columns: [[Double]], _ tables: inout [Double])
      throws(ParameterProblem) -> Distribution
  ) {
    self.columns = columns
    self.make = make
  }
}

/// One parameter of a distribution.
package struct Parameter: Sendable, Equatable {
  /// What a parameter's value is measured in.
  package enum Kind: Sendable {
    /// In the unit of the sampled value: a mean, a minimum, a scale.
    case quantity
    /// A number without unit: a shape, a probability, a count.
    case number
  }

  package let name: String
  package let kind: Kind
  /// The value where none is given; nil where one must be given.
  package let optionalDefault: Double?
  /// What it means, in a few words.
  package let meaning: String

  static func quantity(
    _ name: String, _ meaning: String, default value: Double? = nil
  ) -> Parameter {
    Parameter(name: name, kind: .quantity, optionalDefault: value, meaning: meaning)
  }

  static func number(
    _ name: String, _ meaning: String, default value: Double? = nil
  ) -> Parameter {
    Parameter(name: name, kind: .number, optionalDefault: value, meaning: meaning)
  }
}

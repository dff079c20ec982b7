import Testing

/// How the rows of one case are answered by models.
struct Verification: Sendable, CustomTestStringConvertible {
  /// The case that is answered.
  let id: String
  let checks: [Check]
  /// Rows that no model answers, each with the reason.
  var leftOut: [RowKey: String] = [:]

  var testDescription: String { id }
}

/// One row of a case, and the figures that estimate it.
struct Check: Sendable {
  let row: RowKey
  /// The model in `Models/verification`.
  let model: String
  /// The policies it is run under, in order.
  let policies: [String]
  /// How many replications give the row its power.
  let replications: Int
  /// What is added up.
  let terms: [Term]
  /// Whether the mean is over the observations of all replications together.
  var isPooled = false
}

/// A figure of a replication, times a factor.
struct Term: Sendable {
  let measure: String
  let scope: String
  let statistic: String
  let factor: Double
  /// Whether the number of observations per unit of time is meant, not the figure's value.
  let isRate: Bool
}

/// A statistic of a measure over a part of the facility.
func figure(
  _ measure: String, _ scope: String = "all", _ statistic: String = "mean", times factor: Double = 1
) -> Term {
  Term(measure: measure, scope: scope, statistic: statistic, factor: factor, isRate: false)
}

/// How many observations a figure had per unit of time, times a factor.
func rate(_ measure: String, _ scope: String, times factor: Double = 1) -> Term {
  Term(measure: measure, scope: scope, statistic: "mean", factor: factor, isRate: true)
}

/// Rows of one scenario of a case, all answered by one model under the same policies.
func checks(
  _ scenario: String, _ model: String, _ policies: [String] = [], replications: Int,
  _ rows: KeyValuePairs<String, [Term]>
) -> [Check] {
  rows.map { metric, terms in
    Check(
      row: RowKey(scenario, metric), model: model, policies: policies, replications: replications,
      terms: terms)
  }
}

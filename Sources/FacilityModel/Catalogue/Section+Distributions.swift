extension Section {
  static let distributionByCases = Section(
    "distribution by cases",
    "One of several distributions by the value of an attribute or another expression.",
    [
      Field("by", required: true, .expression, "what decides, such as an attribute"),
      Field(
        "cases", required: true, .mapping(.value),
        "the values that it can have, each with its distribution"),
      Field(
        "otherwise", .value, "the distribution for all other values; without it, none may come"),
    ],
    example:
      #"{ "by": "age band", "cases": { "child": { "gamma": { "mean": "2 days", "cv": 0.6 } } }, "otherwise": { "lognormal": { "mean": "7 days", "sd": "9 days" } } }"#
  )

  static let boundedDistribution = Section(
    "distribution between bounds", "Another distribution with at least one bound.",
    [
      Field("of", required: true, .quantity, "the distribution"),
      Field("min", .expression, "the lower bound"),
      Field("max", .expression, "the upper bound"),
    ],
    example: #"{ "of": { "gamma": { "mean": "20 min", "cv": 0.8 } }, "min": "5 min" }"#)

  static let movedDistribution = Section(
    "moved distribution", "Another distribution whose values are all changed alike.",
    [
      Field("of", required: true, .quantity, "the distribution"),
      Field("by", required: true, .expression, "what is added to every value, or the factor"),
    ],
    example: #"{ "of": { "exponential": { "mean": "20 min" } }, "by": "5 min" }"#)

  static let mixturePart = Section(
    "part of a mixture", "One of the distributions of a mixture.",
    [
      Field("weight", required: true, .number, "how often it is drawn from, beside the others"),
      Field("of", required: true, .value, "the distribution"),
    ],
    example: #"{ "weight": 0.2, "of": { "uniform": { "min": "1 h", "max": "3 h" } } }"#)
}

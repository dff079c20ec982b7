extension Section {
  static let arrivals = Section(
    "arrivals", "A source of entities: when they come, and which pathway they follow.",
    exactlyOne: ["rate", "every", "at", "appointments"],
    [
      Field(
        "rate", .either([.rate, .section("rate")]),
        "Poisson arrivals: a rate, by day or week, or from a CSV file"),
      Field("every", .quantity, "independent times between arrivals"),
      Field(
        "at", .either([.list(.either([.constantDuration, .text])), .section("arrival times")]),
        "given times since the start of the run: a list, or a column of a CSV file"),
      Field("appointments", .section("appointments"), "by appointment"),
      Field("count", .wholeNumber, "how many come at most"),
      Field("batch", .quantity, "how many come at a time"),
      Field("mix", .mapping(.section("class of a mix")), "classes by name; sets “class”"),
      Field("times", .expression, "a factor on the rate that may read the state"),
      Field("atMost", .number, "the greatest that “times” can be; 1, if not said"),
      Field("during", .mapping(.number), "factors on the rate on days of the calendar"),
      Field(
        "dayFactor", .quantity,
        "a random factor on the rate of each day, with mean 1; or the name of one of “dayFactors”"),
      Field("runFactor", .quantity, "a random factor on the rate of the whole run, with mean 1"),
      Field("attributes", .mapping(.value), "what each entity carries, drawn as it arrives"),
      Field(
        "place", .value,
        "where they are when they come: a place, or { \"choice\": … } among places"),
      Field(
        "resampled", .section("resampled rows"),
        "attributes that each entity takes over together from a row of a CSV file"),
      Field(
        "correlated", .either([.section("correlation"), .list(.section("correlation"))]),
        "which of the attributes rise or fall together, each with its own distribution"),
      Field(
        "pathway", .text, "the pathway that they follow; with “mix” each class may have its own"),
    ], example: #"{ "rate": "12 per hour", "pathway": "visit" }"#)

  static let rate = Section(
    "rate", "A rate of arrivals that changes by the clock.",
    exactlyOne: ["daily", "weekly", "file", "phases"],
    [
      Field(
        "daily", .timetable(.either([.rate, .number])), "the rate from each time of the day on"),
      Field(
        "weekly", .timetable(.either([.rate, .number])), "the rate from each time of the week on"),
      Field("phases", .mapping(.section("phase")), "phases of a bursty source, by name"),
      Field("per", .text, "the unit of time of rates without one, such as \"hour\""),
      Field("times", .number, "a factor on all rates"),
      Field(
        "exceptions", .mapping(.either([.rate, .number, .section("exceptional rate")])),
        "what the rate is instead on some days: by date, by range of dates "
          + "(2026-12-24/2026-12-27) or by a name of the calendar; dates go before ranges, and "
          + "ranges before names"),
    ] + hourly + [
      Field(
        "periods", .text,
        "the column of how many hours each mean was taken over, for kendall inputs"),
      Field(
        "variance", .text,
        "the column of the variance between those; without it counts are taken for Poisson's"),
    ],
    example:
      #"{ "daily": { "00:00": "2 per hour", "08:00": "9 per hour" }, "exceptions": { "2026-12-25": "1 per hour" } }"#
  )

  static let exceptionalRate = Section(
    "exceptional rate", "The rate on the days of an exception.",
    exactlyOne: ["daily", "weekly", "like"],
    [
      Field(
        "daily", .timetable(.either([.rate, .number])), "the rate from each time of the day on"),
      Field(
        "weekly", .timetable(.either([.rate, .number])), "the rate from each time of the week on"),
      Field("like", .text, "the day of the week whose usual rate it is, such as \"Sun\""),
    ], example: #"{ "like": "Sun" }"#)

  static let arrivalTimes = Section(
    "arrival times", "Arrivals from a column of a CSV file.",
    [
      Field("file", required: true, .text, "the CSV file, one row an arrival"),
      Field("column", required: true, .text, "the column of the times since the start"),
      Field("unit", .text, "the unit of the times; without it they are dates"),
      Field(
        "attributes", .mapping(.either([.text, .section("column")])),
        "attributes from further columns"),
    ], example: #"{ "file": "trace.csv", "column": "arrival", "unit": "min" }"#)

  static let column = Section(
    "column", "A column of a CSV file, with its unit.",
    [
      Field("column", required: true, .text, "the column"),
      Field("unit", .text, "the unit, where the values are durations"),
      Field("as", .oneOf(["text", "date"]), "what the values are, if not numbers"),
    ], example: #"{ "column": "service", "unit": "min" }"#)
}

extension Section {
  static let observations = Section(
    "observations", "Observed values from a column of a CSV file.",
    [
      Field("file", required: true, .text, "the CSV file, one row an observation"),
      Field("column", required: true, .text, "the column of the observed values"),
      Field("unit", .text, "the unit, where the values are durations"),
      Field(
        "where", .mapping(.either([.text, .number])), "columns and what a row must have there"),
      Field(
        "weight", .text,
        "the column that says how often each row counts; every row once without"),
    ], example: #"{ "file": "stays.csv", "column": "minutes", "unit": "min" }"#)

  static let resampledRows = Section(
    "resampled rows",
    "Attributes that come together from one row of a CSV file, drawn for each entity.",
    [
      Field("file", required: true, .text, "the CSV file, one row a case"),
      Field(
        "attributes", required: true, .mapping(.either([.text, .section("column")])),
        "the attributes that an entity takes over, with their columns"),
      Field(
        "weight", .text,
        "the column that says how often each row counts; every row once without"),
      Field(
        "where", .mapping(.either([.text, .number])), "columns and what a row must have there"),
    ],
    example:
      #"{ "file": "patients.csv", "attributes": { "age": "age", "stay": { "column": "los", "unit": "days" } } }"#
  )

  static let correlation = Section(
    "correlation",
    "Attributes of a source that rise or fall together and keep their distributions: a normal "
      + "copula. Each must be drawn from a distribution of numbers or durations.",
    exactlyOne: ["correlation", "matrix"],
    [
      Field("attributes", required: true, .list(.text), "two or more attributes of the source"),
      Field(
        "correlation", .number, "between each two of them: above -1 and below 1, 0 for none"),
      Field(
        "matrix", .list(.list(.number)),
        "a row of correlations for each of them, in their order; 1 with itself"),
      Field(
        "of", .oneOf(["ranks", "normals"]),
        "what is correlated: “ranks” (without it), as Spearman's coefficient measures it, or the "
          + "“normals” behind the distributions; single values, such as those of a choice, weaken it"
      ),
    ], example: #"{ "attributes": ["age", "length of stay"], "correlation": 0.6 }"#)
}

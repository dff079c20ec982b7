/// A kind of measure of the language: the key that makes it one, and what goes with it.
package struct MeasureKind: Sendable {
  package let keyword: String
  package let summary: String
  package let fields: [StepField]
  /// A measure as JSON.
  package let example: String

  /// The kinds of measures.
  package static let catalogue: [MeasureKind] = [
    MeasureKind(
      keyword: "share",
      summary: "The share of the entities for which a condition holds as they leave.",
      fields: [
        StepField(
          "share", required: true, .condition, "a condition, looked at where an entity leaves")
      ] + ofEntities + common,
      example: #"{ "share": "timeInSystem <= 4 h", "of": "patient", "target": 0.95 }"#),
    MeasureKind(
      keyword: "mean",
      summary: "Mean, spread and percentiles of a value over the entities that leave.",
      fields: [
        StepField(
          "mean", required: true, .expression,
          "a number or a duration, computed where an entity leaves")
      ] + ofEntities + common,
      example: #"{ "mean": "waitingTime", "where": "timeInSystem > 5 min" }"#),
    MeasureKind(
      keyword: "between",
      summary: "The time from one mark to another, taken where an entity passes the second.",
      fields: [
        StepField(
          "between", required: true, .list(.text),
          "two marks: from the latest passage of the first to each passage of the second; “arrival” "
            + "and “departure” are marks too, and with “outcome” it is taken as entities leave")
      ] + ofEntities + common,
      example: #"{ "between": ["arrival", "departure"], "by": "hour of arrival" }"#),
    MeasureKind(
      keyword: "standard",
      summary:
        "A service standard: for what share of the entities a time stays within a limit, and whether "
        + "that is enough.",
      fields: [
        StepField(
          "standard", required: true, .section("standard"),
          "{ \"within\": \"4 h\", \"share\": 0.95 }: the limit and the target"),
        StepField(
          "between", .list(.text),
          "the marks between which the time is taken, if not from arrival to departure"),
        StepField(
          "time", .expression,
          "the time itself, such as wait(doctor), computed where an entity leaves"),
      ] + ofEntities + common.filter { $0.name == "key" },
      example:
        #"{ "standard": { "within": "4 h", "share": 0.95 }, "by": ["triage", "hour of arrival"] }"#
    ),
    MeasureKind(
      keyword: "timeAverage",
      summary: "The average over time of an expression of the facility's state.",
      fields: [
        StepField(
          "timeAverage", required: true, .expression,
          "a number that reads the state alone: queues, units, who is inside")
      ] + ofState + common,
      example:
        #"{ "timeAverage": "busy(doctor) + queue(doctor)", "levels": 5, "foundBy": "patient" }"#
    ),
    MeasureKind(
      keyword: "shareOfTime",
      summary: "The share of time for which a condition on the state holds.",
      fields: [
        StepField(
          "shareOfTime", required: true, .condition,
          "a condition that reads the state alone: queues, units, who is inside")
      ] + ofState.filter { $0.name != "levels" } + common,
      example: #"{ "shareOfTime": "free(doctor) = 0", "foundBy": true }"#),
    MeasureKind(
      keyword: "atEnd",
      summary: "The value of an expression of the facility's state as a run ends.",
      fields: [
        StepField(
          "atEnd", required: true, .expression,
          "a number, a duration or a condition that reads the state alone: the clock, queues, units"
        )
      ] + common,
      example: #"{ "atEnd": "max(now - 4 h, 0 h)" }"#),
    MeasureKind(
      keyword: "ratio",
      summary: "One figure of a run divided by another, run by run.",
      fields: [
        StepField(
          "ratio", required: true, .list(.either([.text, .section("figure")])),
          "two figures: measures of the model or of every run, by name, or with more to say which")
      ] + common,
      example:
        #"{ "ratio": ["throughput", { "measure": "occupancy", "resource": "doctor" }] }"#),
  ]

  /// The keys of measures over entities.
  private static let ofEntities = [
    StepField("of", .text, "the source whose entities count, if not all"),
    StepField("outcome", .text, "the outcome of those that count, if not all"),
    StepField("where", .condition, "a condition for those that count"),
    StepField(
      "by", .either([.text, .list(.text)]),
      "an attribute that a “choice” gives, “hour of arrival”, “day of arrival”, “source” or “outcome”, "
        + "or a list of these: the measure is reported by class too; by outcome it is taken as "
        + "entities leave"),
  ]

  /// The keys of measures of the state.
  private static let ofState = [
    StepField(
      "levels", .either([.wholeNumber, .truth]),
      "the share of time at each level 0, 1 … up to this number, which stands for all above, and the "
        + "levels up to which it was for 5 % … 99 % of the time; or true for 20"),
    StepField(
      "foundBy", .either([.text, .truth]),
      "a source, or true for all: what its arrivals find as they come is reported as well"),
  ]

  private static let common = [
    StepField("target", .either([.number, .constantDuration]), "what the measure should reach"),
    StepField(
      "better", .oneOf(MeasureDefinition.Direction.allCases.map(\.rawValue)),
      "which way it should go, so that a target is the most (lower) or the least (higher); if not said, "
        + "durations should be lower, and shares with a target of 0.5 or more higher"),
    StepField("key", .truth, "true for what policies are compared by; else those with a target"),
  ]
}

extension Section {
  static let tanks = [
    Section(
      "tank",
      "What flows and is kept: fuel, crude, water, plasma in litres; its level rises and "
        + "falls evenly between one change and the next.",
      [
        Field("capacity", .number, "how much there is room for; without it, for any amount"),
        Field("initial", .number, "what is in it at the start; 0, if not said"),
        Field("unit", .text, "what its amounts are in, such as \"m3\", for reports"),
        Field(
          "whenFull", .oneOf(["spill", "stop"]),
          "“spill” (without it): what has no room flows over, and is counted; or “stop”: no more "
            + "flows in than out"),
        Field(
          "inflows", .mapping(.section("flow")),
          "what flows into it, by name; what comes first is served first"),
        Field(
          "outflows", .mapping(.section("flow")),
          "what flows out of it, by name: out of an empty tank no more than in"),
      ],
      example:
        #"{ "capacity": 500, "initial": 120, "unit": "m3", "inflows": { "brook": { "rate": "40 per hour" } }, "outflows": { "pump": { "rate": "90 per hour", "opensWhen": "level(basin) >= 400", "closesWhen": "level(basin) <= 100" } } }"#
    ),
    Section(
      "flow", "Something that flows at a rate which stays the same until something changes it.",
      [
        Field(
          "rate", required: true, .either([.expression, .section("rate"), .section("series")]),
          "units per time: an expression of the state, by day or week, or from a CSV file"),
        Field("to", .text, "of an outflow: the tank that it flows to"),
        Field("while", .condition, "it flows as long as this holds"),
        Field("opensWhen", .condition, "it begins to flow as soon as this holds"),
        Field("closesWhen", .condition, "it then stops as soon as this holds"),
      ], example: #"{ "rate": "20 per hour", "while": "hour >= 6 and hour < 22" }"#),
    Section(
      "series", "Rates at given times since the start of the run, from a CSV file.",
      [
        Field("file", required: true, .text, "a CSV file with one row for each change"),
        Field("time", required: true, .text, "the column of the times, rising from 0"),
        Field("in", required: true, .text, "the unit of the times, such as \"h\""),
        Field("column", required: true, .text, "the column of the rates; the last one stays"),
        Field("per", required: true, .text, "the unit of time of the rates, such as \"hour\""),
      ],
      example:
        #"{ "file": "rain.csv", "time": "hour", "in": "h", "column": "m3", "per": "hour" }"#),
  ]
}

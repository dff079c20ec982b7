extension Section {
  static let places = [
    Section(
      "places",
      "The places between which entities and transports move. Ways are the same in both directions, "
        + "unless both are given; where a pair is not given, the shortest way over the others is taken.",
      exactlyOne: ["coordinates", "distances", "travelTimes"],
      [
        Field(
          "coordinates", .mapping(.list(.number)),
          "each place with its coordinates, two or three; ways are straight"),
        Field(
          "distances",
          .either([.section("table of ways"), .mapping(.mapping(.number))]),
          "how far it is from each place to others"),
        Field(
          "travelTimes",
          .either([.section("table of ways"), .mapping(.mapping(.constantDuration))]),
          "how long it takes from each place to others, whoever travels"),
        Field(
          "speed", .rate,
          "how fast all are that have no speed of their own: the unit of distance by time, such as "
            + "\"70 per min\""),
      ],
      example:
        #"{ "distances": { "ward": { "scanner": 80, "theatre": 120 }, "scanner": { "theatre": 60 } }, "speed": "70 per min" }"#
    ),
    Section(
      "table of ways", "A CSV file with one row for each way.",
      [
        Field("file", required: true, .text, "the CSV file"),
        Field("from", required: true, .text, "the column of the place where a way begins"),
        Field("to", required: true, .text, "the column of the place where it ends"),
        Field("column", required: true, .text, "the column of its length"),
        Field("unit", .text, "the unit of time of that column, for travel times"),
      ],
      example: #"{ "file": "ways.csv", "from": "From", "to": "To", "column": "Metres" }"#),
    Section(
      "transport",
      "What makes the units of a resource travel: porters, cranes, vehicles, lifts. Each is somewhere, "
        + "at first at home, and comes to whoever asks for it with “move”.",
      [
        Field("home", required: true, .text, "the place where its units are at the start"),
        Field(
          "speed", .rate, "how fast they are, such as \"60 per min\"; else that of “places”"),
        Field(
          "select", .oneOf(["nearest", "longest idle"]),
          "which of the free units comes: “nearest”, the default, or “longest idle”; among equals the "
            + "one with the lowest number. Of free units, as many as are on duty come into question, "
            + "those with the lowest numbers"),
        Field(
          "afterwards", .oneOf(["stay", "home"]),
          "where a unit goes for which nobody waits: “stay”, the default, or “home”, where it can be "
            + "asked for again as soon as it is there"),
      ], example: #"{ "home": "lodge", "speed": "60 per min", "afterwards": "home" }"#),
  ]
}

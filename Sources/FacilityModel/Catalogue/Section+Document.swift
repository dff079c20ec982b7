extension Section {
  package static let model = Section(
    "model", "The whole document: who comes, what happens to them, and what it takes.",
    [
      Field("$schema", .text, "the address of the JSON Schema, for editors"),
      Field("name", required: true, .text, "what is simulated"),
      Field("about", .text, "what a reader should know of it"),
      Field("time", required: true, .section("time"), "when a run starts, warms up and ends"),
      Field(
        "parameters", .mapping(.expression),
        "constants by name, each computed from those before it; policies and --set change them"),
      Field(
        "variables", .mapping(.expression),
        "facility-wide numbers by name, with their values at the start; steps set them"),
      Field("calendar", .mapping(.section("days")), "names for days: seasons, weekends, holidays"),
      Field(
        "dayFactors", .mapping(.quantity),
        "random factors of each day, with mean 1, that several sources can share, by name"),
      Field(
        "shocks", .mapping(.section("shock")),
        "what happens to the facility for a while, by name: surges, closures, outages"),
      Field("places", .section("places"), "where entities can be, and how far that is"),
      Field("resources", .mapping(.section("resource")), "what is scarce, by name"),
      Field("stocks", .mapping(.section("stock")), "what is used up and comes again, by name"),
      Field(
        "tanks", .mapping(.section("tank")),
        "what flows and is kept, by name: fuel, water, plasma; its level changes evenly"),
      Field(
        "matches", .mapping(.section("partners")), "who waits for partners of other kinds, by name"),
      Field("arrivals", required: true, .mapping(.section("arrivals")), "who comes, by name"),
      Field("pathways", required: true, .mapping(.pathway), "what happens to them, by name"),
      Field("currency", .text, "what costs are in, such as \"EUR\""),
      Field(
        "emissions", .section("emissions"), "the carbon dioxide equivalent of a kilowatt hour"),
      Field(
        "observe", .list(.oneOf(Observed.allCases.map(\.rawValue))),
        "what is followed besides, at some cost of time: " + Observed.meanings),
      Field("measures", .mapping(.measure), "the figures asked for, by name"),
      Field(
        "policies", .mapping(.changes),
        "ways to run the facility, by name: each writes the part of the document that differs"),
      Field(
        "stress", .mapping(.stressCase),
        "what policies may have to stand, by name: each case writes the part of the document that "
          + "differs, over what a policy writes, and how much it counts"),
    ],
    example:
      #"{ "name": "walk-in", "time": { "length": "1 week" }, "resources": { "doctor": { "capacity": 2 } }, "arrivals": { "patient": { "rate": "5 per hour", "pathway": "visit" } }, "pathways": { "visit": [ { "do": "see", "with": "doctor", "for": { "exponential": { "mean": "20 min" } } } ] } }"#
  )

  static let time = Section(
    "time", "When a run starts, is observed and ends.",
    [
      Field("start", .text, "date and time of the start, such as \"2026-01-05T00:00\""),
      Field("warmUp", .constantDuration, "how long the run goes before it is observed"),
      Field("length", .constantDuration, "how long it is observed after the warm-up"),
      Field(
        "until", .either([.oneOf(["empty"]), .constantDuration, .section("end of a run")]),
        "when it ends instead: a duration from the start, a number of arrivals or departures, or "
          + "\"empty\" (arrivals end after “length”, and all leave)"),
      Field("unit", .text, "the unit of bare numbers where a duration is wanted"),
      Field(
        "profile", .oneOf(["hour of week", "hour of day", "none"]),
        "which profile over time is kept"),
      Field("zone", .text, "not offered: times are local standard time"),
    ],
    example: #"{ "start": "2026-01-05T00:00", "warmUp": "1 week", "length": "4 weeks" }"#)

  static let runEnd = Section(
    "end of a run", "The number of arrivals or departures with which a run ends.",
    exactlyOne: ["arrivals", "departures"],
    [
      Field("arrivals", .wholeNumber, "the run ends with this arrival"),
      Field("departures", .wholeNumber, "the run ends with this departure"),
    ], example: #"{ "departures": 5000 }"#)
}

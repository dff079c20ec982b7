extension Section {
  static let shocks = [
    Section(
      "shock",
      "Something that happens to the facility for a while: a surge, a closure, a strike, an outage."
        + " Its name is a condition that holds while it is on. Where shocks overlap, their factors"
        + " multiply.",
      exactlyOne: ["at", "every"],
      [
        Field(
          "at", .either([.quantity, .text, .list(.text)]),
          "when it begins: \"day 10 12:00\" (day 1 is that of the start), a date, a duration since"
            + " the start or its distribution, or a list of times"),
        Field(
          "every", .quantity,
          "how long it is from the end of one, or from the start, to the beginning of the next"),
        Field("for", required: true, .quantity, "how long it lasts; those that overlap are one"),
        Field(
          "arrivals", .mapping(.number),
          "factors on the arrivals of sources; of those without a rate, the share that still comes"
        ),
        Field(
          "capacity", .mapping(.either([.number, .section("shocked capacity")])),
          "what is left of the units of resources: a factor, or units"),
        Field(
          "workInHand", .oneOf(["finish", "pre-empt"]),
          "what becomes of work beyond the capacity that is left: it is finished (the default), or"
            + " interrupted"),
        Field("probability", .number, "the probability that an occurrence takes place; 1 without"),
        Field("enabled", .truth, "false leaves the shock out, for a policy to switch it on"),
      ],
      example:
        #"{ "at": "day 10 12:00", "for": "36 h", "arrivals": { "patient": 1.8 }, "capacity": { "doctor": 0.5 } }"#
    ),
    Section(
      "shocked capacity",
      "What a shock does to the units of a resource. All factors multiply the rota, rounded down;"
        + " then units are added and taken away; the least number that is set replaces that. Of"
        + " listed units those that nobody has are taken away as they are listed, the others as they"
        + " are given back; none can be added.",
      exactlyOne: ["times", "less", "more", "set"],
      [
        Field("times", .number, "a factor on the units on duty, rounded down"),
        Field("less", .number, "how many units are missing"),
        Field("more", .number, "how many units there are beyond the rota"),
        Field("set", .number, "how many units there are, whatever the rota says"),
      ], example: #"{ "less": 2 }"#),
  ]
}

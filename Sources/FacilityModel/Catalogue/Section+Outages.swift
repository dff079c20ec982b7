extension Section {
  static let outages = [
    outage(
      "failure", "A failure of a unit and its repair.", after: "after", length: "repair",
      example: #"{ "after": { "exponential": { "mean": "40 h" } }, "repair": "2 h" }"#),
    outage(
      "maintenance", "Planned work on a unit.", after: "every", length: "for",
      example:
        #"{ "every": "1 week", "for": "4 h", "window": { "from": "22:00", "to": "06:00" } }"#),
    stage, inspection, alarm, plannedRepair,
    Section(
      "window", "A time of the week at which maintenance may begin.",
      [
        Field(
          "days", .either([.text, .list(.text)]),
          "on which days, such as \"Mon-Fri\"; every day without"),
        Field("from", .text, "when it opens; at midnight without"),
        Field(
          "to", .text,
          "when it closes: on the next day, where that is not after “from”; at midnight without"),
      ], example: #"{ "days": "Mon-Fri", "from": "22:00", "to": "06:00" }"#),
    Section(
      "scrap", "The entity that a unit worked on leaves.",
      [Field("leave", required: true, .text, "with which outcome")],
      example: #"{ "leave": "scrapped" }"#),
  ]

  private static let clock = Field(
    "clock", .oneOf(["calendar", "operating", "uses"]),
    "what counts: time, time at work, or the number of uses")

  /// Who does the work.
  private static let crew = [
    Field("with", .units, "the crew that it takes"),
    Field("priority", .expression, "the priority of the crew's work; lower goes first"),
    Field("preempt", .condition, "whether the crew is taken from work of worse priority"),
  ]

  private static let spares = Field(
    "spares", .units,
    "the parts that it uses up, from stocks: the crew is asked for once they are there")

  private static func workInHand(_ meaning: String) -> Field {
    Field(
      "workInHand",
      .either([
        .oneOf(["resume", "restart", "resample", "finish", "scrap"]), .section("scrap"),
      ]), meaning)
  }

  private static func window(_ meaning: String) -> Field {
    Field("window", .either([.section("window"), .list(.section("window"))]), meaning)
  }

  private static func outage(
    _ name: String, _ summary: String, after: String, length: String, example: String
  ) -> Section {
    Section(
      name, summary, exactlyOne: name == "failure" ? ["after", "stages"] : [],
      [
        Field(
          after, required: name != "failure", .quantity,
          "how long, or how many uses, until the next"),
        Field(length, required: true, .quantity, "how long the unit is out of service"),
        clock,
      ] + crew + [
        workInHand("what becomes of the work that the unit is doing"),
        Field("renews", .truth, "true where the unit is as good as new: all its clocks begin anew"),
        Field(
          "units", .oneOf(["each", "all"]),
          "“all” where it hits all units at once, such as a plant trip; else each has its own clock"
        ),
        spares,
        Field("name", .text, "what it is called, where a resource has several"),
      ]
        + (name == "maintenance"
          ? [window("when it may begin: what is due at another time waits for it")] : stages),
      example: example)
  }

  /// The keys of a failure that comes by stages.
  private static let stages = [
    Field(
      "stages", .list(.section("stage")),
      "how it comes, instead of “after”: the stages from good to the last before the failure"),
    Field(
      "inspections", .either([.section("inspection"), .list(.section("inspection"))]),
      "who looks how far units have deteriorated"),
    Field("alarm", .section("alarm"), "what monitors units all the time"),
    Field(
      "plannedRepair", .section("planned repair"),
      "what follows when something is found, or seems so: the unit is as good as new afterwards"),
  ]

  private static let stage = Section(
    "stage", "How far a unit has deteriorated: a part of the P–F curve.",
    [
      Field("name", required: true, .text, "what it is called, such as \"potential failure\""),
      Field("for", required: true, .quantity, "how long it lasts, by the clock of the failure"),
    ], example: #"{ "name": "potential failure", "for": "10 days" }"#)

  private static let inspection = Section(
    "inspection", "Somebody looks how far a unit has deteriorated.",
    [
      Field(
        "every", required: true, .quantity,
        "how long it is from the end of one to the next; one that is due while the unit is out of "
          + "service is left out"),
      Field("first", .quantity, "how long it is until the first; as “every” without"),
      Field("for", .quantity, "how long it takes; no time without"),
      clock,
    ] + crew + [
      Field(
        "outOfService", .truth,
        "false where the unit goes on working while it is inspected; true without"),
      workInHand("what becomes of the work that the unit is doing; it is finished without"),
      window("when it may begin: what is due at another time waits for it"),
      Field(
        "finds", .either([.expression, .mapping(.expression)]),
        "the probability (sensitivity) with which it finds a unit that has left the first stage, "
          + "for all stages or by stage; 1 without"),
      Field(
        "falseAlarms", .expression,
        "the probability with which it reports a unit with which all is well; 0 without"),
      Field("name", .text, "what it is called, where a failure has several"),
    ],
    example:
      #"{ "every": "4 weeks", "for": "20 min", "with": "inspector", "outOfService": false, "finds": 0.8, "falseAlarms": 0.05 }"#
  )

  private static let alarm = Section(
    "alarm", "A monitor that watches the condition of units all the time.",
    [
      Field(
        "finds", .either([.expression, .mapping(.expression)]),
        "the probability (sensitivity) with which it notices that a stage behind the first has "
          + "begun, for all stages or by stage; 1 without"),
      Field("delay", .quantity, "how long after that it raises the alarm; at once without"),
      Field(
        "falseAlarms", .rate,
        "how often it raises an alarm for a unit with which all is well, at random; never without"
      ),
      Field("name", .text, "what it is called"),
    ], example: #"{ "finds": 0.9, "delay": "2 h", "falseAlarms": "0.02 per week" }"#)

  private static let plannedRepair = Section(
    "planned repair", "The repair of a unit that has not failed yet.",
    [
      Field("for", required: true, .quantity, "how long the unit is out of service"),
      Field(
        "after", .quantity,
        "how long after the finding it can begin, such as for planning; at once without"),
    ] + crew + [
      workInHand("what becomes of the work that the unit is doing; it is finished without"),
      window(
        "when it may begin, such as at the next stop; a unit that fails before is repaired as failed"
      ),
      spares,
      Field("renews", .truth, "true where the unit is as good as new in every respect"),
      Field("name", .text, "what it is called"),
    ],
    example:
      #"{ "for": "4 h", "with": "fitter", "window": { "days": "Sat, Sun", "from": "06:00", "to": "18:00" } }"#
  )
}

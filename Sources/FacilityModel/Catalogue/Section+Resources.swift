extension Section {
  static let resource = Section(
    "resource", "Units that entities seize and release: interchangeable, or each with a name.",
    exactlyOne: ["capacity", "units"],
    [
      Field(
        "capacity",
        .either([.number, .oneOf(["unlimited"]), .section("capacity")]),
        "how many units are on duty: a number, a rota by day or week, a CSV file by the hour, or "
          + "\"unlimited\" where nobody ever waits"),
      Field(
        "units", .either([.list(.section("unit group")), .section("unit group")]),
        "the units one by one, with attributes that “where” and “prefer” of a step choose by; who "
          + "says nothing gets the first that is free as they are listed, and who has lost one to a "
          + "failure asks for one as before"),
      Field(
        "sharing", .oneOf(["processor"]),
        "“processor” where nobody waits and all who are present share the units: each is served "
          + "at the same rate, and never by more than one unit"),
      Field(
        "queue", .either([.text, .section("queue")]),
        "who is served first among those of equal priority"),
      Field(
        "atShiftEnd", .oneOf(["finish", "pre-empt", "hand over"]),
        "what becomes of the work of units that go off duty: it is finished in overtime (the default), interrupted, as its step says, or handed over: it goes on where it was left as soon as another unit is free, before those who wait"
      ),
      Field(
        "extra", .either([.section("extra units"), .list(.section("extra units"))]),
        "further units that open when a condition holds, and close when another does"),
      Field(
        "limitedBy", .either([.section("ratio"), .list(.section("ratio"))]),
        "staff without whom units are closed: so many for each of them on duty"),
      Field(
        "setUp", .section("set-up"),
        "how long a unit has to be set up before each use, by what it was set up for last"),
      Field(
        "turnaround", .quantity,
        "how long a unit is out of use after each release, such as for cleaning"),
      Field(
        "turnaroundBy", .units,
        "who sees to the turnaround: a unit is dirty until they have come and taken that time"),
      Field(
        "turnaroundPriority", .expression,
        "with which priority they are asked for; lower goes first"),
      Field(
        "failures", .either([.section("failure"), .list(.section("failure"))]),
        "what breaks its units, and how they are repaired"),
      Field(
        "maintenance", .either([.section("maintenance"), .list(.section("maintenance"))]),
        "planned work on its units"),
      Field(
        "transport", .section("transport"),
        "what makes its units travel: they take entities along with “move”"),
      Field("cost", .section("cost"), "what its units cost"),
      Field("power", .section("power"), "what power its units draw"),
    ],
    example:
      #"{ "capacity": 18, "turnaround": { "triangular": { "min": "5 min", "mode": "8 min", "max": "20 min" } } }"#
  )

  static let setUp = Section(
    "set-up",
    "Times that depend on the sequence: who has got a unit waits until it has been set up. That "
      + "counts as use of the unit, and is reported besides as units in set-up. A set-up that is "
      + "interrupted begins anew. A failure does not undo it: who goes on with the same unit finds it "
      + "set up, if nobody has used it since, and who goes on with another has that set up first.",
    [
      Field(
        "by", required: true, .text,
        "the attribute of entities that says what a unit is set up for, such as a product"),
      Field(
        "times", .either([.mapping(.mapping(.constantDuration)), .mapping(.text)]),
        "the time from each of its values to each: { from: { to: time } }, or { \"file\": … } "
          + "for a CSV file whose first column says from what, and whose other columns say to what; from "
          + "a value to itself it is 0 where it is not given"),
      Field("default", .constantDuration, "the time of all other changes"),
      Field(
        "first", .constantDuration, "the time of a unit that has not been set up yet; without it, 0"
      ),
      Field("as", .text, "an attribute that says how long it took the entity last"),
    ],
    example:
      #"{ "by": "product", "times": { "red": { "blue": "20 min" }, "blue": { "red": "45 min" } } }"#
  )

  static let unitGroup = Section(
    "unit group",
    "A unit, or several alike, with attributes of your choice: numbers, texts, true or false. One "
      + "of true or false is false where it is left out; all others are given for every unit.",
    exactlyOne: ["name", "file"],
    [
      Field("name", .text, "what it is called, numbered where there are several"),
      Field("count", .wholeNumber, "how many there are; without it, one"),
      Field(
        "capacity", .either([.number, .section("capacity")]),
        "how many of them are on duty, by a rota as for a resource; without it, all. Which of them "
          + "that are is not told apart: the first that are free as they are listed"),
      Field(
        "file", .text,
        "a CSV file with a row for each unit: its “name”, and a column for each attribute"),
    ], others: .either([.number, .truth]),
    example: #"{ "name": "side room", "count": 4, "ward": "A", "isolation": true }"#)

  static let capacity = Section(
    "capacity", "A capacity that changes by the clock.",
    exactlyOne: ["units", "daily", "weekly", "shifts", "file"],
    [
      Field("units", .number, "how many units are on duty, but for exceptions"),
      Field("daily", .timetable(.number), "units from each time of the day on"),
      Field("weekly", .timetable(.number), "units from each time of the week on"),
      Field(
        "shifts", .list(.section("shift")),
        "a rota of shifts, every week; those that overlap add up"),
      Field(
        "exceptions", .mapping(.either([.number, .section("exceptional capacity")])),
        "what holds instead on some days, from midnight to midnight: by date, by range of dates "
          + "(2026-12-24/2026-12-27) or by a name of the calendar; dates go before ranges, and "
          + "ranges before names"),
    ] + hourly,
    example:
      #"{ "daily": { "00:00": 3, "08:00": 6, "22:00": 3 }, "exceptions": { "2026-12-25": 2, "2026-12-27/2026-12-31": { "like": "Sun" } } }"#
  )

  static let exceptionalCapacity = Section(
    "exceptional capacity", "The capacity on the days of an exception.",
    exactlyOne: ["daily", "weekly", "shifts", "like"],
    [
      Field("daily", .timetable(.number), "units from each time of the day on"),
      Field("weekly", .timetable(.number), "units from each time of the week on"),
      Field("shifts", .list(.section("shift")), "a rota of shifts"),
      Field("like", .text, "the day of the week whose usual capacity it is, such as \"Sun\""),
    ], example: #"{ "daily": { "00:00": 0, "10:00": 2, "16:00": 0 } }"#)

  static let escalation = [
    Section(
      "extra units", "Units beyond the rota that open on a condition, such as a surge ward.",
      [
        Field("units", required: true, .number, "how many open"),
        Field(
          "opensWhen", required: true, .condition,
          "when they open: looked at whenever what it reads changes, once nobody else can be served"
        ),
        Field(
          "closesWhen", required: true, .condition,
          "when they close: free units at once, the others at their next release"),
        Field(
          "delay", .quantity,
          "how long it takes until they are open; whatever becomes of the condition meanwhile"),
        Field(
          "checkEvery", .constantDuration,
          "how often the conditions are looked at, where they read the clock in a way that cannot be foreseen"
        ),
        Field("name", .text, "what they are called, where a resource has several"),
      ],
      example:
        #"{ "units": 6, "opensWhen": "queue(bed) > 5", "closesWhen": "queue(bed) = 0 and free(bed) > 3", "delay": "2 h" }"#
    ),
    Section(
      "ratio", "How many units are open for each unit on duty of another resource.",
      [
        Field("resource", required: true, .text, "the resource whose units on duty count"),
        Field(
          "ratio", required: true, .number,
          "units for each of them; a part of a unit stays closed"),
      ], example: #"{ "resource": "nurse", "ratio": 4 }"#),
  ]

  static let shift = Section(
    "shift", "One shift of a rota.",
    [
      Field("name", .text, "what it is called"),
      Field(
        "days", .either([.text, .list(.text)]),
        "on which days, such as \"Mon-Fri\"; every day without"),
      Field("from", required: true, .text, "when it begins, such as \"07:00\""),
      Field(
        "to", required: true, .text, "when it ends: on the next day, where that is not after “from”"
      ),
      Field("units", required: true, .number, "how many units are on duty"),
      Field(
        "breaks", .either([.section("break"), .list(.section("break"))]), "when units are away"),
    ],
    example:
      #"{ "name": "early", "days": "Mon-Fri", "from": "07:00", "to": "15:00", "units": 4 }"#)

  static let shiftBreak = Section(
    "break", "A break within a shift.",
    [
      Field("at", required: true, .text, "when it begins"),
      Field("for", required: true, .constantDuration, "how long it is"),
      Field("units", .number, "how many units have it; all of the shift without"),
    ], example: #"{ "at": "12:00", "for": "30 min" }"#)

  /// The keys of a CSV file with a value for each hour.
  static let hourly = [
    Field("file", .text, "a CSV file with one row an hour, and a day where it names days"),
    Field("hour", .text, "the column of the hours, 0 to 23"),
    Field("weekday", .text, "the column of the days of the week, if they differ"),
    Field("column", .text, "the column of the values"),
  ]
}

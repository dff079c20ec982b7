extension Section {
  static let appointments = Section(
    "appointments", "The slots of a session, and who keeps them.",
    [
      Field(
        "days", .either([.oneOf(["daily"]), .text, .list(.text)]),
        "the days of the week on which the session is held; without it, it is held once"),
      Field(
        "slots", .list(.text),
        "every slot by itself: times of the day, or dates; two at a time twice"
      ),
      Field("first", .text, "the time of the first slot"),
      Field("every", .constantDuration, "the time from one slot to the next"),
      Field("number", .wholeNumber, "how many patients are booked"),
      Field(
        "perSlot", .either([.wholeNumber, .list(.wholeNumber)]),
        "how many are booked to a slot, or to the first, the second …; the last goes on"),
      Field(
        "ends", .text,
        "when the session is planned to be over: how far it overruns, until its last patient leaves, "
          + "is reported"),
      Field("noShow", .number, "the probability that a patient does not come"),
      Field(
        "lateness", .quantity, "how late they come; negative is early"),
      Field("earliest", .constantDuration, "nobody comes longer before the slot than this"),
      Field(
        "cancelled", .either([.number, .section("cancellation")]),
        "the share of bookings that are called off, and whether the slot is given away again"),
      Field(
        "except", .either([.text, .list(.text)]),
        "days on which no session is held: dates, ranges of dates (2026-12-24/2026-12-27) or "
          + "names of the calendar"),
    ],
    example:
      #"{ "days": ["Mon", "Thu"], "first": "09:00", "every": "20 min", "number": 12, "noShow": 0.15 }"#
  )

  static let cancellation = Section(
    "cancellation", "Bookings that are called off.",
    [
      Field("share", required: true, .number, "the probability of calling off"),
      Field("notice", .quantity, "how long before the slot people call off"),
      Field("refill", .section("refill"), "when a slot that is called off is given away again"),
    ],
    example:
      #"{ "share": 0.1, "notice": { "exponential": { "mean": "3 days" } }, "refill": { "notice": "2 days", "share": 0.8 } }"#
  )

  static let refill = Section(
    "refill", "When a slot that is called off is given away again.",
    [
      Field(
        "notice", required: true, .constantDuration, "how long before the slot it must be free"),
      Field("share", .number, "the share of such slots that are given away; 1, if not said"),
    ], example: #"{ "notice": "2 days", "share": 0.8 }"#)

  static let mixedClass = Section(
    "class of a mix", "One class of the entities of a source.",
    [
      Field("share", required: true, .number, "the share of this class among those who come"),
      Field("attributes", .mapping(.value), "what its entities carry beyond those of the source"),
      Field(
        "correlated", .either([.section("correlation"), .list(.section("correlation"))]),
        "which of these rise or fall together, each with its own distribution"),
      Field("pathway", .text, "the pathway that they follow, if not that of the source"),
    ], example: #"{ "share": 0.7, "attributes": { "urgency": 2 } }"#)

  static let phase = Section(
    "phase", "A phase of a bursty source: while it lasts, arrivals are Poisson at its rate.",
    [
      Field("rate", required: true, .rate, "the rate while it lasts"),
      Field("for", required: true, .quantity, "how long it lasts"),
      Field(
        "next", .mapping(.number), "the phases that may follow, with their shares; if not, the next"
      ),
    ],
    example: #"{ "rate": "20 per hour", "for": { "exponential": { "mean": "30 min" } } }"#)

  static let days = Section(
    "days", "A name of the calendar for some days.",
    [
      Field("from", .text, "the first day of a season, as month and day or as a date"),
      Field("to", .text, "the last day of it"),
      Field("weekdays", .either([.text, .list(.text)]), "days of the week"),
      Field("dates", .list(.text), "single dates"),
      Field("file", .text, "a CSV file of dates"),
      Field("column", .text, "its column"),
    ], example: #"{ "from": "12-01", "to": "02-28" }"#)
}

extension Section {
  static let queue = Section(
    "queue", "The line before a resource: who goes first, and for how many there is room.",
    [
      Field(
        "order", .expression,
        "the name of an order, or an expression by which lower goes first; a step's priority comes "
          + "before it"),
      Field("reevaluate", .truth, "whether the expression is computed anew at each service"),
      Field("due", .expression, "for “earliest due date”: when an entity is due"),
      Field(
        "rate", .expression, "for “accumulating priority”: how fast the priority of who waits grows"
      ),
      Field("capacity", .wholeNumber, "how many may wait"),
      Field("full", .text, "the outcome of those who find no place"),
    ], example: #"{ "order": "earliest due date", "due": "due", "capacity": 5 }"#)

  static let standard = Section(
    "standard", "A service standard: a limit of time, and for how many it is to be kept.",
    [
      Field("within", required: true, .constantDuration, "the limit"),
      Field("share", required: true, .number, "the share that is to stay within it"),
    ], example: #"{ "within": "4 h", "share": 0.95 }"#)

  static let pathway = Section(
    "pathway", "A pathway that can be called with parameters.",
    [
      Field(
        "parameters", .mapping(.value), "its parameters, with what they are where a call gives none"
      ),
      Field("steps", required: true, .steps, "what is done"),
    ],
    example:
      #"{ "parameters": { "length": "10 min" }, "steps": [ { "delay": "talk", "for": "length" } ] }"#
  )
}

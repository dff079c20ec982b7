extension Section {
  static let stocks = [
    Section(
      "stock", "What is used up and comes again, in whole units: blood, spares, parts.",
      [
        Field("initial", required: true, .wholeNumber, "how much there is at the start"),
        Field("capacity", .wholeNumber, "how much there is room for; without it, for any amount"),
        Field("reorder", .section("reorder"), "when more is ordered, and how much"),
        Field(
          "shelfLife", .quantity,
          "how long units keep after they have come, those that come together for the same time; what "
            + "keeps the shortest is used first, and what keeps no longer is gone"),
        Field("expiredCost", .number, "what each unit costs that keeps no longer"),
      ],
      example:
        #"{ "initial": 20, "capacity": 40, "reorder": { "at": 8, "upTo": 30, "leadTime": "2 days" } }"#
    ),
    Section(
      "reorder",
      "When a stock is ordered: as soon as what is there and on order, less what is waited for, is "
        + "no more than “at”.",
      exactlyOne: ["upTo", "quantity"],
      [
        Field(
          "at", .wholeNumber,
          "at which number more is ordered; without it, whatever is taken is ordered again"),
        Field("upTo", .wholeNumber, "so much is ordered that this number is there or on order"),
        Field(
          "quantity", .wholeNumber,
          "how much is ordered at a time; several times, if one is not enough"),
        Field(
          "leadTime", required: true, .quantity, "how long it takes until an order arrives"),
        Field(
          "review", .constantDuration,
          "how often it is looked at, counted from the start; without it, with every demand"),
      ], example: #"{ "at": 3, "quantity": 5, "leadTime": "12 weeks" }"#),
  ]
}

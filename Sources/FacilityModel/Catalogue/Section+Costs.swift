extension Section {
  static let costs = [
    Section(
      "cost", "What the units of a resource cost, in the currency of the model.",
      [
        Field("perHour", .number, "for each hour that a unit is on duty, in use or not"),
        Field("perHourBusy", .number, "for each hour that a unit is in use, besides"),
        Field("perUse", .number, "each time that a unit is taken"),
        Field(
          "overtimePerHour", .number,
          "for each hour that a unit is in use or in turnaround after its shift, besides"),
      ],
      example: #"{ "perHour": 40, "perUse": 15, "overtimePerHour": 20 }"#),
    Section(
      "power", "What power a unit draws: a number with W, kW or MW, or a number of kilowatts.",
      [
        Field("busy", required: true, .either([.text, .number]), "while it is in use"),
        Field(
          "idle", .either([.text, .number]),
          "while it is on duty and neither in use nor in turnaround; 0 without"),
        Field(
          "turnaround", .either([.text, .number]),
          "while it is made ready again; as idle without"),
        Field(
          "off", .either([.text, .number]),
          "while it is off duty or out of service, of the most units there ever are; 0 without"),
      ],
      example: #"{ "busy": "2 kW", "idle": "300 W" }"#),
    Section(
      "emissions", "The carbon dioxide equivalent of the energy that resources use.",
      [
        Field(
          "kgPerKWh", required: true, .either([.number, .section("factor")]),
          "kilograms for a kilowatt hour: a number, or a number for each time of the day or week")
      ],
      example: #"{ "kgPerKWh": { "daily": { "00:00": 0.12, "07:00": 0.31, "22:00": 0.2 } } }"#),
    Section(
      "factor", "A number that changes by the clock.",
      exactlyOne: ["daily", "weekly", "file"],
      [
        Field("daily", .timetable(.number), "the number from each time of the day on"),
        Field("weekly", .timetable(.number), "the number from each time of the week on"),
      ] + hourly, example: #"{ "daily": { "00:00": 0.15, "07:00": 0.3 } }"#),
  ]
}

extension ModelGenerator {
  /// A failure that comes by stages, with what finds it out before.
  mutating func condition(_ rules: [String]) -> String {
    let stages = (0..<random.number(2...4)).map { number in
      let length = random.one(of: [
        #""15 min""#, #""0 min""#, #"{ "exponential": { "mean": "30 min" } }"#,
        #"{ "weibull": { "shape": 2, "scale": "40 min" } }"#, #""20 min + 1 min * inside""#,
      ])
      return #"{ "name": "s\#(number)", "for": \#(length) }"#
    }
    var text = """
      { "name": "\(unique("condition"))", "stages": [ \(stages.joined(separator: ", ")) ],
        "repair": \(random.one(of: [#""12 min""#, #"{ "exponential": { "mean": "9 min" } }"#]))
      """
    text += crewText()
    if random.chance(50) { text += #", "clock": "operating""# }
    if random.chance(60) { text += #", "workInHand": "\#(random.one(of: rules))""# }
    if random.chance(30) { text += #", "renews": true"# }
    let inspections = (0..<random.number(0...2)).map { _ in inspection(rules) }
    if !inspections.isEmpty {
      text += #", "inspections": [ \#(inspections.joined(separator: ", ")) ]"#
    }
    let isMonitored = random.chance(inspections.isEmpty ? 80 : 50)
    if isMonitored { text += #", "alarm": { \#(alarm()) }"# }
    if isMonitored || !inspections.isEmpty {
      text += #", "plannedRepair": { \#(plannedRepair(rules)) }"#
    }
    return text + " }"
  }

  private mutating func inspection(_ rules: [String]) -> String {
    let stops = random.chance(60)
    let clock = stops ? random.one(of: ["calendar", "operating", "uses"]) : "calendar"
    let every =
      clock == "uses"
      ? "2"
      : random.one(of: [#""10 min""#, #"{ "uniform": { "min": "2 min", "max": "30 min" } }"#])
    var text = #"{ "name": "\#(unique("look"))", "every": \#(every), "clock": "\#(clock)""#
    if !stops || random.chance(20) { text += #", "outOfService": \#(stops)"# }
    if random.chance(60) {
      let length = random.one(of: [#""3 min""#, #"{ "exponential": { "mean": "2 min" } }"#])
      text += #", "for": \#(length)"#
    }
    if clock != "uses", random.chance(40) { text += #", "first": "7 min""# }
    text += crewText() + finds()
    if random.chance(40) { text += #", "falseAlarms": 0.2"# }
    if random.chance(30) { text += #", "workInHand": "\#(random.one(of: rules))""# }
    if random.chance(20) { text += window() }
    return text + " }"
  }

  private mutating func finds() -> String {
    random.one(of: [
      "", #", "finds": 0.6"#, #", "finds": "if(queue(r1) > 0, 0.9, 0.4)""#,
      #", "finds": { "s1": 0.5 }"#,
    ])
  }

  private mutating func alarm() -> String {
    var text = #""name": "\#(unique("alarm"))""# + finds()
    if random.chance(60) {
      let delay = random.one(of: [#""4 min""#, #"{ "exponential": { "mean": "8 min" } }"#])
      text += #", "delay": \#(delay)"#
    }
    if random.chance(50) { text += #", "falseAlarms": "1 per hour""# }
    return text
  }

  private mutating func plannedRepair(_ rules: [String]) -> String {
    let length = random.one(of: [
      #""5 min""#, #""0 min""#, #"{ "exponential": { "mean": "4 min" } }"#,
    ])
    var text = #""for": \#(length)"#
    if random.chance(40) { text += #", "after": "\#(random.number(0...15)) min""# }
    text += crewText()
    if random.chance(30) { text += #", "workInHand": "\#(random.one(of: rules))""# }
    if random.chance(20) { text += #", "renews": true"# }
    if random.chance(20) { text += #", "spares": { "spares": 1 }"# }
    if random.chance(20) { text += window() }
    return text
  }
}

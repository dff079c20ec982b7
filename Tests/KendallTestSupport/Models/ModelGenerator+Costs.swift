extension ModelGenerator {
  /// What a resource costs and draws, if anything.
  mutating func costs() -> String {
    var text = ""
    if aside.chance(30) {
      text += aside.one(of: [
        #", "cost": { "perHour": 40 }"#, #", "cost": { "perUse": 15, "perHourBusy": 3.5 }"#,
        #", "cost": { "perHour": 30, "perUse": 2, "overtimePerHour": 12 }"#,
      ])
    }
    if aside.chance(30) {
      text += aside.one(of: [
        #", "power": { "busy": "2 kW", "idle": "300 W" }"#,
        #", "power": { "busy": 1.5, "off": "5 W", "turnaround": "0.1 MW" }"#,
      ])
    }
    return text
  }

  /// Measures of what entities do, hold and cost.
  mutating func accountMeasures() -> [String] {
    guard aside.chance(50) else { return [] }
    return (0...aside.number(0...2)).map { number in
      let text = aside.one(of: [
        #""mean": "serviceTime""#, #""mean": "blockedTime""#, #""mean": "costSoFar", "by": "k""#,
        #""mean": "energySoFar + 0.1 * costSoFar""#, #""share": "blockedTime > 2 min""#,
        #""mean": "timeInSystem - serviceTime - blockedTime", "by": "source""#,
        #""mean": "emissionsSoFar""#, #""mean": "waitBusy + 2 * waitBlocked", "by": "source""#,
        #""mean": "waitOffDuty + 2 * waitTurnaround + 3 * waitOutOfService""#,
        #""mean": "waitTooFew""#,
      ])
      return "\"account \(number)\": { \(text) }"
    }
  }

  /// What is followed besides.
  mutating func observed() -> String {
    aside.one(of: [
      "", "", #""observe": ["blocking"], "#, #""observe": ["causes"], "#,
      #""observe": ["causes", "blocking"], "#,
    ])
  }

  /// What a kilowatt hour stands for, if it is said.
  mutating func emissions() -> String {
    if aside.chance(50) { return "" }
    let factor = aside.one(of: [
      "0.2", #"{ "daily": { "01:10": 0.1, "05:00": 0.3, "07:30": 0.2, "22:00": 0.1 } }"#,
      #"{ "weekly": { "Mon 08:00": 0.4, "Mon 21:55": 0.1, "Tue 01:00": 0.25 } }"#,
    ])
    return "\"currency\": \"EUR\", \"emissions\": { \"kgPerKWh\": \(factor) }, "
  }
}

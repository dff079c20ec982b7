extension ModelGenerator {
  /// Units that open on a condition, and staff without whom units are closed, in those models whose
  /// end is fixed.
  mutating func escalation(_ name: String) -> String {
    guard breaks else { return "" }
    var text = ""
    if random.chance(35) {
      let kinds = (0..<random.number(1...2)).map { _ -> String in
        let (opens, closes) = random.one(of: [
          ("queue(\(name)) > 1", "queue(\(name)) = 0 and free(\(name)) > 0"),
          ("queue(\(name)) > 2 or inside > 6", "inside <= 2"), ("hour >= 9", "hour < 8"),
          ("busy(\(name)) >= 2", "busy(\(name)) = 0"),
        ])
        let delay = random.one(of: [
          "", #", "delay": "5 min""#, #", "delay": { "exponential": { "mean": "10 min" } }"#,
          #", "delay": "1 min * queue(\#(name))""#,
        ])
        return
          #"{ "name": "\#(unique("extra"))", "units": \#(random.number(1...2)), "opensWhen": "\#(opens)", "closesWhen": "\#(closes)"\#(delay) }"#
      }
      text += #", "extra": [ \#(kinds.joined(separator: ", ")) ]"#
    }
    if random.chance(25), let staff = resources.dropLast().last {
      let ratio = random.one(of: ["1", "0.5", "2", "1.5"])
      text += #", "limitedBy": { "resource": "\#(staff.name)", "ratio": \#(ratio) }"#
    }
    return text
  }
}

/// What sources of generated models have beside their times.
extension ModelGenerator {
  /// A list of appointments.
  mutating func appointments() -> String {
    var text = #""every": "\#(random.number(3...25)) min", "number": \#(random.number(1...14))"#
    text += random.one(of: ["", #", "perSlot": 2"#, #", "perSlot": [2, 0, 1]"#])
    if random.chance(40) {
      text += #", "days": "daily", "first": "\#(random.one(of: ["00:00", "07:45", "23:30"]))""#
    } else if random.chance(50) {
      text += #", "first": "\#(random.number(0...60)) min""#
    }
    if text.contains("daily"), aside.chance(60) {
      text += aside.one(of: [#", "ends": "13:30""#, #", "ends": "07:00""#])
    } else if !text.contains("daily"), aside.chance(30) {
      text += #", "ends": "7 h""#
    }
    if random.chance(50) { text += #", "noShow": 0.\#(random.number(0...9))"# }
    if random.chance(50) {
      text += random.one(of: [
        #", "lateness": { "uniform": { "min": "-15 min", "max": "10 min" } }"#,
        #", "lateness": { "normal": { "mean": "0 min", "sd": "20 min" } }, "earliest": "30 min""#,
        #", "lateness": { "choice": { "0 min": 2, "5 min": 1 } }"#, #", "lateness": "-5 min""#,
      ])
    }
    if random.chance(30) {
      text += random.one(of: [
        #", "cancelled": 0.3"#,
        #", "cancelled": { "share": 0.5, "notice": { "exponential": { "mean": "2 days" } }, "refill": { "notice": "1 day", "share": 0.7 } }"#,
      ])
    }
    if isDated, random.chance(30) {
      text += random.one(of: [
        #", "except": "feast""#, #", "except": ["weekend", "2026-01-06/2026-01-07"]"#,
      ])
    }
    return #""appointments": { \#(text) }"#
  }

  /// How many come together, and of what kinds.
  mutating func company(isList: Bool, pathways: Int) -> String {
    var text = ""
    if !isList, random.chance(25) {
      let size = random.one(of: [
        "3", "1", #"{ "poisson": { "mean": 1.5 } }"#, #"{ "choice": { "0": 1, "2": 1, "5": 1 } }"#,
        #"{ "zipf": { "exponent": 1.5, "n": 6 } }"#,
        #""min(4, queue(r1))""#,
      ])
      text += #", "batch": \#(size)"#
    }
    if random.chance(20) {
      let pathway = "p\(random.number(1...pathways))"
      text += #"""
        , "mix": { "first kind": { "share": 0.25, "pathway": "\#(pathway)" },
            "second": { "share": 0.75, "attributes": { "x": { "uniform": { "min": 0, "max": 1 } } } } }
        """#
    }
    return text
  }

  /// Now and then, without using up a random number, attributes that rise together.
  mutating func correlated() -> String {
    durations += 1
    return switch durations % 4 {
    case 0: #", "correlated": { "attributes": ["n", "d"], "correlation": 0.7 }"#
    case 1:
      #", "correlated": [ { "attributes": ["d", "n"], "matrix": [[1, -0.4], [-0.4, 1]], "of": "normals" } ]"#
    default: ""
    }
  }

  /// What a rate is multiplied by.
  mutating func rateFactors() -> String {
    var text = ""
    if random.chance(25) {
      let factor = random.one(of: [
        #"{ "gamma": { "mean": 1, "cv": 0.4 } }"#, #""busy days""#, #""busy days""#,
      ])
      text += #", "dayFactor": \#(factor)"#
    }
    if random.chance(10) { text += #", "runFactor": { "uniform": { "min": 0.5, "max": 1.5 } }"# }
    if isDated, random.chance(20) { text += #", "during": { "weekend": 0.5, "feast": 2 }"# }
    if random.chance(20) {
      text += random.one(of: [
        #", "times": "1 / (1 + queue(r1))""#,
        #", "times": "if(busy(r1) > 0, 0.25, 1.5)", "atMost": 1.5"#,
      ])
    }
    return text
  }
}

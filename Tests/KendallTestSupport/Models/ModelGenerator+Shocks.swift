extension ModelGenerator {
  /// The section `shocks`: “surge”, which conditions read, and sometimes another beside it.
  ///
  /// - Parameter isFixed: whether the run has an end of its own, so that shocks may go on for ever.
  mutating func shocks(isFixed: Bool) -> String {
    var parts = [shock("surge", isFixed: isFixed)]
    if random.chance(40) { parts.append(shock("closure", isFixed: isFixed)) }
    return parts.joined(separator: ", ")
  }

  private mutating func shock(_ name: String, isFixed: Bool) -> String {
    let when = random.one(
      of: [
        #""at": "1 h""#, #""at": "day 1 22:00""#,
        #""at": { "uniform": { "min": "0 h", "max": "4 h" } }"#,
        #""at": [ "10 min", "20 min", "40 min", "2 h", "5 h" ]"#,
      ]
        + (isFixed
          ? [
            #""every": { "exponential": { "mean": "50 min" } }"#,
            #""every": { "choice": { "10 min": 1, "40 min": 1 } }"#,
          ] : []))
    let length = random.one(of: [
      #""10 min""#, #""1 h""#, #"{ "exponential": { "mean": "30 min" } }"#,
      #"{ "choice": { "0 min": 1, "10 min": 1, "30 min": 1 } }"#,
    ])
    var text = "\"\(name)\": { \(when), \"for\": \(length)"
    if random.chance(40) { text += #", "enabled": false"# }
    if random.chance(30) { text += #", "probability": 0.6"# }
    if random.chance(60) {
      let source = random.one(of: sources)
      let factor = rated.contains(source) ? random.one(of: ["0", "0.5", "3"]) : "0.4"
      text += ", \"arrivals\": { \"\(source)\": \(factor) }"
    }
    if random.chance(60) {
      // Units that fail cannot become more.
      let raising = breaks ? [] : ["1.5", #"{ "more": 1 }"#, #"{ "set": 1 }"#]
      let effect = random.one(
        of: ["0", "0.5", #"{ "less": 1 }"#, #"{ "set": 0 }"#, #"{ "times": 0.3 }"#] + raising)
      text += ", \"capacity\": { \"\(random.one(of: resources).name)\": \(effect)"
      if random.chance(30) {
        let less = random.one(of: ["0", "0.5", #"{ "less": 1 }"#, #"{ "set": 1 }"#])
        text += ", \"\(random.one(of: ["ward", "machine"]))\": \(less)"
      }
      text += " }"
      if preempts, random.chance(40) { text += #", "workInHand": "pre-empt""# }
    }
    return text + " }"
  }
}

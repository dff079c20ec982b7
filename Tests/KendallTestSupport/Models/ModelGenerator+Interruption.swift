extension ModelGenerator {
  /// A section with a limit of time.
  mutating func section(_ depth: Int, _ loops: Int, _ held: [String]) -> String {
    limits += 1
    defer { limits -= 1 }
    let inside = steps(depth: depth + 1, loops: loops, held: held)
    let limit = random.one(of: [
      #""10 min""#, #""5 min""#, #""0 min""#, #""d * 2""#, #""20 min""#,
      #"{ "choice": { "5 min": 1, "15 min": 1 } }"#, #"{ "exponential": { "mean": "12 min" } }"#,
    ])
    let otherwise =
      random.chance(70)
      ? #", "otherwise": [ \#(steps(depth: depth + 1, loops: loops, held: held)) ]"# : ""
    return
      #"{ "within": \#(limit), "steps": [ \#(inside) ]\#(otherwise), "name": "\#(unique("section"))" }"#
  }
}

extension ModelGenerator {
  /// Whether a request pre-empts, in those models that have pre-emption.
  mutating func preemption(_ loops: Int) -> String {
    guard preempts, random.chance(50) else { return "" }
    return #", "preempt": \#(random.chance(70) ? "true" : "\"\(condition(loops))\"")"#
  }

  /// What becomes of work that is pre-empted; work that is given up leaves.
  mutating func ifPreempted(_ depth: Int, _ loops: Int, _ held: [String]) -> String {
    guard preempts, random.chance(60) else { return "" }
    switch random.number(1...6) {
    case 1: return #", "ifPreempted": "never""#
    case 2: return #", "ifPreempted": "restart""#
    case 3: return #", "ifPreempted": "resample""#
    case 4: return #", "ifPreempted": "resume""#
    default:
      // What is lost cannot be released: who held something leaves.
      var then = steps(depth: depth + 2, loops: loops, held: held)
      if !held.isEmpty { then += (then.isEmpty ? "" : ", ") + leave() }
      return #", "ifPreempted": { "then": [ \#(then) ] }"#
    }
  }
}

extension ModelGenerator {
  /// Failures and maintenance of a resource, in those models that have them; a crew may be any
  /// resource that has been written before, so that crews break down, too.
  mutating func outages(_ most: Int) -> String {
    guard breaks, random.chance(60) else { return "" }
    let rules = ["resume", "restart", "resample", "finish", "scrap"]
    var failures = (0..<random.number(0...2)).map { _ in outage("after", "repair", rules) }
    if random.chance(40) { failures.append(condition(rules)) }
    let maintenance = (0..<random.number(0...1)).map { _ in outage("every", "for", ["finish"]) }
    var text = ""
    if !failures.isEmpty {
      text += #", "failures": [ \#(failures.joined(separator: ", ")) ]"#
    }
    if !maintenance.isEmpty {
      text += #", "maintenance": [ \#(maintenance.joined(separator: ", ")) ]"#
    }
    return text
  }

  mutating func outage(_ after: String, _ length: String, _ rules: [String]) -> String {
    let clock = random.one(of: ["calendar", "calendar", "operating", "uses"])
    let time = random.one(
      of: clock == "uses"
        ? ["3", #"{ "poisson": { "mean": 4 } }"#, #""2 + queue(r1)""#]
        : [
          #""25 min""#, #""60 min""#, #"{ "exponential": { "mean": "40 min" } }"#,
          #"{ "weibull": { "shape": 2, "scale": "50 min" } }"#, #""30 min + 1 min * inside""#,
        ])
    let repair = random.one(of: [
      #""5 min""#, #""0 min""#, #"{ "exponential": { "mean": "9 min" } }"#,
      #""5 min + 1 min * queue(r1)""#,
    ])
    var text =
      #"{ "name": "\#(unique("outage"))", "\#(after)": \#(time), "clock": "\#(clock)", "\#(length)": \#(repair)"#
    text += crewText()
    if random.chance(70) { text += #", "workInHand": "\#(random.one(of: rules))""# }
    if random.chance(30) { text += #", "renews": true"# }
    if clock == "calendar", random.chance(25) { text += #", "units": "all""# }
    if random.chance(20) { text += #", "spares": { "spares": 1 }"# }
    if after == "every", random.chance(40) { text += window() }
    return text + " }"
  }

  /// Who puts a unit right, if anybody has to.
  mutating func crewText() -> String {
    guard random.chance(50), let crew = crews.last(where: { $0 != resources.last?.name }) else {
      return ""
    }
    var text = #", "with": "\#(crew)""#
    if random.chance(40) { text += #", "priority": \#(random.number(-1...3))"# }
    if random.chance(30) { text += #", "preempt": true"# }
    return text
  }

  /// When something may begin.
  mutating func window() -> String {
    random.one(of: [
      #", "window": { "from": "00:30", "to": "01:30" }"#,
      #", "window": [ { "days": "Mon-Wed", "from": "22:00", "to": "02:00" }, { "days": "Thu-Sun", "from": "08:00", "to": "12:00" } ]"#,
      #", "window": { "days": "Sat" }"#,
    ])
  }
}

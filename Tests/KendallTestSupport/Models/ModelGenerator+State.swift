extension ModelGenerator {
  /// A step that changes variables of the facility.
  mutating func setVariables(_ name: String, _ loops: Int) -> String {
    let values = random.one(of: [
      #""level": "level + 1""#, #""level": "max(0, level - 1)""#, #""open": "not open""#,
      #""open": true"#, #""limit": "limit + d - 3 min", "level": "(\#(numeric(loops))) mod 4""#,
      #""limit": { "uniform": { "min": "1 min", "max": "9 min" } }"#,
    ])
    return #"{ "set": { \#(values) }, "name": "\#(name)" }"#
  }

  /// A wait for a condition or a signal, mostly with a limit, or the signal itself.
  mutating func waitOrSignal(_ depth: Int, _ loops: Int, _ held: [String]) -> String {
    if random.chance(30) {
      let count = random.one(of: ["", #", "count": 1"#, #", "count": "n""#])
      return
        #"{ "signal": "\#(random.one(of: ["go", "stop"]))"\#(count), "name": "\#(unique("signal"))" }"#
    }
    let resource = random.one(of: resources).name
    let cause = random.one(of: [
      #""signal": "\#(random.one(of: ["go", "stop"]))""#, #""until": "open""#,
      #""until": "level > n or not open""#, #""until": "free(\#(resource)) > 0 and open""#,
      #""until": "queue(\#(resource)) = 0""#, #""until": "inside > 3""#,
      #""until": "hour >= 8.25 and hour < 17 or level > 2""#,
      #""until": "timeInSystem > d * 2""#, #""until": "now >= 95 min or limit < d""#,
      #""until": "hour > 23 + x / 100 or weekday = Tue""#,
      #""until": "hour mod 2 > 1.5", "checkEvery": "7 min""#,
      #""until": "(now + 7 min) mod 20 min < 6 min or timeInSystem mod 11 min > 4 min""#,
      #""until": "now / 7 min > ordinal + queue(\#(resource))", "checkEvery": "3 min""#,
    ])
    let priority = random.chance(30) ? #", "priority": "n""# : ""
    let renege = random.chance(95) ? giveUp(depth, loops, held, leaves: false) : ""
    return #"{ "wait": "\#(unique("wait"))", \#(cause)\#(priority)\#(renege) }"#
  }

  /// When an entity gives up waiting.
  mutating func giveUp(_ depth: Int, _ loops: Int, _ held: [String], leaves: Bool) -> String {
    var then = steps(depth: depth + 2, loops: loops, held: held)
    if leaves { then += (then.isEmpty ? "" : ", ") + leave() }
    let patience = random.one(of: [
      #""5 min""#, #""10 min""#, #""0 min""#, #""d""#, #"{ "exponential": { "mean": "8 min" } }"#,
      #"{ "choice": { "5 min": 1, "15 min": 1 } }"#,
    ])
    let resource = random.one(of: resources).name
    let when = random.one(of: [
      "level > 2", "queue(\(resource)) > 3", "not open and inside > 2", "hour >= 9.5",
      "timeInSystem >= 12 min + d",
    ])
    let limit = random.one(of: [
      #""after": \#(patience)"#, #""after": \#(patience)"#, #""after": \#(patience)"#,
      #""after": \#(patience), "unless": "open and level = 1""#,
      #""after": \#(patience), "when": "\#(when)""#, #""when": "\#(when)""#,
    ])
    return #", "renege": { \#(limit), "then": [ \#(then) ] }"#
  }

  /// Steps with what they use around them, a call, or a branch by cases.
  mutating func compound(_ depth: Int, _ loops: Int, _ held: [String]) -> String {
    switch random.number(1...3) {
    case 1:
      let length = random.one(of: [
        #""d + 1 min""#, #""3 min""#, #"{ "exponential": { "mean": "d + 2 min" } }"#,
      ])
      let count = random.one(of: ["", #", "count": "n""#, #", "count": 2"#])
      return
        #"{ "call": "common", "name": "\#(unique("call"))", "with": { "length": \#(length)\#(count) } }"#
    case 2:
      let first = steps(depth: depth + 1, loops: loops, held: held)
      let second = steps(depth: depth + 1, loops: loops, held: held)
      let by = random.one(of: [
        (#""k""#, "red", "blue"), (#""n""#, "1", "3"), (#""n > 1""#, "true", "false"),
      ])
      let rest = random.chance(50) ? #", "otherwise": [ { "delay": "o", "for": "1 min" } ]"# : ""
      return
        #"{ "branch": "\#(unique("cases"))", "by": \#(by.0), "cases": { "\#(by.1)": [ \#(first) ], "\#(by.2)": [ \#(second) ] }\#(rest) }"#
    default:
      let free = resources.filter { !held.contains($0.name) }
      guard !free.isEmpty, !preempts else {
        return #"{ "delay": "\#(unique("delay"))", "for": "1 min" }"#
      }
      let resource = random.one(of: free)
      let inside = steps(depth: depth + 1, loops: loops, held: held + [resource.name])
      let what = random.one(of: [
        "\"\(resource.name)\"", "{ \"\(resource.name)\": \"min(\(resource.most), n)\" }",
      ])
      let asked = request(depth, loops, held, leaves: false)
      return
        #"{ "using": \#(what), "name": "\#(unique("using"))", "steps": [ \#(inside) ]\#(asked) }"#
    }
  }
}

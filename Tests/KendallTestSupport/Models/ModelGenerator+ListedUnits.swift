extension ModelGenerator {
  /// A resource whose units are listed.
  mutating func listedResource() -> String {
    var text = """
      "ward": { "units": [
          { "name": "a", "bay": "A", "far": 1 },
          { "name": "b", "count": 2, "bay": "B", "far": 2\(rota(2)) },
          { "name": "c", "bay": "A", "far": 0, "side": true\(rota(1)) } ]
      """
    if random.chance(50) {
      text += #", "turnaround": { "choice": { "1 min": 1, "5 min": 1 } }"#
      if random.chance(50), let crew = crews.last { text += #", "turnaroundBy": "\#(crew)""# }
    }
    if random.chance(40) {
      text += random.one(of: [
        #", "queue": "random""#, #", "queue": "last come first served""#,
        #", "queue": { "order": "-timeInLine", "reevaluate": true }"#,
      ])
    }
    return text + outages(4) + " }"
  }

  /// A resource whose units have to be set up.
  mutating func machine() -> String {
    var text = #""machine": { "capacity": \#(random.number(1...3)), "setUp": { "#
    text += random.one(of: [
      #""by": "k", "times": { "red": { "green": "3 min", "blue": "1 min" } }, "default": "2 min""#,
      #""by": "n", "default": "4 min", "first": "2 min""#,
      #""by": "n", "times": { "1": { "2": "5 min", "3": "0 min" } }, "default": "1 min", "first": "3 min", "as": "took""#,
    ])
    text += " }"
    if random.chance(50) {
      text += #", "queue": { "order": "setUpTime(machine)", "reevaluate": \#(random.chance(70)) }"#
    }
    return text + outages(3) + " }"
  }

  /// The rota of a group of listed units, often none.
  private mutating func rota(_ most: Int) -> String {
    if random.chance(60) { return "" }
    let hour = random.number(1...5)
    return
      #", "capacity": { "daily": { "00:00": \#(random.number(0...most)), "0\#(hour):00": \#(random.number(0...most)), "0\#(hour + 2):30": \#(most) } }"#
  }

  /// Which of its units will do, and which is best; often any.
  private mutating func choice() -> String {
    var text = ""
    if random.chance(80) {
      text += #", "where": ""#
      text += random.one(of: [
        "occupants(bay) = 0 or alike(bay, k)", "occupants(bay) = 0 or alike(bay, k)",
        "unit(side) or n < 3", "unit(far) <= n", "unit(bay) = A or busy(r1) > 1",
        "unit(bay) != B or n > 1 and occupants(side) < 2",
      ])
      text += "\""
    }
    if random.chance(60) {
      text += #", "prefer": ""#
      text += random.one(of: [
        "unit(far)", "-unit(far)", "abs(unit(far) - n) + queue(ward)",
        "occupants(bay) * 1 min", "if(unit(side), 1, 0)",
      ])
      text += "\""
    }
    return text
  }

  /// Takes a listed unit for a time, or changes from one to another.
  mutating func listedUnit(_ depth: Int, _ loops: Int, _ held: [String]) -> String {
    if random.chance(35) {
      let request = request(depth, loops, held, leaves: false)
      let prefer = random.chance(50) ? #", "prefer": "setUpTime(machine)""# : ""
      if random.chance(30) {
        // Who waits for one while holding the other might wait for ever.
        let inner =
          held.isEmpty && random.chance(50)
          ? #"{ "do": "\#(unique("do"))", "with": "r1", "for": "3 min"\#(ifPreempted(depth, loops, ["machine"])) }"#
          : #"{ "delay": "\#(unique("delay"))", "for": "2 min" }"#
        return
          #"{ "using": "machine", "name": "\#(unique("using"))"\#(request)\#(prefer), "steps": [ \#(inner) ] }"#
      }
      let with = random.one(of: [#""machine""#, #""machine""#, #"[ "machine", "r1" ]"#])
      return
        #"{ "do": "\#(unique("do"))", "with": \#(with), "for": \#(duration(loops))\#(request)\#(prefer)\#(wrapUp(loops))\#(preemption(loops))\#(ifPreempted(depth, loops, held)) }"#
    }
    if random.chance(60) || limits > 0 {
      let request = request(depth, loops, held, leaves: false)
      let with = random.one(of: [#""ward""#, #""ward""#, #"[ "ward", "r1" ]"#])
      return
        #"{ "do": "\#(unique("do"))", "with": \#(with), "for": \#(duration(loops))\#(request)\#(choice())\#(wrapUp(loops))\#(preemption(loops))\#(ifPreempted(depth, loops, held)) }"#
    }
    let renege = #", "renege": { "after": "9 min", "then": [ \#(leave()) ] }"#
    let name = unique("set")
    return """
      { "seize": "ward", "name": "\(unique("seize"))"\(choice())\(renege) },
      { "set": { "x": "unit(ward, far) + 1" }, "name": "\(name)" },
      { "delay": "\(unique("delay"))", "for": \(duration(loops)) },
      { "seize": "ward", "name": "\(unique("seize"))"\(choice())\(renege) },
      { "release": { "ward": 1 }, "name": "\(unique("release"))" },
      { "branch": [ { "when": "unit(ward, bay) = A", "steps": [ { "delay": "\(unique("delay"))", "for": "3 min" } ] }, { "otherwise": [] } ], "name": "\(unique("branch"))" },
      { "release": "ward", "name": "\(unique("release"))" }
      """
  }
}

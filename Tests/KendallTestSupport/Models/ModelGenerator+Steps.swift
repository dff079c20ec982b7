extension ModelGenerator {
  /// Some steps, separated by commas.
  mutating func steps(depth: Int, loops: Int, held: [String]) -> String {
    let count = depth == 0 ? random.number(2...5) : random.number(0...2)
    return (0..<count).map { _ in step(depth, loops, held) }.joined(separator: ",\n      ")
  }

  private mutating func step(_ depth: Int, _ loops: Int, _ held: [String]) -> String {
    if moves, random.chance(20) { return move(depth, loops, held) }
    let kind = random.number(1...(depth < 3 ? (hasGroups ? 31 : 26) : 12))
    switch kind {
    case 1...6:
      let request = request(depth, loops, held, leaves: false)
      waitedAt.append(unique("do"))
      return
        #"{ "do": "\#(waitedAt[waitedAt.count - 1])", "with": \#(units(resources.map(\.name))), "for": \#(duration(loops))\#(request)\#(wrapUp(loops))\#(preemption(loops))\#(ifPreempted(depth, loops, held)) }"#
    case 7, 8:
      return
        #"{ "delay": "\#(unique("delay"))", "for": \#(duration(loops))\#(ifPreempted(depth, loops, held)) }"#
    case 9:
      let name = unique("set")
      return random.one(of: [
        #"{ "set": { "x": "(\#(numeric(loops))) mod 20" }, "name": "\#(name)" }"#,
        #"{ "set": { "n": { "choice": { "1": 1, "2": 1 } }, "d": "\#(random.number(0...4)) min" }, "name": "\#(name)" }"#,
        #"{ "set": { "x": { "poisson": { "mean": "n + 1" } } }, "name": "\#(name)" }"#,
        #"{ "set": { "k": { "text": "red" } }, "name": "\#(name)" }"#,
        setVariables(name, loops), setVariables(name, loops), setVariables(name, loops),
      ])
    case 10:
      // One measure is recorded in one unit wherever it stands.
      return random.one(of: [
        #"{ "record": "number", "value": "\#(numeric(loops))" }"#,
        #"{ "record": "truth", "value": "\#(condition(loops))" }"#,
        #"{ "record": "length", "value": "timeInSystem + d" }"#,
      ])
    case 11:
      // What is never scarce, or is shared, as well.
      if random.chance(50) { return stock(depth, loops, held) }
      if hasTanks, random.chance(80) { return tank(depth, loops, held) }
      let with = random.one(of: ["r1", "net", "net", "home"])
      return #"{ "do": "\#(unique("do"))", "with": "\#(with)", "for": \#(duration(loops)) }"#
    case 12 where random.chance(40): return #"{ "mark": "\#(random.one(of: ["m1", "m2"]))" }"#
    case 12:
      return random.chance(30) && depth > 0
        ? leave() : #"{ "delay": "\#(unique("delay"))", "for": "5 min" }"#
    case 13 where random.chance(40): return branchByState(depth, loops, held)
    case 13, 14: return branch(depth, loops, held)
    case 15, 16:
      let name = unique("loop")
      let inner = steps(depth: depth + 1, loops: loops + 1, held: held)
      let way = random.one(of: [
        #""times": \#(random.number(0...3))"#, #""times": "n""#,
        #""until": "iteration > \#(random.number(0...2)) or \#(condition(loops + 1))""#,
        #""while": "iteration < \#(random.number(1...3)) and \#(condition(loops + 1))""#,
      ])
      return #"{ "repeat": "\#(name)", \#(way), "steps": [ \#(inner) ] }"#
    case 25, 26:
      return random.chance(50)
        ? timedService(depth, loops, held) : listedUnit(depth, loops, held)
    case 21, 22: return section(depth, loops, held)
    case 19, 20: return choiceStep(depth, loops, held)
    case 24: return compound(depth, loops, held)
    case 23: return waitOrSignal(depth, loops, held)
    case 27...31: return group(depth, loops, held)
    default: return stay(depth, loops, held)
    }
  }

  mutating func leave() -> String {
    let outcome = random.one(of: ["gone", "refused", "sent on"])
    if !outcomes.contains(outcome) { outcomes.append(outcome) }
    return #"{ "leave": "\#(outcome)" }"#
  }

  /// Seize, some steps, release; or the release is left to the end of the pathway.
  private mutating func stay(_ depth: Int, _ loops: Int, _ held: [String]) -> String {
    let free = resources.map(\.name).filter { !held.contains($0) }
    guard !free.isEmpty else { return #"{ "delay": "\#(unique("delay"))", "for": "1 min" }"# }
    let resource = random.one(of: free)
    let isPair = free.count > 1 && random.chance(30)
    let other = free.first { $0 != resource } ?? resource
    let taken = isPair ? [resource, other] : [resource]
    let request = request(depth, loops, held, leaves: true)
    let list = taken.map { "\"\($0)\"" }.joined(separator: ", ")
    let most = resources.first { $0.name == resource }?.most ?? 1
    var what = "[ \(list) ]"
    var part = ""
    if !isPair, most > 1, random.chance(50) {
      what = #"{ "\#(resource)": 2 }"#
      part = #"{ "release": { "\#(resource)": 1 }, "name": "\#(unique("part"))" },"#
    }
    let before = steps(depth: depth + 1, loops: loops, held: held + taken)
    let middle = part + (before.isEmpty ? "" : before + ",")
    // Only outside loops may the pathway's end be trusted to come before the next seize.
    let release =
      loops == 0 && depth == 0 && random.chance(20)
      ? #"{ "delay": "\#(unique("delay"))", "for": "2 min" }"#
      : #"{ "release": [ \#(list) ], "name": "\#(unique("release"))" }"#
    return
      #"{ "seize": \#(what), "name": "\#(unique("seize"))"\#(request) }, \#(middle) \#(release)"#
  }

  private mutating func branch(_ depth: Int, _ loops: Int, _ held: [String]) -> String {
    func way(_ given: String, _ steps: String) -> String { "{ \(given), \"steps\": [ \(steps) ] }" }
    let first = steps(depth: depth + 1, loops: loops, held: held)
    let second = steps(depth: depth + 1, loops: loops, held: held)
    let name = unique("branch")
    if random.chance(50) {
      return
        #"{ "branch": [ \#(way(#""share": 0.3"#, first)), \#(way(#""share": 0.2"#, second)), { "otherwise": [] } ], "name": "\#(name)" }"#
    }
    let last =
      random.chance(50)
      ? ", { \"otherwise\": [ \(steps(depth: depth + 1, loops: loops, held: held)) ] }" : ""
    return
      #"{ "branch": [ \#(way(#""when": "\#(condition(loops))""#, first)), \#(way(#""when": "\#(condition(loops))""#, second))\#(last) ], "name": "\#(name)" }"#
  }

  /// The resources of a request and how many units of each.
  private mutating func units(_ names: [String]) -> String {
    var left = names
    var parts: [String] = []
    for _ in 0..<random.one(of: [1, 1, 1, 2, 3]) where !left.isEmpty {
      let name = left.remove(at: random.number(0...left.count - 1))
      let most = resources.first { $0.name == name }?.most ?? 1
      let count = random.one(of: [
        "1", "1", "\(random.number(1...most))", "\"min(\(most), n)\"",
        "\"min(\(most), 1 + queue(r1) + busy(\(name)))\"",
      ])
      parts.append("\"\(name)\": \(count)")
    }
    return "{ \(parts.joined(separator: ", ")) }"
  }

  /// Priority, balking, reneging; `leaves` where what follows needs what was asked for.
  mutating func request(_ depth: Int, _ loops: Int, _ held: [String], leaves: Bool)
    -> String
  {
    var text = ""
    if random.chance(35) {
      text +=
        #", "priority": "\#(random.one(of: ["n", "-n", "ordinal mod 3", "x", "timeInSystem", "if(k = red, 0, 1)"]))""#
    }
    if random.chance(20) {
      let then = leaves ? leave() : steps(depth: depth + 2, loops: loops, held: held)
      text += #", "balk": { "when": "\#(condition(loops))", "then": [ \#(then) ] }"#
    }
    if random.chance(40) { text += giveUp(depth, loops, held, leaves: leaves) }
    return text
  }

  mutating func duration(_ loops: Int) -> String {
    let plain = random.one(of: [
      #""\#(random.number(1...12)) min""#, #""5 min""#, #""10 min""#, #""d""#, #""0 min""#,
      #""d * n + \#(random.number(0...3)) min""#,
      #"{ "choice": { "1 min": 1, "5 min": 1, "10 min": 1, "0 min": 0.3 } }"#,
      #"{ "exponential": { "mean": "\#(random.number(2...9)) min" } }"#,
      #"{ "triangular": { "min": "1 min", "mode": "2 min + d", "max": "20 min" } }"#,
      #"{ "gamma": { "mean": "d + 1 min", "sd": "\#(random.number(1...6)) min" } }"#,
      #"{ "lognormal": { "mean": "6 min", "sd": "4 min" } }"#,
      #"{ "inverseGaussian": { "mean": "d + 2 min", "cv": 0.8 } }"#,
      #"{ "coxian": { "means": [ "2 min", "9 min" ], "goOn": [ 0.3 ] } }"#,
      #"{ "histogram": { "breaks": [ "0 min", "5 min", "12 min" ], "weights": [ 2, 1 ] } }"#,
      #"{ "empirical": [ "2 min", "4 min", "4 min", "9 min" ] }"#,
    ])
    return nested(plain)
  }

  /// A number as an expression.
  mutating func numeric(_ loops: Int = 0, _ depth: Int = 0) -> String {
    if depth > 2 || random.chance(35) {
      let resource = random.one(of: resources).name
      var leaves = [
        "x", "n", "\(random.number(0...5))", "ordinal", "queue(\(resource))", "busy(\(resource))",
        "free(\(resource))", "capacity(\(resource))", "inside", "hour", "d / 1 min",
        "timeInSystem / 1 h", "waitingTime / 1 min", "now / 1 h", "level", "limit / 1 min",
        "wait(\(resource)) / 1 min", "held(\(resource))",
        "if(passed('m1'), since('m1') / 1 min, 3)",
      ]
      if loops > 0 { leaves.append("iteration") }
      return random.one(of: leaves)
    }
    let a = numeric(loops, depth + 1)
    let b = numeric(loops, depth + 1)
    return random.one(of: [
      "(\(a) + \(b))", "(\(a) - \(b))", "(\(a)) * 0.5", "(\(a)) / 4", "((\(a)) mod 7)",
      "min(\(a), \(b))", "max(\(a), \(b), 1)", "abs(\(a))", "floor(\(a))", "ceil(\(a))",
      "round(\(a))", "sqrt(abs(\(a)))", "exp(-abs(\(a)))", "ln(1 + abs(\(a)))", "(\(n(a))) ^ 2",
      "if(\(condition(loops, depth + 1)), \(a), \(b))", "-(\(a))",
    ])
  }

  private func n(_ text: String) -> String { "(\(text)) mod 9" }

  /// Something true or false as an expression.
  mutating func condition(_ loops: Int = 0, _ depth: Int = 0) -> String {
    if depth < 2, random.chance(25) {
      let a = condition(loops, depth + 1)
      let b = condition(loops, depth + 1)
      return random.one(of: ["(\(a) and \(b))", "(\(a) or \(b))", "(not (\(a)))"])
    }
    let word = random.one(of: ["<", "<=", ">", ">=", "=", "!="])
    let resource = random.one(of: resources).name
    return random.one(
      of: [
        "\(numeric(loops, max(2, depth + 1))) \(word) \(numeric(loops, max(2, depth + 1)))",
        "k = red", "k != green", "passed('m2')", "since('m1') > 10 min",
        "queue(\(resource)) >= \(random.number(1...4))",
        "expectedWait(\(resource)) > \(random.number(0...9)) min", "n > 1", "d <= 5 min",
        "timeInSystem > \(random.number(1...40)) min", "weekday = Mon", "x mod 2 = 0",
        "open", "surge", "level > 1", "limit < d + 4 min",
      ] + levels())
  }
}

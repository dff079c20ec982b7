extension ModelGenerator {
  /// A step that takes one of several alternatives.
  mutating func choiceStep(_ depth: Int, _ loops: Int, _ held: [String]) -> String {
    let free = resources.map(\.name).filter { !held.contains($0) && !limited.contains($0) }
    guard free.count > 1 else { return #"{ "delay": "\#(unique("delay"))", "for": "1 min" }"# }
    let name = unique("choice")
    let isKept = random.chance(40)
    let choice = choice(among: free, as: isKept || random.chance(30) ? unique("taken") : nil)
    let request = request(depth, loops, held, leaves: isKept) + preemption(loops)
    if isKept {
      let inside = steps(depth: depth + 1, loops: loops, held: held + free)
      return
        #"{ "seize": \#(choice), "name": "\#(name)"\#(request) }, \#(inside.isEmpty ? "" : inside + ",") { "release": "taken\#(counterOf(choice))", "name": "\#(unique("release"))" }"#
    }
    if random.chance(30) {
      let inside = steps(depth: depth + 1, loops: loops, held: held + free)
      return
        #"{ "using": \#(choice), "name": "\#(name)", "steps": [ \#(inside) ]\#(request) }"#
    }
    waitedAt.append(name)
    return
      #"{ "do": "\#(name)", "with": \#(choice), "for": \#(duration(loops))\#(request)\#(wrapUp(loops))\#(ifPreempted(depth, loops, held)) }"#
  }

  /// A branch that goes by what some resources have to do.
  mutating func branchByState(_ depth: Int, _ loops: Int, _ held: [String]) -> String {
    let rule = random.one(of: ["shortest queue", "least busy", "cyclic", "random", "longest idle"])
    let ways = (resources.map(\.name).prefix(2) + ["home"]).map { resource -> String in
      let steps = steps(depth: depth + 1, loops: loops, held: held)
      return "\"\(resource)\": [ \(steps) ]"
    }
    return
      #"{ "branch": "\#(unique("branch"))", "choose": "\#(rule)", "among": { \#(ways.joined(separator: ", ")) } }"#
  }

  /// The number in the name that a choice gives to what was taken.
  private func counterOf(_ choice: String) -> String {
    choice.split(separator: "\"").last { $0.hasPrefix("taken") }.map { String($0.dropFirst(5)) }
      ?? ""
  }

  /// Two or three alternatives of one or two resources.
  private mutating func choice(among free: [String], as name: String?) -> String {
    var texts: [String] = []
    for _ in 0..<random.number(2...4) {
      let one = random.one(of: free)
      let most = resources.first { $0.name == one }?.most ?? 1
      let other = free.first { $0 != one } ?? one
      let text = random.one(of: [
        "\"\(one)\"", "\"\(one)\"", "[ \"\(one)\", \"\(other)\" ]",
        "{ \"\(one)\": \(most) }", "{ \"\(one)\": 1, \"\(other)\": 1 }",
      ])
      // Alternatives are known by their resources.
      let isKnown = texts.contains { names(in: $0) == names(in: text) }
      if !isKnown { texts.append(text) }
    }
    if texts.count < 2 { texts = free.prefix(2).map { "\"\($0)\"" } }
    var rule = random.one(of: [
      "", #", "select": "first""#, #", "select": "shortest queue""#, #", "select": "least busy""#,
      #", "select": "cyclic""#, #", "select": "random""#, #", "select": "longest idle""#,
    ])
    if random.chance(40) {
      let mayCommit = !(rule.isEmpty || rule.contains("first") || rule.contains("idle"))
      rule += #", "commit": \#(mayCommit && random.chance(60))"#
    }
    let isSingle = !texts.contains { $0.contains(",") }
    if rule.contains("shortest"), !rule.contains("false"), isSingle, random.chance(60) {
      rule += #", "jockey": \#(random.number(2...3))"#
    }
    if let name { rule += #", "as": "\#(name)""# }
    return #"{ "anyOf": [ \#(texts.joined(separator: ", ")) ]\#(rule) }"#
  }

  private func names(in text: String) -> [Substring] {
    text.split(separator: "\"").filter { $0.hasPrefix("r") }
  }
}

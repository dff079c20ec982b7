extension ModelGenerator {
  /// A step at which entities wait for partners: each comes as one of two kinds, or sends a clone as
  /// each of them.
  mutating func match(_ depth: Int, _ loops: Int, _ held: [String]) -> String {
    let name = unique("match")
    let isPermanent = random.chance(30)
    var text = #""\#(name)": { "of": { "first": \#(random.one(of: ["1", "1", "2"])), "#
    text += #""other": \#(kind()) }"#
    if random.chance(30) { text += #", "by": "\#(random.one(of: ["k", "n"]))""# }
    if isPermanent { text += #", "permanent": true"# }
    if random.chance(40) { text += #", "keep": [ "x" ]"# }
    matches.append(text + " }")
    if !isPermanent { batches += 1 }
    // They may come to stand within a way of a fork.
    forks += 1
    let inner = steps(depth: depth + 1, loops: loops, held: held)
    forks -= 1
    if !isPermanent { batches -= 1 }
    let first =
      #"{ "match": "\#(name)", "as": "first", "name": "\#(unique("meet"))", "steps": [ \#(inner) ]\#(limit(depth, loops, held)) }"#
    let other =
      #"{ "match": "\#(name)", "as": "other", "name": "\#(unique("meet"))"\#(limit(depth, loops, held)) }"#
    switch random.number(1...6) {
    case 1:
      return
        #"{ "branch": [ { "when": "\#(condition(loops))", "steps": [ \#(first) ] }, { "otherwise": [ \#(other) ] } ] }"#
    case 2, 3:
      return
        #"{ "fork": "\#(unique("fork"))", "branches": [ { "name": "\#(unique("way"))", "steps": [ { "delay": "\#(unique("delay"))", "for": \#(duration(loops)) }, \#(first) ] }, { "name": "\#(unique("way"))", "steps": [ { "delay": "\#(unique("delay"))", "for": \#(duration(loops)) }, \#(other) ] } ], "join": \#(random.one(of: ["\"all\"", "\"any\""])) }"#
    default:
      return
        #"{ "fork": "\#(unique("fork"))", "branches": [ { "name": "\#(unique("way"))", "steps": [ \#(other) ] }, { "name": "\#(unique("way"))", "steps": [ { "delay": "\#(unique("delay"))", "for": "1 min" }, \#(first) ] } ] }"#
    }
  }

  /// For how long partners are waited for, if for a time.
  private mutating func limit(_ depth: Int, _ loops: Int, _ held: [String]) -> String {
    guard random.chance(40) else { return "" }
    let then = steps(depth: depth + 2, loops: loops, held: held)
    return
      #", "renege": { "after": \#(random.one(of: [#""5 min""#, #""d""#, #""0 min""#, #"{ "exponential": { "mean": "9 min" } }"#])), "then": [ \#(then) ] }"#
  }

  private mutating func kind() -> String {
    random.one(of: [
      "1", "1", "2", #""n""#, #"{ "min": 0, "max": 3 }"#, #"{ "min": 1, "max": "n + 1" }"#,
      #"{ "min": 1, "order": "x" }"#, #"{ "min": 0, "max": 2, "order": "-n" }"#,
    ])
  }
}

extension ModelGenerator {
  /// A section with a limit of time.
  mutating func section(_ depth: Int, _ loops: Int, _ held: [String]) -> String {
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

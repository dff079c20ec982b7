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

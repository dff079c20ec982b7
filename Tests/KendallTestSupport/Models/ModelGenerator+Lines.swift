extension ModelGenerator {
  /// The rules of the line at a resource, with the comma before them; often none.
  mutating func queue(_ name: String) -> String {
    if random.chance(preempts ? 75 : 50) { return "" }
    let word = random.one(of: [
      "last come first served", "last come first served", "first come first served", "random",
    ])
    if random.chance(50) { return #", "queue": "\#(word)""# }
    // The repair of a unit waits for its crew without the attributes of those who arrive.
    let anybody = [
      #""order": "\#(word)""#, #""order": "-timeInLine", "reevaluate": true"#,
      #""order": "queue(\#(name)) mod 3""#,
      #""order": "accumulating priority", "rate": "if(timeInLine > 9 min, 2, 1)""#,
    ]
    var parts = [
      random.one(
        of: breaks
          ? anybody
          : [
            #""order": "\#(word)""#, #""order": "n""#, #""order": "-d""#, #""order": "x mod 5""#,
            #""order": "n * 1 min - timeInLine", "reevaluate": true"#,
            #""order": "if(timeInLine > 10 min, 0, n) + queue(\#(name))", "reevaluate": true"#,
            #""order": "accumulating priority", "rate": "n""#,
            #""order": "earliest due date", "due": "d * 2""#,
          ])
    ]
    if !preempts, random.chance(40) {
      limited.insert(name)
      parts.append(#""capacity": \#(random.number(0...4))"#)
      if random.chance(50) {
        parts.append(#""full": "refused""#)
        if !outcomes.contains("refused") { outcomes.append("refused") }
      }
    }
    return #", "queue": { \#(parts.joined(separator: ", ")) }"#
  }

  /// A resource that only `do` asks for: its line is ordered by the time of service.
  mutating func timedResource() -> String {
    let order = random.one(of: ["shortest service first", "longest service first"])
    let capacity = hasPlaces ? #", "capacity": \#(random.number(0...3))"# : ""
    return
      #""s": { "capacity": \#(random.number(1...2)), "queue": { "order": "\#(order)"\#(capacity) } }"#
      + #", "home": { "capacity": "unlimited" }, "net": { "capacity": \#(random.number(1...2)), "sharing": "processor" }"#
  }

  /// A service whose time orders the line that it is waited for in.
  mutating func timedService(_ depth: Int, _ loops: Int, _ held: [String]) -> String {
    let with = random.one(of: [#""s""#, #""s""#, #"[ "s", "r1" ]"#, #"{ "r1": 1, "s": 1 }"#])
    let full =
      hasPlaces && random.chance(60)
      ? #", "full": [ \#(steps(depth: depth + 2, loops: loops, held: held)) ]"# : ""
    return
      #"{ "do": "\#(unique("do"))", "with": \#(with), "for": \#(duration(loops))\#(request(depth, loops, held, leaves: false))\#(full) }"#
  }
}

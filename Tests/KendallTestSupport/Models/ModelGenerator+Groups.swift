extension ModelGenerator {
  /// How long the resources of a step stay busy when the entity has gone on.
  mutating func wrapUp(_ loops: Int) -> String {
    hasGroups && random.chance(20) ? #", "wrapUp": \#(duration(loops))"# : ""
  }

  /// A step with which entities make others or wait for them.
  mutating func group(_ depth: Int, _ loops: Int, _ held: [String]) -> String {
    switch random.number(1...12) {
    case 1, 2: return spawn()
    case 11... where batches == 0 && limits == 0: return match(depth, loops, held)
    case 3 where forks == 0 && batches == 0 && held.isEmpty && loops == 0: return split()
    case 4 where batches == 0 && limits == 0 && forks == 0 && random.chance(60):
      return askingBatch(depth, loops, held)
    case 4...6 where batches == 0 && limits == 0: return batch(depth, loops, held)
    default: return fork(depth, loops, held)
    }
  }

  private mutating func given() -> String {
    guard random.chance(50) else { return "" }
    let values = random.one(of: [
      #""n": 2"#, #""x": { "poisson": { "mean": "n" } }"#, #""d": "d + 1 min""#,
      #""k": { "choice": { "red": 1, "blue": 1 } }"#,
    ])
    return #", "attributes": { \#(values) }"#
  }

  private mutating func spawn() -> String {
    guard let pathway = later.first else {
      return #"{ "delay": "\#(unique("delay"))", "for": "3 min" }"#
    }
    let count = random.one(of: ["", #", "count": 2"#, #", "count": "n - 1""#, #", "count": 0"#])
    return #"{ "spawn": "\#(unique("spawn"))", "pathway": "\#(pathway)"\#(count)\#(given()) }"#
  }

  private mutating func split() -> String {
    let pathway = later.first.map { random.chance(50) ? #", "pathway": "\#($0)""# : "" } ?? ""
    // What is split on its whole way leaves no one to reach the next step.
    let into = random.one(of: ["2", #""n""#, "1"])
    let name = unique("split")
    if !outcomes.contains("split") { outcomes.append("split") }
    let step = #"{ "split": "\#(name)", "into": \#(into)\#(pathway)\#(given()) }"#
    return #"{ "branch": [ { "when": "n > 1", "steps": [ \#(step) ] } ] }"#
  }

  private mutating func fork(_ depth: Int, _ loops: Int, _ held: [String]) -> String {
    forks += 1
    defer { forks -= 1 }
    let join = random.one(of: [
      "", "", #", "join": "all""#, #", "join": "any""#, #", "join": "any", "rest": "go on""#,
      #", "join": 2"#, #", "join": 2, "rest": "go on""#, #", "join": "min(2, n)""#,
    ])
    let keep = random.chance(40) ? #", "keep": [ "x", "d" ]"# : ""
    let name = unique("fork")
    if random.chance(25) {
      let count = random.one(of: ["2", "3", #""n""#, #""n - 1""#])
      let inner = steps(depth: depth + 1, loops: loops, held: held)
      return
        #"{ "fork": "\#(name)", "each": \#(count), "steps": [ \#(inner) ]\#(join)\#(keep) }"#
    }
    let ways = (0..<random.number(2...3)).map { _ in
      let inner = steps(depth: depth + 1, loops: loops, held: held)
      let work = #"{ "delay": "\#(unique("delay"))", "for": \#(duration(loops)) }"#
      return
        #"{ "name": "\#(unique("way"))", "steps": [ \#(work)\#(inner.isEmpty ? "" : ", " + inner) ] }"#
    }
    return
      #"{ "fork": "\#(name)", "branches": [ \#(ways.joined(separator: ", ")) ]\#(join)\#(keep) }"#
  }

  /// A batch that asks for resources and takes others in until it gets them.
  private mutating func askingBatch(_ depth: Int, _ loops: Int, _ held: [String]) -> String {
    let free = resources.filter { !held.contains($0.name) }
    guard !free.isEmpty else { return batch(depth, loops, held) }
    let resource = random.one(of: free)
    let isPermanent = random.chance(30)
    if !isPermanent { batches += 1 }
    let inner = steps(depth: depth + 1, loops: loops, held: held + [resource.name])
    if !isPermanent { batches -= 1 }
    let size = random.one(of: [
      #""max": 3"#, #""min": 2, "max": 4"#, #""max": "n + 1""#, #""size": 2"#,
      #""max": 2, "order": "x""#, #""max": 3, "order": "-n""#,
      #""min": "n", "max": 3, "order": "n""#,
    ])
    var text = #"{ "batch": "\#(unique("batch"))", \#(size)"#
    text +=
      #", "with": { "\#(resource.name)": \#(random.one(of: ["1", "1", "\(resource.most)"])) }"#
    if random.chance(70) { text += #", "timeOut": "\#(random.one(of: ["9 min", "d"]))""# }
    if random.chance(30) { text += #", "priority": "n""# }
    if random.chance(30) { text += #", "by": "k""# }
    if random.chance(30) { text += #", "countAs": "x""# }
    if isPermanent { text += #", "permanent": true"# }
    let work = #"{ "delay": "\#(unique("delay"))", "for": \#(duration(loops)) }"#
    return text + #", "steps": [ \#(work)\#(inner.isEmpty ? "" : ", " + inner) ] }"#
  }

  private mutating func batch(_ depth: Int, _ loops: Int, _ held: [String]) -> String {
    let isPermanent = random.chance(30)
    if !isPermanent { batches += 1 }
    let inner = steps(depth: depth + 1, loops: loops, held: held)
    if !isPermanent { batches -= 1 }
    var text =
      #"{ "batch": "\#(unique("batch"))", "size": \#(random.one(of: ["2", "3", #""n""#, "1"]))"#
    if random.chance(85) {
      text +=
        #", "timeOut": \#(random.one(of: [#""10 min""#, #""d""#, #""0 min""#, #"{ "exponential": { "mean": "9 min" } }"#]))"#
    }
    if random.chance(30) { text += #", "by": "\#(random.one(of: ["k", "n"]))""# }
    if random.chance(30) { text += #", "countAs": "x""# }
    if isPermanent { text += #", "permanent": true"# }
    return text + #", "steps": [ \#(inner) ] }"#
  }
}

extension ModelGenerator {
  private static let places = ["gate", "ward", "lab", "yard"]

  /// The section of places, where there are any.
  mutating func places() -> String {
    guard moves else { return "" }
    let way = random.number(1...4)
    givesTimes = way == 4
    let text = [
      #""coordinates": { "gate": [0, 0], "ward": [30, 40], "lab": [30, 0], "yard": [-60, 0] }, "speed": "20 per min""#,
      #""distances": { "gate": { "ward": 40, "lab": 20 }, "ward": { "gate": 60 }, "lab": { "yard": 20 } }, "speed": "10 per min""#,
      #""distances": { "gate": { "ward": 40, "lab": 40 }, "lab": { "yard": 0 } }, "speed": "20 per min""#,
      #""travelTimes": { "gate": { "ward": "2 min", "lab": "4 min" }, "ward": { "yard": "2 min", "lab": "0 min" } }"#,
    ][way - 1]
    return "\"places\": { \(text) },\n        "
  }

  /// The resources whose units travel.
  mutating func transports() -> [String] {
    guard moves else { return [] }
    return ["porter", "cart"].map { name in
      let capacity = random.one(of: [
        "1", "2", "3", #"{ "daily": { "00:00": 2, "08:00": 1, "09:30": 3, "22:00": 2 } }"#,
      ])
      var text = #""\#(name)": { "capacity": \#(capacity), "transport": { "home": "\#(place())""#
      if !givesTimes, random.chance(50) { text += #", "speed": "30 per min""# }
      if random.chance(40) { text += #", "select": "longest idle""# }
      if random.chance(40) { text += #", "afterwards": "home""# }
      return text + " }\(outages(1))\(costs()) }"
    }
  }

  /// Where the entities of a source are when they come.
  mutating func start() -> String {
    guard moves else { return "" }
    return random.chance(60)
      ? #", "place": "\#(place())""#
      : #", "place": { "choice": { "gate": 1, "yard": 2 } }"#
  }

  private mutating func place() -> String { random.one(of: Self.places) }

  /// A step at which an entity goes somewhere, mostly with a transport.
  mutating func move(_ depth: Int, _ loops: Int, _ held: [String]) -> String {
    let transport = random.one(of: ["porter", "cart"])
    if random.chance(10) {
      let takes = preempts ? #", "priority": "n", "preempt": true"# : ""
      return
        #"{ "do": "\#(unique("do"))", "with": "\#(transport)", "for": "3 min"\#(takes) }"#
    }
    let to = random.one(of: [place(), place(), place(), "if(k = red, ward, lab)"])
    var text = #"{ "move": "\#(to)", "name": "\#(unique("move"))""#
    if !givesTimes, random.chance(30) {
      text += #", "speed": "\#(random.one(of: ["15 per min", "(n + 4) per min"]))""#
    }
    if random.chance(30) { return text + ifPreempted(depth, loops, held) + " }" }
    text += #", "by": "\#(transport)""#
    if random.chance(30) { text += #", "priority": "n""# }
    if random.chance(30) { text += #", "loading": "1 min""# }
    if random.chance(30) { text += #", "unloading": \#(duration(loops))"# }
    if random.chance(40) { text += giveUp(depth, loops, held, leaves: false) }
    return text + " }"
  }
}

/// SplitMix64: random choices for tests, the same for a seed on every machine.
package struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  package mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  package mutating func chance(_ percent: Int) -> Bool { number(1...100) <= percent }

  package mutating func one<Value>(of values: [Value]) -> Value {
    values[number(0...values.count - 1)]
  }
}

/// Writes small random models that are valid by construction and rich in simultaneous events.
///
/// Every entity has the attributes `n` (1 to 3), `x` (a number), `d` (a duration) and `k` (a text).
package struct ModelGenerator {
  var random: SplitMix64
  /// Choices that change no trajectory: what is measured beside what happens.
  var aside: SplitMix64
  var resources: [(name: String, most: Int)] = []
  var sources: [String] = []
  var outcomes = ["completed"]
  var counter = 0
  /// How many durations there are, from a start that differs between models.
  var durations = 0
  /// Whether the model has outages, and crews that put units right.
  var breaks = false
  /// The resources that can be a crew: their turnaround does not read who was served.
  var crews: [String] = []
  /// Whether the model has steps with which entities make others or wait for them.
  var hasGroups = false
  /// Whether there are tanks, whose levels are looked at all the time.
  var hasTanks = false
  /// Pathways further down, which entities may be spawned into.
  var later: [String] = []
  /// How many ways of forks, batches and limits of time are around.
  var forks = 0
  var batches = 0
  var limits = 0
  /// Whether the run begins on a date, and whether it ends at a fixed time.
  var isDated = false
  var isFixed = false
  /// Whether the model has pre-emption.
  var preempts = false
  /// The resources whose line is limited.
  var limited: Set<String> = []
  /// Whether the line that is ordered by time of service is limited.
  var hasPlaces = false
  /// The sources that have a rate.
  var rated: Set<String> = []
  /// Whether entities are somewhere and move, and whether ways are given by their times.
  var moves = false
  var givesTimes = false
  /// What is matched, as its section says it.
  var matches: [String] = []
  /// Names that `wait(…)` may have.
  var waitedAt = ["r1"]

  /// The model of a seed, as JSON text.
  package static func model(seed: UInt64) -> String {
    var generator = ModelGenerator(
      random: SplitMix64(seed: seed), aside: SplitMix64(seed: ~seed))
    generator.durations = Int(seed % 40)
    generator.hasGroups = seed % 5 < 2
    generator.moves = seed % 3 == 1
    generator.hasTanks = seed % 6 == 1
    return generator.model()
  }

  private init(random: SplitMix64, aside: SplitMix64) {
    self.random = random
    self.aside = aside
  }

  private mutating func model() -> String {
    preempts = random.chance(40)
    breaks = random.chance(35)
    let timeText = time()
    isFixed =
      !timeText.contains("empty") && !timeText.contains("arrivals")
      && !timeText.contains("departures")
    hasPlaces = random.chance(50)
    let placesText = places()
    let resourceTexts = (1...random.number(1...4)).map { resource("r\($0)") } + transports()
    let pathwayCount = random.number(1...3)
    sources = (1...random.number(1...3)).map { "a\($0)" }
    let pathways = (1...pathwayCount).map { number -> String in
      later = (1...pathwayCount).filter { $0 > number }.map { "p\($0)" }
      let inner = steps(depth: 0, loops: 0, held: [])
      // Whatever else sets them, the marks that expressions read exist.
      return number == 1
        ? #""p1": [ { "mark": "m1" }, \#(inner), { "mark": "m2" } ]"#
        : "\"p\(number)\": [ \(inner) ]"
    }
    let sourceTexts = sources.map { source($0, pathways: pathwayCount) }
    return """
      { "name": "generated",
        "time": { \(timeText) },
        "calendar": { "weekend": { "weekdays": ["Sat", "Sun"] },
          "feast": { "dates": ["2026-01-06"], "from": "01-08", "to": "01-08" } },
        "variables": { "level": 2, "open": true, "limit": "6 min" },
        "dayFactors": { "busy days": { "gamma": { "mean": 1, "cv": 0.3 } } },
        "shocks": { \(shocks(isFixed: isFixed)) },
        \(placesText)"resources": { \((resourceTexts + [timedResource(), listedResource(), machine()]).joined(separator: ",\n    ")) },
        "stocks": { \(stocks()) },
        \(hasTanks ? "\"tanks\": { \(tanks()) }, " : "")
        "matches": { \(matches.joined(separator: ",\n          ")) },
        "arrivals": { \(sourceTexts.joined(separator: ",\n    ")) },
        "pathways": { \(pathways.joined(separator: ",\n    ")),
          "common": { "parameters": { "length": "2 min", "count": 1 }, "steps": [
            { "delay": "inside", "for": "length" },
            { "repeat": "again", "times": "count", "steps": [
              { "do": "part", "with": "r1", "for": "length" } ] } ] },
          "signals": [ { "signal": "go" }, { "signal": "stop" } ] },
        \(emissions())\(observed())"measures": { \(measures()) } }
      """
  }

  private mutating func time() -> String {
    var parts: [String] = []
    if random.chance(60) {
      isDated = true
      parts.append(
        #""start": "2026-01-0\#(random.number(1...9))T\#(random.one(of: ["00:00", "07:30", "21:50"]))""#
      )
    }
    if random.chance(50) {
      parts.append(#""warmUp": "\#(random.one(of: ["10 min", "1 h", "95 min"]))""#)
    }
    // Outages and tanks never rest: a run that waits for something else to happen might not, either.
    switch breaks || hasTanks ? 6 : random.number(1...10) {
    case 1: parts.append(#""until": { "arrivals": \#(random.number(1...150)) }"#)
    case 2: parts.append(#""until": { "departures": \#(random.number(1...100)) }"#)
    case 3, 4: parts.append(#""until": "empty", "length": "\#(random.number(1...8)) h""#)
    case 5: parts.append(#""until": "\#(random.number(2...9)) h""#)
    default: parts.append(#""length": "\#(random.number(1...10)) h""#)
    }
    return parts.joined(separator: ", ")
  }

  private mutating func resource(_ name: String) -> String {
    var most = random.number(1...4)
    var capacity = "\(most)"
    if random.chance(45) {
      var values: [Int] = []
      let times = (0..<random.number(2...5)).map { _ in random.number(0...143) * 10 }
      let table = Set(times).sorted().map { minutes in
        values.append(random.number(0...4))
        let hour = String(minutes / 60 + 100).dropFirst()
        return
          #""\#(hour):\#(String(minutes % 60 + 100).dropFirst())": \#(values[values.count - 1])"#
      }
      most = values.max() ?? 0
      capacity = #"{ "daily": { \#(table.joined(separator: ", ")) }\#(exceptions()) }"#
      if most == 0 { (capacity, most) = ("2", 2) }
    }
    resources.append((name, most))
    var text = #""\#(name)": { "capacity": \#(capacity)"#
    text += queue(name)
    if random.chance(30) {
      let length = random.one(of: [
        #""2 min""#, #""0 min""#, #"{ "choice": { "1 min": 1, "5 min": 1 } }"#,
        #"{ "exponential": { "mean": "3 min" } }"#, #""d / 2""#,
      ])
      text += #", "turnaround": \#(length)"#
      if random.chance(40), let crew = crews.last {
        text += #", "turnaroundBy": "\#(crew)""#
        if random.chance(50) { text += #", "turnaroundPriority": "2 - n""# }
      }
      if !length.contains("d / 2"), !text.contains("2 - n") { crews.append(name) }
    } else {
      crews.append(name)
    }
    if preempts, capacity.contains("daily"), random.chance(50) {
      text += #", "atShiftEnd": "\#(random.chance(60) ? "pre-empt" : "hand over")""#
    }
    return text + escalation(name) + outages(most) + costs() + " }"
  }

  private mutating func source(_ name: String, pathways: Int) -> String {
    let pathway = "p\(random.number(1...pathways))"
    let gap = random.number(2...15)
    let isList = random.chance(10)
    let process =
      isList
      ? appointments()
      : random.one(of: [
        #""rate": "\#(random.number(2...20)) per hour""#,
        #""rate": { "daily": { "00:00": "8 per hour", "01:30": "0 per hour", "0\#(random.number(3...9)):00": "15 per hour" }\#(exceptionalRates()) }"#,
        #""every": "\#(gap) min""#, #""every": "\#(gap) min""#, #""every": "\#(gap) min""#,
        #""every": { "choice": { "1 min": 1, "\#(gap) min": 2, "0 min": 0.3 } }"#,
        #""every": { "uniform": { "min": "1 min", "max": "\#(gap + 5) min" } }"#,
        #""every": "\#(gap) min + 1 min * queue(r1)""#,
        #""rate": { "phases": { "lull": { "rate": "1 per hour", "for": "\#(gap) min" }, "burst": { "rate": "40 per hour", "for": { "exponential": { "mean": "10 min" } }, "next": { "lull": 0.7, "burst": 0.3 } } } }"#,
        #""at": [ "0 min", "0 min", "10 min", "10 min", "20 min", "45 min", "1 h", "1 h", "1 h", "70 min", "2 h" ]"#,
      ])
    if process.contains("\"rate\"") { rated.insert(name) }
    let factors = process.contains("\"rate\"") ? rateFactors() : ""
    let company = company(isList: isList, pathways: pathways)
    let limit = !isList && random.chance(30) ? #", "count": \#(random.number(0...60))"# : ""
    return """
      "\(name)": { \(process)\(limit)\(company)\(factors), "pathway": "\(pathway)", "attributes": {
          "n": { "choice": { "1": 2, "2": 1, "3": 1 } }, "x": \(random.number(-3...9)),
          "d": { "choice": { "1 min": 1, "5 min": 1, "10 min": 1 } },
          "k": { "choice": { "red": 1, "green": 2, "blue": 1 } } }\(correlated())\(start()) }
      """
  }

  mutating func unique(_ word: String) -> String {
    counter += 1
    return "\(word)\(counter)"
  }

  private mutating func measures() -> String {
    var parts: [String] = []
    for _ in 0..<random.number(0...4) {
      var text = #""\#(unique("m"))": { "#
      text += random.one(of: [
        #""share": "\#(condition())""#, #""mean": "timeInSystem""#, #""mean": "waitingTime""#,
        #""mean": "\#(numeric())""#, #""mean": "d""#, #""between": ["m1", "m2"]"#,
        #""between": ["arrival", "m1"]"#, #""between": ["m2", "departure"]"#,
        #""standard": { "within": "20 min", "share": 0.8 }"#,
        #""standard": { "within": "5 min", "share": 0.8 }, "between": ["m1", "m2"]"#,
        #""standard": { "within": "1 min", "share": 0.5 }, "time": "wait(r1)""#,
        #""mean": "wait('\#(random.one(of: waitedAt))')""#,
      ])
      if random.chance(30) { text += #", "where": "\#(condition())""# }
      if random.chance(30) { text += #", "of": "\#(random.one(of: sources))""# }
      if random.chance(30) { text += #", "outcome": "\#(random.one(of: outcomes))""# }
      if random.chance(40) {
        var ways = [
          #""k""#, #"["k", "hour of arrival"]"#, #"["source", "n"]"#, #""day of arrival""#,
        ]
        // Those of one outcome are not told apart by it.
        if !text.contains(#""outcome""#) { ways += [#""outcome""#, #"["n", "outcome"]"#] }
        text += #", "by": \#(random.one(of: ways))"#
      }
      parts.append(text + " }")
    }
    parts.append(
      #""quotient": { "ratio": ["throughput", { "measure": "occupancy", "resource": "r1" }] }"#)
    return (parts + stateMeasures() + accountMeasures()).joined(separator: ", ")
  }
}

extension ModelGenerator {
  /// Conditions on levels, where there are tanks.
  mutating func levels() -> [String] {
    hasTanks
      ? ["level(basin) > \(random.number(0...9))", "2 * level(upper) <= level(basin) + n"] : []
  }

  /// The section of tanks: one that feeds another, with flows that follow the clock and the state.
  mutating func tanks() -> String {
    let capacity = random.one(of: [#""capacity": 10, "#, #""capacity": 7.5, "#, ""])
    let full = random.one(of: ["spill", "stop"])
    let rain = random.one(of: [
      #""9 per hour""#, #""if(queue(r1) > 1, 12, 3.3) per hour""#,
      #"{ "daily": { "00:00": "5 per hour", "01:10": "14 per hour", "02:00": "0.7 per hour" } }"#,
      #""if(level(basin) > 4, 2, 11) per hour", "while": "now mod (50 min) < 35 min""#,
    ])
    let pump = random.one(of: [
      #""opensWhen": "level(basin) >= 6", "closesWhen": "level(basin) < 2""#,
      #""opensWhen": "level(basin) > 5 or level(upper) < 1", "closesWhen": "level(basin) <= 0.5 and level(upper) >= 1""#,
      #""while": "busy(r1) > 0""#, #""while": "hour < 1.5 or surge""#,
    ])
    let down = random.number(0...3) * 4
    return
      #""upper": { \#(random.chance(50) ? #""capacity": 8, "whenFull": "\#(full)", "# : "")"initial": 4, "inflows": { "brook": { "rate": "\#(random.number(0...9)) per hour" } }, "outflows": { "down": { "rate": "\#(down) per hour", "to": "basin" }, "well": { "rate": "3 per hour", "while": "open" } } }, "#
      + #""basin": { \#(capacity)"initial": \#(random.number(0...7)), "whenFull": "\#(random.one(of: ["spill", "stop"]))", "inflows": { "rain": { "rate": \#(rain) } }, "outflows": { "pump": { "rate": "25 per hour", \#(pump) } } }"#
  }

  /// A step that draws from a tank or pours into it.
  mutating func tank(_ depth: Int, _ loops: Int, _ held: [String]) -> String {
    let name = unique("flow")
    let rate = random.one(of: [
      "", #", "rate": "40 per hour""#, #", "rate": "(7 * n + 3) per hour""#,
    ])
    let amount = random.one(of: [
      "1", "\"n\"", "0.3", #"{ "uniform": { "min": 0, "max": 3 } }"#, "\"n / 3\"",
    ])
    let tank = random.one(of: ["basin", "upper"])
    let patience =
      random.chance(70)
      ? #", "renege": { "after": "\#(random.number(0...20)) min", "then": [ { "delay": "\#(unique("delay"))", "for": "2 min" } ] }"#
      : ""
    let priority = random.chance(30) ? #", "priority": "x""# : ""
    if random.chance(40) {
      return
        #"{ "pour": \#(amount), "into": "\#(tank)", "ifFull": "overflow", "name": "\#(name)"\#(rate) }"#
    }
    return
      #"{ "draw": \#(amount), "from": "\#(tank)", "name": "\#(name)"\#(rate)\#(priority)\#(patience) }"#
  }
}

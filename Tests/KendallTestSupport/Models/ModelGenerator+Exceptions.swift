/// What holds on some days instead of every day, in those models that have dates and a fixed end:
/// the others would wait for the exceptions of thirty years before they are in vain.
extension ModelGenerator {
  /// Exceptions of a capacity, which may lie beside the run.
  mutating func exceptions() -> String {
    guard isDated, isFixed, random.chance(50) else { return "" }
    let units = random.number(0...5)
    let feast = random.one(of: [
      "\(units)", #"{ "daily": { "03:00": \#(units), "08:30": 0, "23:00": \#(units) } }"#,
      #"{ "like": "Sun" }"#,
      #"{ "shifts": [ { "from": "06:00", "to": "01:00", "units": \#(units) } ] }"#,
    ])
    return random.one(of: [
      #", "exceptions": { "feast": \#(feast) }"#,
      #", "exceptions": { "2026-01-0\#(random.number(1...9))": \#(feast), "weekend": 1 }"#,
      #", "exceptions": { "2026-01-01/2026-01-0\#(random.number(1...9))": \#(feast) }"#,
      #", "exceptions": { "feast": \#(units), "2026-01-02/2026-02-03": \#(feast) }"#,
    ])
  }

  /// Exceptions of a rate by the day.
  mutating func exceptionalRates() -> String {
    guard isDated, isFixed, random.chance(50) else { return "" }
    return random.one(of: [
      #", "exceptions": { "feast": "11 per hour", "weekend": { "like": "Mon" } }"#,
      #", "exceptions": { "2026-01-04/2026-01-09": { "daily": { "08:00": "3 per hour", "23:00": "20 per hour" } } }"#,
    ])
  }
}

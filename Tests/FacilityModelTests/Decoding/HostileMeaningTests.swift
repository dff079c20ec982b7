import EventEngine
import FacilityModel
import Foundation
import RandomStreams
import Testing

/// The `semantic_cases` of the hostile inputs that a model file can hold.
@Suite struct `Hostile meanings` {
  private struct File: Decodable {
    struct Case: Decodable { let name: String }
    let semantic_cases: [Case]
  }

  /// What is for the command line, for files that include files, or for the engine's own tests.
  private static let elsewhere = [
    "replications_1e12", "include_cycle", "seed_extremes", "preempt_loop", "zero_delay_cycle",
    "zeno", "arrival_rate_over_capacity", "arrival_interval_zero", "resource_deadlock",
  ]
  private static let here = [
    "negative_delay", "batch_size_1e12", "capacity_0_never_freed", "routing_probabilities",
    "schedule_overlap_or_reversed", "distribution_parameters", "horizon", "unit_mismatch",
    "name_collisions", "expression_bomb",
  ]

  @Test func `are all known here or elsewhere`() throws {
    let names = try vectors("hostile_inputs", as: File.self).semantic_cases.map(\.name)
    #expect(Set(names) == Set(Self.here + Self.elsewhere))
  }

  private func expect(
    _ codes: [String], _ text: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let compilation = Compilation(text)
    #expect(
      compilation.codes == codes, "\(compilation.messages)", sourceLocation: sourceLocation)
    #expect((compilation.program == nil) == !codes.isEmpty, sourceLocation: sourceLocation)
  }

  private func duration(_ text: String) -> String {
    model(steps: #"[ { "delay": "stay", "for": \#(text) } ]"#)
  }

  @Test func `negative_delay: constants and laws that can be negative are refused`() {
    expect(["K205"], duration(#""-1 min""#))
    expect(["K208"], duration(#"{ "normal": { "mean": "5 min", "sd": "5 min" } }"#))
    expect([], duration(#"{ "normal": { "mean": "5 min", "sd": "5 min", "min": "0 min" } }"#))
    expect(["K208"], duration(#"{ "uniform": { "min": "-1 us", "max": "5 min" } }"#))
    expect(["K208"], duration(#"{ "constant": "-1 us" }"#))
    expect(["K208"], duration(#"{ "choice": { "-1 min": 0.1, "5 min": 0.9 } }"#))
  }

  @Test func `distribution_parameters: what hangs or breaks a sampler is refused`() {
    for law in [
      #"{ "exponential": { "mean": "-5 min" } }"#, #"{ "exponential": { "mean": "0 min" } }"#,
      #"{ "gamma": { "shape": 0, "scale": "1 min" } }"#,
      #"{ "gamma": { "shape": -0.5, "scale": "1 min" } }"#,
      #"{ "weibull": { "shape": 0, "scale": "1 min" } }"#,
      #"{ "beta": { "a": 0, "b": 0, "min": "0 min", "max": "1 min" } }"#,
      #"{ "triangular": { "min": "5 min", "mode": "3 min", "max": "9 min" } }"#,
      #"{ "pert": { "min": "5 min", "mode": "10 min", "max": "9 min" } }"#,
      #"{ "lognormal": { "mean": "5 min", "sd": "-1 min" } }"#, #"{ "empirical": [] }"#,
      #"{ "uniform": { "min": "5 min", "max": "5 min" } }"#,
      #"{ "choice": { "5 min": 0, "6 min": 0 } }"#, #"{ "choice": { "5 min": -1, "6 min": 2 } }"#,
    ] { expect(["K208"], duration(law)) }
    func attribute(_ law: String) -> String {
      model(patient: #""rate": "1 per hour", "attributes": { "n": \#(law) }"#)
    }
    for law in [
      #"{ "poisson": { "mean": 1e12 } }"#, #"{ "binomial": { "n": 5, "p": 2 } }"#,
      #"{ "negativeBinomial": { "r": 1, "p": 0 } }"#, #"{ "geometric": { "p": 0 } }"#,
      #"{ "exponential": { "mean": 1e300 } }"#, #"{ "poisson": { "mean": -1 } }"#,
    ] { expect(["K208"], attribute(law)) }
    expect(["K205"], attribute(#"{ "poisson": { "mean": "1 / 0" } }"#))
    expect(["K205"], attribute(#"{ "poisson": { "mean": "0 / 0" } }"#))
    expect(["K205"], attribute(#"{ "choice": { "1": "0 / 0" } }"#))
  }

  @Test func `horizon: no time, negative time and time beyond the clock are refused`() {
    for length in ["0 h", "-1 h", "1e300 h", "1e30 h", "19000 years", "1e13 weeks", "0.1 us"] {
      #expect(Compilation(model(time: #"{ "length": "\#(length)" }"#)).program == nil, "\(length)")
    }
    #expect(Compilation(model(time: #"{ "length": "0 / 0 * 1 h" }"#)).codes == ["K205"])
    #expect(Compilation(model(time: #"{ "length": 1e400 }"#)).program == nil)
    let longest = Compilation(model(time: #"{ "warmUp": "18000 * 365 days", "length": "1 h" }"#))
    #expect(longest.program?.warmUp == 18_000 * 365 * Ticks.day)
  }

  @Test func `unit_mismatch: unknown units and numbers beyond range are refused`() {
    expect(["K206"], duration(#""10 widgets""#))
    expect(["K206"], duration(#""1e400 h""#))
    expect(["K207"], duration("10"))
    expect(["K206"], duration(#""10 per hour""#))
    expect(["K206"], duration(#""10 min / 5 min min""#))
  }

  @Test func `routing_probabilities: shares are probabilities that add up to 1`() {
    func shares(_ shares: [String], rest: String = "") -> String {
      let ways = shares.map { #"{ "share": \#($0), "steps": [] }"# }.joined(separator: ", ")
      return model(steps: #"[ { "branch": [ \#(ways)\#(rest) ] } ]"#)
    }
    expect(["K210"], shares(["0.3", "0.3"]))
    expect(["K210"], shares(["0.5", "0.500000002"]))
    expect([], shares(["0.5", "0.5000000001"]))
    expect([], shares(["0.1", "0.2", "0.3", "0.4"]))
    expect([], shares([#""1/3""#, #""1/3""#, #""1/3""#]))
    expect(["K210"], shares(["-0.5", "1.5"]).replacingOccurrences(of: "1.5", with: "0.5"))
    expect(["K210"], shares(["0", "0"]))
    expect([], shares(["0", "0"], rest: #", { "otherwise": [] }"#))
    expect(["K205", "K205"], shares([#""0/0""#, #""1/0""#]))
  }

  @Test func `schedule_overlap_or_reversed: times rise and exist`() {
    func daily(_ entries: String) -> String {
      model(resources: #"{ "doctor": { "capacity": { "daily": { \#(entries) } } } }"#)
    }
    for entries in [
      #""08:00": 1, "07:00": 2"#, #""08:00": 1, "8:00": 2"#, #""25:00": 1"#, #""24:00": 1"#,
      #""08:60": 1"#, #""-1:00": 1"#, #""8": 1"#, #""８:00": 1"#, #""08:00:60": 1"#,
    ] { expect(["K209"], daily(entries)) }
    expect(["K114"], daily(#""08:00": 1, "08:00": 2"#))
    expect([], daily(#""00:00": 1, "23:59:59": 0"#))
  }

  @Test func `name_collisions: equal names and names too much alike are refused`() {
    expect(["K114"], model(resources: #"{ "a": { "capacity": 1 }, "a": { "capacity": 1 } }"#))
    expect(["K211"], model(resources: #"{ "a": { "capacity": 1 }, "A": { "capacity": 1 } }"#))
    let accents = "{ \"caf\u{E9}\": { \"capacity\": 1 }, \"cafe\u{301}\": { \"capacity\": 1 } }"
    #expect(Compilation(model(resources: accents)).program == nil)
    expect(["K211"], model(parameters: #"{ "n": 1, "N": 2 }"#))
    // FNV-1a 64 of these two names is the same.
    #expect(hash(ofName: "8yn0iYCKYHlIj4-BwPqk") == hash(ofName: "GReLUrM4wMqfg9yzV3KQ"))
    let twins = model().replacingOccurrences(
      of: #""arrivals": {"#,
      with: #""arrivals": { "8yn0iYCKYHlIj4-BwPqk": { "every": "1 h", "pathway": "visit" }, "#
        + #""GReLUrM4wMqfg9yzV3KQ": { "every": "1 h", "pathway": "visit" }, "#)
    expect(["K211"], twins)
  }

  @Test func `batch_size_1e12 and capacities: counts have limits`() {
    expect(["K205"], model(patient: #""rate": "1 per hour", "count": 1e13"#))
    expect(["K205"], model(patient: #""rate": "1 per hour", "count": 1.5"#))
    expect(["K205"], model(patient: #""rate": "1 per hour", "count": 9223372036854775808"#))
    expect(["K205"], model(resources: #"{ "doctor": { "capacity": 1e12 } }"#))
    expect(["K205"], model(resources: #"{ "doctor": { "capacity": 1.5 } }"#))
    expect(["K205"], model(steps: #"[ { "seize": { "bed": 1e12 } } ]"#))
    expect(["K205"], model(steps: #"[ { "repeat": "r", "times": 1e12, "steps": [] } ]"#))
    expect(["K205"], model(steps: #"[ { "repeat": "r", "times": -1, "steps": [] } ]"#))
    let exact = Compilation(model(time: #"{ "until": { "arrivals": 999999999999 } }"#))
    #expect(exact.program?.end == .arrivals(999_999_999_999))
  }

  @Test func `capacity_0_never_freed: what can never be had is refused`() {
    expect(
      ["K214"],
      model(
        steps: #"[ { "do": "see", "with": "doctor", "for": "1 min" } ]"#,
        resources: #"{ "doctor": { "capacity": 0 } }"#))
  }

  @Test func `expression_bomb: nesting and length have limits`() {
    let deep = String(repeating: "(", count: 65) + "1" + String(repeating: ")", count: 65)
    expect(["K206"], duration("\"\(deep)\""))
    expect(["K206"], duration("\"1 min" + String(repeating: " + 1 min", count: 600) + "\""))
    let long = duration("\"if(hour < 5, 1 s, 2 s)" + String(repeating: "+1 s", count: 1000) + "\"")
    #expect(throws: Never.self) { _ = try run(#require(Compilation(long).program)) }
  }

  @Test func `steps nested as deep as a file may be are read, checked and run`() throws {
    var steps = #"{ "delay": "stay", "for": "1 min" }"#
    for level in 0..<20 {
      steps = #"{ "repeat": "r\#(level)", "times": 1, "steps": [ \#(steps) ] }"#
      steps = #"{ "branch": [ { "when": "hour >= 0", "steps": [ \#(steps) ] } ] }"#
    }
    let deep = Compilation(model(steps: "[ \(steps) ]"))
    #expect(deep.messages == "")
    _ = try run(#require(deep.program))
    var loops = #"{ "seize": "bed" }, { "release": { "bed": 1 } }, { "seize": "doctor" }"#
    for level in 0..<55 {
      loops = #"{ "repeat": "r\#(level)", "times": 2, "steps": [ \#(loops) ] }"#
    }
    let time = ContinuousClock().measure {
      #expect(Compilation(model(steps: "[ \(loops) ]")).codes == ["K301"])
    }
    #expect(time < .seconds(5))
    for _ in 0..<40 { steps = #"{ "branch": [ { "otherwise": [ \#(steps) ] } ] }"# }
    #expect(Compilation(model(steps: "[ \(steps) ]")).codes.contains("K115"))
  }

  @Test func `many findings, many steps and many names are read in little time`() {
    let steps = (0..<3_000).map { #"{ "delay": "d\#($0)", "for": "x\#($0)" }"# }
    let time = ContinuousClock().measure {
      let many = Compilation(model(steps: "[ " + steps.joined(separator: ", ") + " ]"))
      #expect(many.findings.count == 3_000)
    }
    #expect(time < .seconds(30))
  }
}

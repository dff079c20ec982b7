import EventEngine
import FacilityModel
import KendallTestSupport
import RandomStreams
import Testing

@Suite("Common random numbers")
struct CommonRandomNumberTests {
  private static let bed =
    #""bed": { "capacity": 9, "turnaround": { "exponential": { "mean": "9 min" } } }"#
  private static let doctor = #""doctor": { "capacity": 3 }"#
  private static let steps = """
    { "seize": "bed" },
    { "do": "see", "with": "doctor", "for": { "lognormal": { "mean": "9 min", "sd": "6 min" } } },
    { "repeat": "visits", "times": "n", "steps": [
      { "do": "dress", "with": "doctor", "for": { "gamma": { "mean": "4 min", "sd": "3 min" } } } ] },
    { "branch": [ { "share": 0.4, "steps": [ { "delay": "scan", "for": { "uniform": { "min": "5 min", "max": "50 min" } } } ] },
                  { "otherwise": [ { "delay": "talk", "for": "d" } ] } ] }
    """

  private static func model(
    resources: [String] = [bed, doctor], before: String = "", first: String = "",
    sources: [String] = [source("a"), source("b")]
  ) -> String {
    facility(
      time: #""length": "1 day""#, resources: resources.joined(separator: ", "),
      arrivals: first + sources.joined(separator: ", "),
      pathways: #""p": [ \#(before) \#(steps) ]"#,
      measures: #""stay": { "mean": "timeInSystem" }"#)
  }

  private static func source(_ name: String) -> String {
    """
    "\(name)": { "rate": "3 per hour", "pathway": "p", "attributes": {
      "n": { "poisson": { "mean": 1 } }, "d": { "exponential": { "mean": "8 min" } } } }
    """
  }

  /// What chance decided for an entity: when it came, how long each step took, which it made.
  private func fate(of entity: UInt64, in program: Program) -> [String] {
    var engine = Engine(program, seed: 3, replication: 2, watching: .story(entity))
    do { try engine.run() } catch { return ["\(error)"] }
    var began: Int64 = 0
    var lines: [String] = []
    for entry in engine.story {
      let name = program.steps[Int(entry.step)].name
      switch entry.happening {
      case .arrived: lines.append("\(name) at \(entry.tick)")
      case .began: began = entry.tick
      case .ended: lines.append("\(name) for \(entry.tick - began)")
      default: break
      }
    }
    return lines
  }

  private static let plain = model()
  private static let others: [(String, String)] = [
    ("a resource inserted in front", model(resources: [#""x": { "capacity": 1 }"#, bed, doctor])),
    ("resources in another order", model(resources: [doctor, bed])),
    ("a scarce doctor", model(resources: [bed, #""doctor": { "capacity": 2 }"#])),
    (
      "a step inserted in front",
      model(before: #"{ "delay": "wait", "for": { "exponential": { "mean": "20 min" } } },"#)
    ),
    (
      "a source in front",
      model(
        first:
          #""z": { "rate": "2 per hour", "pathway": "p", "attributes": { "n": 1, "d": "1 min" } },"#
      )
    ),
    ("sources in another order", model(sources: [source("b"), source("a")])),
  ]

  @Test("keep every entity's draws, whatever is inserted or reordered", arguments: others)
  func sameFate(change: String, text: String) throws {
    let plain = try compiled(Self.plain).program
    let other = try compiled(text).program
    var compared = 0
    for source in ["a", "b"] {
      for number in 1...25 {
        let entity = hash(ofName: source) &+ UInt64(number)
        let before = fate(of: entity, in: plain)
        let after = fate(of: entity, in: other).filter { !$0.hasPrefix("p/wait ") }
        // Who is still inside at the end under one of the two has made only some of the steps.
        let both = min(before.count, after.count)
        #expect(before.prefix(both) == after.prefix(both), "\(source):\(number) with \(change)")
        compared += both
      }
    }
    #expect(compared > 150)
  }

  @Test("leave the whole trajectory alone where only the order of declaration differs")
  func sameFingerprint() throws {
    func fingerprint(_ text: String) throws -> Fingerprint? {
      let outcome = runEngine(try compiled(text).program, seed: 3, replication: 2)
      if case .ended(let record) = outcome { return record.fingerprint } else { return nil }
    }
    let plain = try #require(try fingerprint(Self.plain))
    #expect(plain.count > 500)
    #expect(try fingerprint(Self.model(resources: [Self.doctor, Self.bed])) == plain)
    #expect(
      try fingerprint(Self.model(sources: [Self.source("b"), Self.source("a")])) == plain)
    #expect(
      try fingerprint(Self.model(resources: [#""x": { "capacity": 1 }"#, Self.bed, Self.doctor]))
        == plain)
  }

  @Test("differ between seeds and replications, and repeat themselves within one")
  func seeds() throws {
    let program = try compiled(Self.plain).program
    var seen: Set<UInt64> = []
    for (seed, replication) in [(1, 1), (1, 2), (2, 1), (2, 2)] as [(UInt64, UInt64)] {
      for _ in 0..<2 {
        if case .ended(let record) = runEngine(program, seed: seed, replication: replication) {
          seen.insert(record.fingerprint.value)
        }
      }
    }
    #expect(seen.count == 4)
  }
}

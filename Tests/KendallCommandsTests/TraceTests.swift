import Foundation
import Testing

@Suite("kendall trace, check and explain") struct TraceTests {
  private func withModel<Result>(_ text: String, _ body: (String) throws -> Result) throws
    -> Result
  {
    try Kendall.withModel(text) { model, _ in try body(model) }
  }

  @Test func `a story tells each step with its wait and what was waited for`() throws {
    let outcome = try withModel(RunTests.small) {
      try Kendall.run(["trace", $0, "--entity", "x:3"])
    }
    #expect(outcome.code == 0)
    #expect(
      outcome.output == """
        x:3 in “small”
          day 1 Mon 00:30:00  arrives
          day 1 Mon 00:30:00  p/work: waits for r, nobody is waiting before
          day 1 Mon 00:34:00  p/work: gets r after waiting 4 min
          day 1 Mon 00:34:00  p/work: begins
          day 1 Mon 00:46:00  p/work: is done
          day 1 Mon 00:46:00  p/work: gives back r
          day 1 Mon 00:46:00  leaves: completed, 16 min after arriving

        """)
  }

  @Test func `an entity that never comes is said not to have come`() throws {
    let outcome = try withModel(RunTests.small) {
      try Kendall.run(["trace", $0, "--entity", "x:9999"])
    }
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("x:9999 has not arrived"))
  }

  @Test(arguments: ["x", "x:", "x:0", "y:1"])
  func `an entity that cannot be is refused`(_ entity: String) throws {
    let outcome = try withModel(RunTests.small) {
      try Kendall.run(["trace", $0, "--entity", entity])
    }
    #expect(outcome.code == 64)
  }

  @Test func `check finds all mistakes and ends with the code of bad data`() throws {
    let wrong = RunTests.small.replacingOccurrences(of: "\"with\": \"r\"", with: "\"with\": \"s\"")
      .replacingOccurrences(of: "12 min", with: "12 minn")
    let outcome = try withModel(wrong) { try Kendall.run(["check", $0]) }
    #expect(outcome.code == 65)
    #expect(outcome.errors.contains("no resource is named “s”"))
    #expect(outcome.errors.contains("minn"))
  }

  /// The small model with half the work: no line of it grows for ever.
  private static let light = RunTests.small.replacingOccurrences(of: "12 min", with: "6 min")

  @Test func `check warns of what more is asked of than there is`() throws {
    let outcome = try withModel(RunTests.small) { try Kendall.run(["check", $0]) }
    #expect(outcome.code == 0)
    #expect(outcome.errors.contains("warning[K314]"))
    #expect(outcome.output.contains("(more is asked for than there is)"))
  }

  @Test func `check says nothing but good of a good model, and prints JSON on demand`() throws {
    let outcome = try withModel(Self.light) { try Kendall.run(["check", $0]) }
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("no errors"))
    let json = try withModel(Self.light) { try Kendall.run(["check", $0, "--json"]) }
    #expect(json.output.contains("\"findings\": []") && json.output.contains("\"load\": "))
    #expect((try? JSONSerialization.jsonObject(with: Data(json.output.utf8))) != nil)
  }

  @Test func `check is content with warnings, unless it is to be strict`() throws {
    let idle = Self.light.replacingOccurrences(
      of: "\"resources\": {", with: "\"resources\": { \"idle\": { \"capacity\": 1 },")
    let lenient = try withModel(idle) { try Kendall.run(["check", $0]) }
    #expect(lenient.code == 0)
    #expect(lenient.errors.contains("warning[K310]: nothing uses the resource “idle”"))
    let strict = try withModel(idle) { try Kendall.run(["check", $0, "--strict"]) }
    #expect(strict.code == 65)
    let good = try withModel(Self.light) { try Kendall.run(["check", $0, "--strict"]) }
    #expect(good.code == 0)
  }

  @Test(arguments: ["model", "program"])
  func `each stage can be printed`(_ stage: String) throws {
    let outcome = try withModel(RunTests.small) {
      try Kendall.run(["explain", $0, "--stage", stage])
    }
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("work"))
  }
}

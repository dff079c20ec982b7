import Foundation
import Testing

@Suite("kendall run") struct RunTests {
  private let model = "Models/emergency-department.json"

  private func run(_ more: [String], environment: [String: String] = [:]) throws
    -> [String: Data]
  {
    let folder = try Kendall.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let outcome = try Kendall.run(
      ["run", model, "--replications", "3", "--all-policies", "--quiet", "--out", folder.path]
        + more, environment: environment)
    #expect(outcome.code == 0, "\(outcome.errors)")
    return try Kendall.reports(in: folder)
  }

  @Test func `the reports are the same to the byte whatever the number of threads`() throws {
    let one = try run(["--threads", "1"])
    #expect(
      one.keys.sorted() == [
        "dictionary.md", "failures.csv", "key-figures.csv", "manifest.json", "replications.csv",
        "report.html", "summary.csv", "timeline.csv",
      ])
    for threads in ["2", "3", "7"] {
      #expect(try run(["--threads", threads]) == one, "\(threads) threads")
    }
  }

  @Test func `another seed gives other figures`() throws {
    let (one, other) = (try run([]), try run(["--seed", "2"]))
    #expect(one["summary.csv"] != other["summary.csv"])
  }

  #if os(Linux) && arch(x86_64)
    @Test func `the reports do not depend on the processor's fused multiply and add`() throws {
      let tunables = "glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2,-AVX512F,-AVX512VL"
      let plain = try run(["--threads", "2"], environment: ["GLIBC_TUNABLES": tunables])
      #expect(try run([]) == plain)
    }
  #endif

  @Test func `a file that is not there is said to be missing`() throws {
    let outcome = try Kendall.run(["run", "nowhere.json"])
    #expect(outcome.code == 66)
    #expect(outcome.errors == "kendall: nowhere.json: there is no such file\n")
    #expect(outcome.output.isEmpty)
  }

  @Test(arguments: [
    ["--replications", "0"], ["--replications", "1000000000000"], ["--threads", "0"],
    ["--confidence", "95"], ["--seed", "-1"], ["--set", "doctors"],
    ["--set", "cubicles=20", "--set", " cubicles =24"],
    ["--policy", "a", "--all-policies"], ["--wrong"],
  ])
  func `options that make no sense end with a usage message`(_ options: [String]) throws {
    let outcome = try Kendall.run(["run", model] + options)
    #expect(outcome.code == 64)
    #expect(outcome.errors.contains("Usage:") || outcome.errors.contains("--set "))
  }

  @Test func `the table tells costs, and what waits were due to`() throws {
    let folder = try Kendall.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("model.json")
    // The second job waits 10 minutes; in all 20 minutes at 60 EUR an hour.
    try Data(
      #"""
      { "name": "two jobs", "time": { "until": "empty" }, "currency": "EUR", "observe": ["causes"],
        "resources": { "bench": { "capacity": 1, "cost": { "perHour": 60 } }, "yard": { "capacity": "unlimited" } },
        "arrivals": { "job": { "at": [ "0 min", "0 min" ], "pathway": "p" } },
        "pathways": { "p": [ { "do": "work", "with": "bench", "for": "10 min" },
                             { "do": "dry", "with": "yard", "for": "0 min" } ] } }
      """#.utf8
    ).write(to: file)
    let outcome = try Kendall.run(
      ["run", file.path, "--replications", "1", "--out", folder.appendingPathComponent("out").path])
    #expect(outcome.code == 0, "\(outcome.errors)")
    func row(_ label: String) -> Substring? {
      outcome.output.split(separator: "\n").first { $0.hasPrefix("  \(label)  ") }
    }
    #expect(row("wait due to all in use, resource bench")?.contains(" 100 % ") == true)
    #expect(row("cost")?.contains(" 1440 EUR per day ") == true)
    #expect(row("waiting time, resource bench")?.contains(" 5 min ") == true)
    #expect(!outcome.output.contains("yard"))
  }

  @Test func `an unknown policy or parameter is named with what was perhaps meant`() throws {
    let folder = try Kendall.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("model.json")
    try Data(Self.small.utf8).write(to: file)
    let policy = try Kendall.run(["run", file.path, "--policy", "more unit"])
    #expect(policy.code == 65)
    #expect(policy.errors.contains("no policy is named “more unit”"))
    #expect(policy.errors.contains("did you mean “more units”?"))
    let setting = try Kendall.run(["run", file.path, "--set", "unit=3"])
    #expect(setting.code == 65)
    #expect(setting.errors.contains("did you mean “units”?"))
  }

  @Test func `a replication that fails is reported and the others go on`() throws {
    let folder = try Kendall.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("model.json")
    try Data(Self.fragile.utf8).write(to: file)
    let reports = folder.appendingPathComponent("reports")
    let outcome = try Kendall.run([
      "run", file.path, "--replications", "40", "--out", reports.path,
    ])
    #expect(outcome.code == 0)
    #expect(outcome.errors.contains("failed at "))
    let failures = try String(
      contentsOf: reports.appendingPathComponent("failures.csv"), encoding: .utf8)
    let failed = failures.split(separator: "\r\n").count - 1
    #expect(failed > 0 && failed < 40)
    let manifest = try String(
      contentsOf: reports.appendingPathComponent("manifest.json"), encoding: .utf8)
    #expect(manifest.contains("\"failed\": \(failed)"))
    #expect(manifest.contains("\"replications\": \(40 - failed)"))
  }

  @Test func `reports that cannot be written leave the old ones and say why`() throws {
    let folder = try Kendall.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let occupied = folder.appendingPathComponent("occupied")
    try Data("a file".utf8).write(to: occupied)
    let outcome = try Kendall.run([
      "run", model, "--replications", "1", "--out", occupied.path,
    ])
    #expect(outcome.code == 73)
    #expect(outcome.errors.contains("occupied"))
    #expect(try String(contentsOf: occupied, encoding: .utf8) == "a file")
  }

  static let small = """
    { "name": "small", "time": { "length": "1 day" }, "parameters": { "units": 1 },
      "resources": { "r": { "capacity": "units" } },
      "arrivals": { "x": { "every": "10 min", "pathway": "p" } },
      "pathways": { "p": [ { "do": "work", "with": "r", "for": "12 min" } ] },
      "policies": { "more units": { "parameters": { "units": 2 } } } }
    """

  /// Some replications draw a 1, which makes a duration infinite.
  static let fragile = """
    { "name": "fragile", "time": { "length": "1 day" },
      "arrivals": { "x": { "every": "12 h", "pathway": "p",
        "attributes": { "k": { "choice": { "0": 0.2, "1": 0.8 } } } } },
      "pathways": { "p": [ { "delay": "wait", "for": "1 min / k" } ] } }
    """
}

import EventEngine
import FacilityModel
import RandomStreams
import Testing

@Suite struct `Valid models` {
  @Test func `compile without a finding, under every policy, and run`() throws {
    let fixtures = try Fixtures("good")
    for name in try fixtures.models() {
      let (read, findings) = try fixtures.compiler(name)
      let compiler = try #require(read, "\(name): \(FindingRenderer().text(findings))")
      // A fixture shows one thing: what else it names need not be used.
      var others = Findings()
      for finding in compiler.check().sorted where finding.code != ModelCode.unused.rawValue {
        others.add(finding)
      }
      #expect(FindingRenderer().text(others) == "", "\(name)")
      for policies in [[]] + compiler.policyNames.map({ [$0] }) + [compiler.policyNames] {
        let result = compiler.compile(policies: policies)
        let text = FindingRenderer().text(result.findings)
        #expect(result.compiled != nil, "\(name) \(policies): \(text)")
        guard let program = result.compiled?.program else { continue }
        #expect(ProgramVerifier.problems(in: program) == [], "\(name) \(policies)")
        #expect(throws: Never.self, "\(name) \(policies)") { _ = try run(program) }
      }
    }
  }

  @Test func `in YAML give the program that they give in JSON`() throws {
    let fixtures = try Fixtures("good")
    let twins = try fixtures.models().filter { $0.hasSuffix(".yaml") }
    #expect(twins.count >= 3)
    for name in twins {
      func program(_ suffix: String) throws -> Program {
        let compiler = try fixtures.compiler(String(name.dropLast(4)) + suffix).compiler
        var program = try #require(compiler?.compile().compiled?.program, "\(name)")
        for index in program.steps.indices { program.steps[index].place = "" }
        return program
      }
      #expect(try "\(program("yaml"))" == "\(program("json"))", "\(name)")
    }
  }

  @Test func `are there for every step and every distribution`() throws {
    let names = try Fixtures("good").models()
    for keyword in Steps.keywords { #expect(names.contains("step-\(keyword).json")) }
    for entry in Distributions.catalogue {
      #expect(names.contains("distribution-\(entry.name).json"))
    }
  }

  @Test func `of the emergency department use its arrivals by hour of the week`() throws {
    let compiler = try Fixtures("good").compiler("emergency-department.json").compiler
    let compiled = try #require(compiler?.compile().compiled)
    #expect(compiled.files.keys.sorted() == ["arrivals_hour_of_week.csv"])
    guard case .profile(let profile) = compiled.model.sources[0].process else {
      Issue.record("no profile")
      return
    }
    // The mean number of arrivals in a week, from the file; the run starts on a Monday.
    #expect(abs(profile.total - 1113.4141308606509) < 1e-9)
    let more = try #require(compiler?.compile(policies: ["extra evening doctor"]).compiled)
    #expect(more.model.resources[0].plan.changes.map(\.value) == [3, 7, 3])
    #expect(compiled.model.resources[0].plan.changes.map(\.value) == [3, 6, 3])
  }
}

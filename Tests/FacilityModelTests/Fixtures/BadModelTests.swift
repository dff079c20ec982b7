import FacilityModel
import Foundation
import RandomStreams
import Testing

@Suite struct `Models with mistakes` {
  /// All findings of a fixture, without the colours of a terminal.
  private func findings(_ name: String, in fixtures: Fixtures) throws -> Findings {
    let (compiler, findings) = try fixtures.compiler(name)
    return compiler?.check() ?? findings
  }

  /// With UPDATE_EXPECTED=1 in the environment the expectations are written anew.
  @Test func `get exactly the findings that stand beside them`() throws {
    let fixtures = try Fixtures("bad")
    let isUpdating = ProcessInfo.processInfo.environment["UPDATE_EXPECTED"] == "1"
    let source = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("bad")
    for name in try fixtures.models() {
      let text = FindingRenderer().text(try findings(name, in: fixtures))
      if isUpdating {
        try text.write(
          to: source.appendingPathComponent(name + ".expected"), atomically: true, encoding: .utf8)
      } else {
        #expect(text == (try? fixtures.text(name + ".expected")), "\(name)")
      }
      #expect(!text.isEmpty, "\(name)")
    }
  }

  @Test func `are there for every code`() throws {
    let fixtures = try Fixtures("bad")
    var codes: Set<String> = []
    for name in try fixtures.models() {
      for finding in try findings(name, in: fixtures).sorted { codes.insert(finding.code) }
    }
    // What is found by running a model is tested where that is done: see `OutlookTests`.
    for code in ModelCode.allCases where code != .overload {
      #expect(codes.contains(code.rawValue), "\(code) has no bad fixture")
    }
  }

  @Test func `are there for every step and every distribution`() throws {
    let names = try Fixtures("bad").models()
    for keyword in Steps.keywords { #expect(names.contains("step-\(keyword).json"), "\(keyword)") }
    for entry in Distributions.catalogue {
      #expect(names.contains("distribution-\(entry.name).json"), "\(entry.name)")
    }
  }

  @Test func `get messages of one form, each with its remedy`() throws {
    let fixtures = try Fixtures("bad")
    for name in try fixtures.models() {
      for finding in try findings(name, in: fixtures).sorted {
        let message = finding.message
        #expect(!message.hasSuffix("."), "\(name): \(message)")
        #expect(message.first?.isUppercase != true, "\(name): \(message)")
        #expect(!message.contains("internal"), "\(name): \(message)")
        #expect(finding.help != nil, "\(name): \(message)")
        #expect(finding.place != nil, "\(name): \(message)")
      }
    }
  }
}

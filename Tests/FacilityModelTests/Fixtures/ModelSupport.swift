import EventEngine
import FacilityModel
import Foundation
import Testing

/// What came of compiling a text as a model.
struct Compilation {
  let compiled: CompiledModel?
  let findings: Findings

  init(
    _ text: String, as name: String = "m.json", policies: [String] = [],
    settings: [(name: String, value: String)] = [], files: any ModelFiles = NoFiles()
  ) {
    let file = SourceFile(name: name, text: text)
    let reading = ModelCompiler.read(file, files: files)
    guard let compiler = reading.compiler else {
      (compiled, findings) = (nil, reading.findings)
      return
    }
    (compiled, findings) = compiler.compile(policies: policies, settings: settings)
  }

  var codes: [String] { findings.sorted.map(\.code) }
  var messages: String { FindingRenderer().text(findings) }
  var program: Program? { compiled?.program }
}

/// A small valid model with some of its sections replaced.
func model(
  steps: String = #"[ { "delay": "stay", "for": "10 min" } ]"#,
  time: String = #"{ "length": "8 h" }"#, parameters: String = "{}",
  resources: String = #"{ "doctor": { "capacity": 2 }, "bed": { "capacity": 3 } }"#,
  patient: String = #""rate": "4 per hour""#, measures: String = "{}", policies: String = "{}"
) -> String {
  """
  { "name": "small", "time": \(time), "parameters": \(parameters), "resources": \(resources),
    "arrivals": { "patient": { \(patient), "pathway": "visit" } },
    "pathways": { "visit": \(steps), "lab": [ { "delay": "analysis", "for": "5 min" } ] },
    "measures": \(measures), "policies": \(policies) }
  """
}

/// The fixtures of one of the two folders.
struct Fixtures {
  let folder: URL

  init(_ name: String) throws {
    folder = try #require(Bundle.module.url(forResource: name, withExtension: nil))
  }

  var files: FolderFiles { FolderFiles(folder: folder.path) }

  /// The names of the models, sorted.
  func models() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".json") || $0.hasSuffix(".yaml") }.sorted()
  }

  func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  func compiler(_ name: String) throws -> (compiler: ModelCompiler?, findings: Findings) {
    let data = try Data(contentsOf: folder.appendingPathComponent(name))
    return ModelCompiler.read(SourceFile(name: name, bytes: Array(data)), files: files)
  }
}

/// Runs one short replication.
func run(_ program: Program, days: Int64 = 2, seed: UInt64 = 1) throws -> ReplicationRecord {
  var program = program
  if case .tick(let end) = program.end {
    program.warmUp = min(program.warmUp, Ticks.day)
    program.end = .tick(min(end, days * Ticks.day))
  }
  var engine = Engine(program, seed: seed, replication: 0)
  try engine.run()
  return engine.record()
}

import Foundation

/// The built command, run as a user would run it.
struct Kendall {
  /// What a run of the command came to.
  struct Outcome {
    var code: Int32
    var output: String
    var errors: String
  }

  /// The root of the package.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The command, beside the tests that are running.
  private static let executable: URL = {
    let tests = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    var folder = tests.deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent("kendall")
      if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
      folder.deleteLastPathComponent()
    }
    return root.appendingPathComponent(".build/debug/kendall")
  }()

  /// The path of the command.
  static var path: String { executable.path }

  /// Runs the command from the root of the package.
  static func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Outcome {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = root
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let (output, errors) = (
      folder.appendingPathComponent("out"), folder.appendingPathComponent("err")
    )
    for file in [output, errors] {
      _ = FileManager.default.createFile(atPath: file.path, contents: nil)
    }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return Outcome(
      code: process.terminationStatus,
      output: try String(contentsOf: output, encoding: .utf8),
      errors: try String(contentsOf: errors, encoding: .utf8))
  }

  /// Whether a command has named a page that it wrote, and the chart that is to be in it.
  static func hasPage(_ name: String, chart: String, _ outcome: Outcome, in folder: String)
    -> Bool
  {
    guard outcome.output.contains("The report: \(folder)/\(name).html"),
      let page = try? String(contentsOfFile: "\(folder)/\(name).html", encoding: .utf8)
    else { return false }
    return page.contains("id=\"\(chart)-t\"")
      && FileManager.default.fileExists(atPath: "\(folder)/charts/\(chart).svg")
      && FileManager.default.fileExists(atPath: "\(folder)/charts/\(chart).vl.json")
  }

  /// Starts the command and does not wait for it.
  static func start(_ arguments: [String], errors: URL? = nil) throws -> Process {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = root
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    if let errors {
      _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
      process.standardError = try FileHandle(forWritingTo: errors)
    }
    try process.run()
    return process
  }

  /// A new folder of its own.
  static func temporaryFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("kendall-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  /// Does something with a new folder, which is removed afterwards.
  static func withFolder<Value>(_ body: (_ folder: URL) throws -> Value) throws -> Value {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }

  /// Does something with a model in a new folder, which is removed afterwards.
  static func withModel<Value>(
    _ text: String, _ body: (_ model: String, _ folder: URL) throws -> Value
  ) throws -> Value {
    try withFolder { folder in
      let file = folder.appendingPathComponent("model.json")
      try Data(text.utf8).write(to: file)
      return try body(file.path, folder)
    }
  }

  /// The bytes of a run's reports, but for the one that may differ.
  static func reports(in folder: URL) throws -> [String: Data] {
    var files: [String: Data] = [:]
    let kinds = [".csv", ".json", ".html", ".md"]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where name != "run-info.json" && kinds.contains(where: { name.hasSuffix($0) }) {
      files[name] = try Data(contentsOf: folder.appendingPathComponent(name))
    }
    return files
  }
}

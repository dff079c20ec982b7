import ArgumentParser
import FacilityModel
import Foundation
import Reporting

/// Where commands print: results to standard output, everything else to standard error.
enum Console {
  /// Exit codes after sysexits.h.
  static let dataError = ExitCode(65)
  static let noInput = ExitCode(66)
  static let unavailable = ExitCode(69)
  static let internalError = ExitCode(70)
  static let cannotCreate = ExitCode(73)

  static let outputError = ExitCode(74)

  /// Whether somebody looks at standard error on a terminal that can do more than lines.
  static var errorsAreSeen: Bool {
    isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }

  private static var hasColour: Bool {
    errorsAreSeen && ProcessInfo.processInfo.environment["NO_COLOR"]?.isEmpty != false
  }

  /// Prints results; the process ends quietly (SIGPIPE) when nobody reads them any more.
  static func print(_ text: String) throws {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
    } catch {
      note("kendall: standard output cannot be written: \(ReportFolder.reason(of: error))")
      throw outputError
    }
  }

  static func note(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
  }

  /// Prints JSON, which ends with a line of its own.
  static func print(_ json: JSONText) throws { try print(String(json.text.dropLast())) }

  /// The bytes of a file that the user named, or an exit with a message.
  static func contents(of path: String) throws -> Data {
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    if isThere, !isFolder.boolValue, let data = FileManager.default.contents(atPath: path) {
      return data
    }
    note(
      "kendall: \(path): "
        + (!isThere
          ? "there is no such file"
          : isFolder.boolValue ? "this is a folder, not a file" : "the file cannot be read"))
    throw noInput
  }

  /// Prints findings for people to standard error.
  static func note(findings: Findings) {
    if !findings.isEmpty { note(FindingRenderer(colour: hasColour).text(findings)) }
  }

  /// Prints findings; throws where there are errors among them.
  static func show(_ findings: Findings) throws {
    note(findings: findings)
    if findings.hasErrors { throw dataError }
  }
}

/// The model file that a command works on.
struct ModelArgument: ParsableArguments {
  @Argument(help: "The model: a .json, .yaml or .yml file.", completion: Completions.modelFile)
  var model: String

  /// The text of the file, or an exit with a message.
  func file() throws -> SourceFile {
    SourceFile(name: model, bytes: [UInt8](try Console.contents(of: model)))
  }

  /// What a report says of the file.
  func identity(_ variation: VariationOptions) throws -> RunReport.Identity {
    RunReport.Identity(
      modelName: URL(fileURLWithPath: model).lastPathComponent, modelBytes: try file().bytes,
      settings: try variation.pairs(), version: kendallVersion)
  }

  /// The files beside the model, which it may name.
  var files: FolderFiles {
    FolderFiles(folder: URL(fileURLWithPath: model).deletingLastPathComponent().path)
  }

  /// The compiler of the file, or an exit with its findings.
  func compiler() throws -> (compiler: ModelCompiler, file: SourceFile) {
    let file = try file()
    let (compiler, findings) = ModelCompiler.read(file, files: files)
    guard let compiler else {
      try Console.show(findings)
      throw Console.dataError
    }
    return (compiler, file)
  }

  /// The model under policies, ready to be run, or an exit with its findings.
  func compiled(under policies: [String], _ variation: VariationOptions) throws -> CompiledModel {
    let (compiler, _) = try compiler()
    let (compiled, findings) = compiler.compile(
      policies: policies, settings: try variation.pairs())
    try Console.show(findings)
    guard let compiled else { throw Console.dataError }
    return compiled
  }
}

/// Parameters and policies that a command applies to the model.
struct VariationOptions: ParsableArguments {
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Give a parameter another value.", valueName: "name=value"),
    completion: Completions.parameters)
  var settings: [String] = []

  /// The settings as pairs, or an exit with a usage message.
  func pairs() throws -> [(name: String, value: String)] {
    var named: Set<String> = []
    return try settings.map { setting in
      guard let equals = setting.firstIndex(of: "=") else {
        throw ValidationError("--set takes name=value, not “\(setting)”")
      }
      let name = String(setting[..<equals]).trimmingCharacters(in: .whitespaces)
      guard named.insert(name).inserted else {
        throw ValidationError("--set gives “\(name)” more than one value")
      }
      return (
        name,
        String(setting[setting.index(after: equals)...]).trimmingCharacters(in: .whitespaces)
      )
    }
  }
}

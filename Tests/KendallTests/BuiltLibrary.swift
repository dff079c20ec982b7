import Foundation

/// The library as it was built with the tests that are running, and the compiler that built it.
struct BuiltLibrary {
  /// The root of the package.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let catalogue = root.appendingPathComponent("Sources/Kendall/Kendall.docc")

  /// The folder of the build, which holds the modules.
  let folder: URL

  /// Finds the build of the tests; nil where it lies elsewhere.
  init?() {
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    repeat {
      guard folder.path != "/" else { return nil }
      folder.deleteLastPathComponent()
    } while !FileManager.default.fileExists(
      atPath: folder.appendingPathComponent("Modules/Kendall.swiftmodule").path)
    self.folder = folder
  }

  /// What a command came to.
  struct Outcome {
    var code: Int32
    /// What it printed, errors among it.
    var output: String
  }

  /// Runs a command, found on the path, in a folder.
  static func run(_ command: [String], in folder: URL) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Outcome(code: process.terminationStatus, output: String(decoding: data, as: UTF8.self))
  }

  /// Compiles a program as somebody would who depends on the library.
  ///
  /// - Parameter product: the executable to be made; if there is none, types are checked alone.
  func compile(_ source: URL, to product: URL? = nil) throws -> Outcome {
    let here = source.deletingLastPathComponent()
    var command = [
      "swiftc", "-swift-version", "6", "-warnings-as-errors", "-module-name", "Program",
      "-I", folder.appendingPathComponent("Modules").path,
    ]
    for module in moduleMaps { command += ["-Xcc", "-fmodule-map-file=\(module.path)"] }
    guard let product else {
      return try Self.run(command + ["-typecheck", source.path], in: here)
    }
    command += ["-o", product.path, source.path] + (try objects())
    command += ["-lgsl", "-lgslcblas", "-lm", "-lsqlite3"]
    if isWorkbookBuilt { command.append("-lxlsxwriter") }
    return try Self.run(command, in: here)
  }

  /// Checks a manifest of a package.
  static func check(manifest: URL) throws -> Outcome {
    let found = try run(["which", "swiftc"], in: root)
    let compiler = URL(
      fileURLWithPath: found.output.trimmingCharacters(in: .whitespacesAndNewlines)
    ).resolvingSymlinksInPath()
    let interface = compiler.deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("lib/swift/pm/ManifestAPI")
    return try run(
      [
        "swiftc", "-typecheck", "-swift-version", "6", "-package-description-version", "6.2",
        "-I", interface.path, manifest.path,
      ], in: root)
  }

  /// The modules in C that ours are made of.
  private var moduleMaps: [URL] {
    let checkouts = Self.root.appendingPathComponent(".build/checkouts")
    return [
      Self.root.appendingPathComponent("Sources/CGSL/module.modulemap"),
      Self.root.appendingPathComponent("Sources/CXLSX/module.modulemap"),
      checkouts.appendingPathComponent("GRDB.swift/Sources/GRDBSQLite/module.modulemap"),
      checkouts.appendingPathComponent("Yams/Sources/CYaml/include/module.modulemap"),
    ].filter { FileManager.default.fileExists(atPath: $0.path) }
  }

  /// Whether the build has the trait `Excel`.
  private var isWorkbookBuilt: Bool {
    guard
      let outcome = try? Self.run(
        ["grep", "-rlq", "workbook_new", folder.appendingPathComponent("Reporting.build").path],
        in: folder)
    else { return false }
    return outcome.code == 0
  }

  /// The object files of the library and of all it depends on, as the tests were linked with them.
  ///
  /// The folders of the targets may hold objects of sources that are gone.
  private func objects() throws -> [String] {
    let targets = [
      "Kendall", "Reporting", "Experiments", "FacilityModel", "EventEngine", "RandomStreams",
      "OutputStatistics", "GRDB", "Yams", "CYaml", "SwiftCSV",
    ]
    let list = folder.appendingPathComponent("kendallPackageTests.product/Objects.LinkFileList")
    return try String(contentsOf: list, encoding: .utf8).split(separator: "\n")
      .map { $0.trimmingCharacters(in: ["'", "\""]) }
      .filter { path in targets.contains { path.contains("/\($0).build/") } }
  }
}

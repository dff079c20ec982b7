import Foundation
import Kendall
import Testing

/// The documentation of the library: all its code compiles, and its programs do what they say.
@Suite("The documentation of the library") struct DocumentationTests {
  private static let resources = BuiltLibrary.catalogue.appendingPathComponent("Resources")

  /// The code of the tutorials, a file each, but for the manifest.
  static let listings: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: resources.path)) ?? []
    return names.filter { $0.hasSuffix(".swift") && !$0.hasSuffix("package.swift") }.sorted()
  }()

  /// What has blocks of Swift: the articles, the docstrings of the sources, and the README.
  static let texts: [String] = {
    let folder = BuiltLibrary.root.appendingPathComponent("Sources/Kendall")
    let files = FileManager.default.enumerator(atPath: folder.path)
    return (files ?? .init()).compactMap { $0 as? String }
      .filter { name in
        (name.hasSuffix(".md") || name.hasSuffix(".swift") && !name.contains("Resources"))
          && !blocks(in: folder.appendingPathComponent(name)).isEmpty
      }.sorted() + ["../../README.md"]
  }()

  /// The blocks of Swift of an article or of docstrings, in order, as one program.
  private static func blocks(in file: URL) -> String {
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    var program = ""
    var isInside = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = line.drop { $0 == " " }.hasPrefix("///") ? line.drop { $0 == " " } : line
      if line.hasPrefix("///") { line = line.dropFirst(line.hasPrefix("/// ") ? 4 : 3) }
      if line.hasPrefix("```") {
        isInside = line == "```swift"
      } else if isInside {
        program += line + "\n"
      }
    }
    return program
  }

  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("kendall-docs-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  @Test(arguments: listings) func `has tutorials whose code compiles`(listing: String) throws {
    let library = try #require(BuiltLibrary())
    let outcome = try library.compile(Self.resources.appendingPathComponent(listing))
    #expect(outcome.code == 0, "\(outcome.output)")
  }

  @Test(arguments: texts) func `has articles whose code compiles`(text: String) throws {
    let library = try #require(BuiltLibrary())
    try withFolder { folder in
      let source = BuiltLibrary.root.appendingPathComponent("Sources/Kendall/" + text)
      let program = folder.appendingPathComponent("main.swift")
      try Self.blocks(in: source).write(to: program, atomically: true, encoding: .utf8)
      let outcome = try library.compile(program)
      #expect(outcome.code == 0, "\(outcome.output)")
    }
  }

  @Test func `has a manifest that compiles`() throws {
    let outcome = try BuiltLibrary.check(
      manifest: Self.resources.appendingPathComponent("clinic-package.swift"))
    #expect(outcome.code == 0, "\(outcome.output)")
  }

  /// The last listing of each part, run; the tutorials say what they print.
  @Test(arguments: [
    ("running-5-rows", ["Walk-in clinic [\"doctors\"] [\"third doctor\"]", "the target of 0.9"]),
    ("comparing-3-reports", ["third doctor seen in 30 min +", ": better"]),
    ("varying-3-problems", ["3 doctors: 0.9", "enough", "did you mean “doctors”?"]),
  ]) func `has tutorials whose programs run`(listing: String, words: [String]) throws {
    let library = try #require(BuiltLibrary())
    try withFolder { folder in
      let program = folder.appendingPathComponent("program")
      let built = try library.compile(
        Self.resources.appendingPathComponent(listing + ".swift"), to: program)
      try #require(built.code == 0, "\(built.output)")
      try FileManager.default.copyItem(
        at: Self.resources.appendingPathComponent("clinic.json"),
        to: folder.appendingPathComponent("clinic.json"))
      let ran = try BuiltLibrary.run([program.path], in: folder)
      #expect(ran.code == 0)
      for word in words { #expect(ran.output.contains(word), "\(ran.output)") }
      let reports = folder.appendingPathComponent("clinic-reports").path
      let written = (try? FileManager.default.contentsOfDirectory(atPath: reports)) ?? []
      #expect(
        written.contains("report.html") == (listing == "comparing-3-reports"), "\(written)")
    }
  }

  @Test func `finds code that does not compile`() throws {
    let library = try #require(BuiltLibrary())
    try withFolder { folder in
      let program = folder.appendingPathComponent("main.swift")
      try Data("import Kendall\nprint(try Facility(file: \"x\"))\n".utf8).write(to: program)
      let outcome = try library.compile(program)
      #expect(outcome.code != 0 && outcome.output.contains("error:"))
    }
  }

  @Test func `draws the clinic as the library does`() throws {
    let model = try Facility(contentsOf: Self.resources.appendingPathComponent("clinic.json").path)
    let file = Self.resources.appendingPathComponent("clinic.svg")
    if ProcessInfo.processInfo.environment["UPDATE_EXPECTED"] != nil {
      try model.drawing.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == model.drawing)
  }

  @Test func `is a catalogue without a warning`() throws {
    let library = try #require(BuiltLibrary())
    // Where there is no docc, nothing can be said of the catalogue.
    guard try BuiltLibrary.run(["which", "docc"], in: BuiltLibrary.root).code == 0 else { return }
    try withFolder { folder in
      let outcome = try BuiltLibrary.run(
        [
          BuiltLibrary.root.appendingPathComponent("Tests/build-docs").path,
          library.folder.path, folder.appendingPathComponent("docs").path,
        ], in: BuiltLibrary.root)
      #expect(outcome.code == 0, "\(outcome.output)")
    }
  }
}

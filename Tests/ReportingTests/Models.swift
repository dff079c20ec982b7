import FacilityModel
import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Models that the tests of reports are made with.
enum Models {
  /// The root of the package.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The compiler of a model of the package.
  static func compiler(_ path: String) throws -> ModelCompiler? {
    let url = root.appendingPathComponent(path)
    let file = SourceFile(name: path, bytes: [UInt8](try Data(contentsOf: url)))
    return ModelCompiler.read(
      file, files: FolderFiles(folder: url.deletingLastPathComponent().path)
    ).compiler
  }

  static func model(_ path: String) throws -> Model? {
    try compiler(path)?.compile().compiled?.model
  }

  /// The model of a text.
  static func model(text: String) -> Model? {
    let file = SourceFile(name: "model.json", text: text)
    let compiler = ModelCompiler.read(file, files: FolderFiles(folder: root.path)).compiler
    return compiler?.compile().compiled?.model
  }

  /// The good fixtures of the language.
  static func fixtures() throws -> [String] {
    let folder = "Tests/FacilityModelTests/good"
    return try FileManager.default.contentsOfDirectory(
      atPath: root.appendingPathComponent(folder).path
    ).filter { $0.hasSuffix(".json") || $0.hasSuffix(".yaml") }.sorted().map { "\(folder)/\($0)" }
  }
}

/// What is wrong with a text as XML; nil if nothing is.
func problem(ofXML text: String) -> String? {
  let parser = XMLParser(data: Data(text.utf8))
  if parser.parse() { return nil }
  return "line \(parser.lineNumber): \(parser.parserError.map { "\($0)" } ?? "?")"
}

import FacilityModel
import Foundation
import Testing

@Suite struct `Files beside a model` {
  private struct File: Decodable {
    struct Case: Decodable {
      let path: String
      let allowed: Bool
    }
    let cases: [Case]
  }

  /// A folder as the vectors suppose it, removed by whoever made it.
  private static func makeFolder() throws -> (root: URL, above: URL) {
    let manager = FileManager.default
    let above = manager.temporaryDirectory.appendingPathComponent("kendall-\(UUID().uuidString)")
    let root = above.appendingPathComponent("models")
    let sub = root.appendingPathComponent("sub")
    try manager.createDirectory(at: sub, withIntermediateDirectories: true)
    let evil = above.appendingPathComponent("models-evil")
    try manager.createDirectory(at: evil, withIntermediateDirectories: true)
    try Data("{}".utf8).write(to: root.appendingPathComponent("ed.json"))
    try Data("{}".utf8).write(to: sub.appendingPathComponent("ed.json"))
    try Data("x".utf8).write(to: evil.appendingPathComponent("x.json"))
    try Data("x".utf8).write(to: above.appendingPathComponent("secret.json"))
    func link(_ name: String, _ target: String) throws {
      try manager.createSymbolicLink(
        atPath: root.appendingPathComponent(name).path, withDestinationPath: target)
    }
    try link("sub/link-to-outside", "../../secret.json")
    try link("folder-outside", "..")
    try link("inside.json", "sub/ed.json")
    try link("loop.json", "loop.json")
    try link("dangling.json", "nowhere.json")
    try #require(mkfifo(root.appendingPathComponent("fifo (mkfifo)").path, 0o600) == 0)
    return (root, above)
  }

  @Test func `are read where they may be and refused where not`() throws {
    let (root, above) = try Self.makeFolder()
    defer { try? FileManager.default.removeItem(at: above) }
    let files = FolderFiles(folder: root.path)
    for one in try vectors("path_traversal", as: File.self).cases {
      let path = one.path.replacingOccurrences(of: "/srv/models", with: root.path)
      expect(one.allowed, path, in: files)
    }
    for (path, allowed) in [
      ("inside.json", true), ("folder-outside/secret.json", false), ("loop.json", false),
      ("dangling.json", false), ("folder-outside/models/ed.json", true), ("none.csv", false),
      ("sub", false), ("sub/.", false), ("..", false), ("sub/..", false), ("ed.json/", false),
      ("ed.json/x", false), ("../nothing", false), ("C:\\ed.json", false),
    ] { expect(allowed, path, in: files) }
  }

  private func expect(_ allowed: Bool, _ path: String, in files: FolderFiles) {
    do throws(FileProblem) {
      let bytes = try files.bytes(of: path)
      #expect(allowed, "\(path)")
      #expect(bytes == Array("{}".utf8), "\(path)")
    } catch {
      #expect(!allowed, "\(path): \(error.message)")
      #expect(error.help != nil && !error.message.isEmpty, "\(path)")
      #expect(!error.message.contains("secret") || path.contains("secret"), "\(path)")
    }
  }

  @Test func `larger than the limit are refused without being kept`() throws {
    let (root, above) = try Self.makeFolder()
    defer { try? FileManager.default.removeItem(at: above) }
    let large = root.appendingPathComponent("large.csv")
    try Data().write(to: large)
    let handle = try FileHandle(forWritingTo: large)
    try handle.truncate(atOffset: UInt64(FolderFiles.sizeLimit) + 1)
    try handle.close()
    #expect(throws: FileProblem.self) { try FolderFiles(folder: root.path).bytes(of: "large.csv") }
  }

  @Test func `are found from a folder given with links, dots or a slash at its end`() throws {
    let (root, above) = try Self.makeFolder()
    defer { try? FileManager.default.removeItem(at: above) }
    let link = above.appendingPathComponent("link")
    try FileManager.default.createSymbolicLink(
      atPath: link.path, withDestinationPath: root.path)
    for folder in [root.path + "/", root.path + "/sub/..", link.path, link.path + "/."] {
      #expect(try FolderFiles(folder: folder).bytes(of: "ed.json") == Array("{}".utf8))
    }
  }
}

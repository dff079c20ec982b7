/// The files in the folder of a model and below it.
///
/// A model comes from anywhere, so what it names is opened with care: nothing outside the folder,
/// whatever links say, nothing but ordinary files, and no more bytes than the limit.
package struct FolderFiles: ModelFiles {
  /// The most bytes of a file.
  package static let sizeLimit = 64 << 20

  /// The folder without links, and without a slash at its end.
  private let root: String

  /// The files below a folder that exists.
  package init(folder: String) {
    root = Self.resolved(folder.isEmpty ? "." : folder) ?? folder
  }

  package func bytes(of name: String) throws(FileProblem) -> [UInt8] {
    try Self.check(name)
    let path = name.hasPrefix("/") ? name : root + "/" + name
    guard let real = Self.resolved(path) else {
      // Nothing is said of what is outside.
      if Self.climbs(name) || (name.hasPrefix("/") && !Self.isBelow(name, root)) {
        throw Self.outside(name)
      }
      throw FileProblem(
        "there is no file “\(name)”", help: "it is looked for beside the model file")
    }
    if real == root {
      throw FileProblem("“\(name)” is a folder, not a file", help: "name a file in it")
    }
    guard Self.isBelow(real, root) else { throw Self.outside(name) }
    return try Self.read(real, name)
  }

  /// Refuses names that are no relative names of files on any system.
  private static func check(_ name: String) throws(FileProblem) {
    if name.isEmpty {
      throw FileProblem("a file name is empty", help: "write for example \"arrivals.csv\"")
    }
    if name.unicodeScalars.contains(where: { $0.value == 0 }) {
      throw FileProblem("a file name contains a NUL character", help: "remove it")
    }
    if name.utf8.count > 1024 {
      throw FileProblem("a file name has more than 1024 characters", help: "use a shorter one")
    }
    if name.contains("\\") {
      throw FileProblem(
        "“\(name)” contains a backslash", help: "write “/” between folders, on any system")
    }
    if name.contains("://") || name.lowercased().hasPrefix("file:") {
      throw FileProblem(
        "“\(name)” is an address, not a file", help: "put the file beside the model")
    }
    if name.hasPrefix("~") {
      throw FileProblem("“\(name)” begins with “~”", help: "name it relative to the model's folder")
    }
    if name.hasSuffix("/") {
      throw FileProblem("“\(name)” is a folder, not a file", help: "name a file in it")
    }
  }

  private static func outside(_ name: String) -> FileProblem {
    FileProblem(
      "“\(name)” leads out of the model's folder",
      help: "put the file beside the model and name it relative to it")
  }

  /// Whether a name leaves its folder by going up, links aside.
  private static func climbs(_ name: String) -> Bool {
    var depth = 0
    for part in name.split(separator: "/") {
      if part == ".." { depth -= 1 } else if part != "." { depth += 1 }
      if depth < 0 { return true }
    }
    return false
  }

  private static func isBelow(_ path: String, _ root: String) -> Bool {
    path.hasPrefix(root == "/" ? "/" : root + "/")
  }
}

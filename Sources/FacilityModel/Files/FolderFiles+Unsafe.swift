import Foundation

/// The calls of the operating system.
extension FolderFiles {
  /// The path without links and dots; nil where there is nothing.
  static func resolved(_ path: String) -> String? {
    guard let pointer = realpath(path, nil) else { return nil }
    defer { free(pointer) }
    return String(validatingCString: pointer)
  }

  /// Reads an ordinary file; the path has no links, and none may appear at its end meanwhile.
  static func read(_ path: String, _ name: String) throws(FileProblem) -> [UInt8] {
    // Without O_NONBLOCK a pipe would be waited for.
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else {
      throw FileProblem(
        "“\(name)” cannot be opened: \(String(cString: strerror(errno)).lowercased())",
        help: "look at who may read it")
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      let isFolder = status.st_mode & S_IFMT == S_IFDIR
      throw FileProblem(
        "“\(name)” is \(isFolder ? "a folder" : "a device or a pipe"), not a file",
        help: "name an ordinary file")
    }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Foundation.read(file, &block, block.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw FileProblem("“\(name)” cannot be read to its end", help: "look at the disk")
      }
      if count == 0 { return bytes }
      bytes += block[..<count]
      // A file may grow while it is read.
      if bytes.count > sizeLimit {
        throw FileProblem(
          "“\(name)” is larger than \(sizeLimit >> 20) MiB", help: "keep only what the model uses")
      }
    }
  }
}

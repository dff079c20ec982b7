package import Foundation

/// A folder that takes report files, each of them whole or not at all.
///
/// A file is written under a temporary name in the same folder, flushed to the disk and renamed
/// over the old one; then the folder is flushed. Whatever fails before the renaming leaves the
/// old file as it was and no temporary file behind; what a killed process left is removed by the next
/// one that writes the same files. A name may have one folder before it, as `charts/wait.svg`.
package struct ReportFolder: Sendable {
  /// The path of the folder.
  package let path: String
  private let calls: FileCalls

  /// The folder at a path, created with the folders above it if it does not exist.
  package init(creating path: String) throws(ReportFileError) {
    try self.init(creating: path, calls: .system)
  }

  package init(creating path: String, calls: FileCalls) throws(ReportFileError) {
    self.path = path
    self.calls = calls
    try Self.create(path)
  }

  /// Writes one file of the folder.
  package func write(_ data: Data, to name: String) throws(ReportFileError) {
    try write([(name: name, data: data)])
  }

  /// Writes files that belong together: none is put in place before all are on the disk.
  ///
  /// - Parameter outdated: files of the folder that are removed once the others are in place.
  package func write(_ files: [(name: String, data: Data)], removing outdated: [String] = [])
    throws(ReportFileError)
  {
    var targets: [Target] = []
    for file in files { targets.append(try target(for: file.name)) }
    let folders = Set(targets.map(\.folder)).sorted()
    for folder in folders where folder != path { try Self.create(folder) }
    let leftovers = leftovers(of: targets, in: folders)
    var staged: [(temporary: String, target: String)] = []
    do throws(ReportFileError) {
      for (file, target) in zip(files, targets) {
        staged.append((try stage(Array(file.data), for: target), target.path))
      }
      while let next = staged.first {
        if let error = calls.rename(next.temporary, next.target) {
          throw ReportFileError(path: next.target, step: .rename, reason: error.message)
        }
        staged.removeFirst()
      }
    } catch {
      for file in staged { _ = calls.remove(file.temporary) }
      throw error
    }
    for name in outdated { _ = calls.remove(path + "/" + name) }
    for path in leftovers { _ = calls.remove(path) }
    for folder in folders.isEmpty ? [path] : folders {
      if let error = calls.syncFolder(folder) {
        let target = targets.last { $0.folder == folder }?.path ?? folder + "/"
        throw ReportFileError(path: target, step: .syncFolder, reason: error.message)
      }
    }
  }
}

extension ReportFolder {
  /// Where a file is to be.
  private struct Target {
    var folder: String
    var name: String
    var path: String { folder + "/" + name }

    /// Under what name it is written first.
    func temporary(_ attempt: Int) -> String { "\(folder)/.\(attempt).\(name).partial" }
  }

  private static func create(_ path: String) throws(ReportFileError) {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true)
    } catch {
      throw ReportFileError(
        path: path, step: .folder, reason: Self.obstacle(to: path) ?? Self.reason(of: error))
    }
  }

  /// The place of a file, whose name must stay within the folder.
  private func target(for name: String) throws(ReportFileError) -> Target {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let isPlain =
      (1...2).contains(parts.count)
      && parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." && !$0.utf8.contains(0) }
    guard isPlain, let last = parts.last else {
      throw ReportFileError(path: name, step: .name, reason: "not the name of a file in a folder")
    }
    return Target(folder: parts.count == 1 ? path : path + "/" + parts[0], name: last)
  }

  /// Temporary files of the same names, which a process that was killed left behind.
  private func leftovers(of targets: [Target], in folders: [String]) -> [String] {
    folders.flatMap { folder -> [String] in
      let own = Set(targets.filter { $0.folder == folder }.map(\.name))
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      return names.filter { name in
        guard name.hasPrefix("."), name.hasSuffix(".partial") else { return false }
        let parts = name.dropFirst().dropLast(".partial".count).split(
          separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        return parts.count == 2 && Int(parts[0]) != nil && own.contains(String(parts[1]))
      }.map { folder + "/" + $0 }
    }
  }

  /// Writes bytes to a new temporary file beside the target and returns its path.
  private func stage(_ bytes: [UInt8], for target: Target) throws(ReportFileError) -> String {
    let (temporary, file) = try createTemporary(for: target)
    var failure = write(bytes, to: file, target: target.path)
    if let error = calls.close(file), failure == nil {
      failure = ReportFileError(path: target.path, step: .sync, reason: error.message)
    }
    if let failure {
      _ = calls.remove(temporary)
      throw failure
    }
    return temporary
  }

  /// Creates a temporary file under the first name that is free.
  private func createTemporary(
    for target: Target
  ) throws(ReportFileError) -> (path: String, file: Int32) {
    for attempt in 0... {
      let temporary = target.temporary(attempt)
      switch calls.create(temporary) {
      case .success(let file): return (temporary, file)
      case .failure(.exists) where attempt < 1000: continue
      case .failure(let error):
        throw ReportFileError(path: target.path, step: .create, reason: error.message)
      }
    }
    preconditionFailure("internal: the attempts are bounded")
  }

  /// Writes all bytes and flushes them.
  private func write(_ bytes: [UInt8], to file: Int32, target: String) -> ReportFileError? {
    var offset = 0
    while offset < bytes.count {
      switch calls.write(file, bytes, offset) {
      case .success(let count) where count > 0: offset += count
      case .success:
        return ReportFileError(path: target, step: .write, reason: "nothing could be written")
      case .failure(let error):
        return ReportFileError(path: target, step: .write, reason: error.message)
      }
    }
    return calls.sync(file).map {
      ReportFileError(path: target, step: .sync, reason: $0.message)
    }
  }

  /// The file that stands where a folder is to be, in words; nil where there is none.
  private static func obstacle(to path: String) -> String? {
    var place = URL(fileURLWithPath: path).standardizedFileURL
    while place.path != "/" {
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder) {
        return isFolder.boolValue ? nil : "\(place.path) is a file, not a folder"
      }
      place.deleteLastPathComponent()
    }
    return nil
  }

  /// The system's words behind an error of Foundation.
  package static func reason(of error: any Error) -> String {
    let cause = error as NSError
    let underlying = cause.userInfo[NSUnderlyingErrorKey] as? NSError
    if let underlying, underlying.domain == NSPOSIXErrorDomain {
      return ErrorNumber(code: Int32(underlying.code)).message
    }
    return cause.localizedDescription
  }
}

package import Foundation

/// A folder that takes report files, each of them whole or not at all.
///
/// A file is written under a temporary name in the same folder, flushed to the disk and renamed
/// over the old one; then the folder is flushed. Whatever fails before the renaming leaves the
/// old file as it was and no temporary file behind.
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
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true)
    } catch {
      throw ReportFileError(
        path: path, step: .folder, reason: Self.obstacle(to: path) ?? Self.reason(of: error))
    }
  }

  /// Writes one file of the folder.
  package func write(_ data: Data, to name: String) throws(ReportFileError) {
    try write([(name: name, data: data)])
  }

  /// Writes files that belong together: none is put in place before all are on the disk.
  package func write(_ files: [(name: String, data: Data)]) throws(ReportFileError) {
    var staged: [(temporary: String, target: String)] = []
    do throws(ReportFileError) {
      for file in files {
        let target = try target(for: file.name)
        staged.append((try stage(Array(file.data), for: target, named: file.name), target))
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
    if let error = calls.syncFolder(path) {
      let target = path + "/" + (files.last?.name ?? "")
      throw ReportFileError(path: target, step: .syncFolder, reason: error.message)
    }
  }
}

extension ReportFolder {
  /// The path of a file, whose name must stay within the folder.
  private func target(for name: String) throws(ReportFileError) -> String {
    let isPlain =
      !name.isEmpty && name != "." && name != ".." && !name.utf8.contains(UInt8(ascii: "/"))
      && !name.utf8.contains(0)
    guard isPlain else {
      throw ReportFileError(path: name, step: .name, reason: "not the name of a file in a folder")
    }
    return path + "/" + name
  }

  /// Writes bytes to a new temporary file beside the target and returns its path.
  private func stage(
    _ bytes: [UInt8], for target: String, named name: String
  ) throws(ReportFileError) -> String {
    let (temporary, file) = try createTemporary(for: target, named: name)
    var failure = write(bytes, to: file, target: target)
    if let error = calls.close(file), failure == nil {
      failure = ReportFileError(path: target, step: .sync, reason: error.message)
    }
    if let failure {
      _ = calls.remove(temporary)
      throw failure
    }
    return temporary
  }

  /// Creates a temporary file under the first name that is free.
  private func createTemporary(
    for target: String, named name: String
  ) throws(ReportFileError) -> (path: String, file: Int32) {
    for attempt in 0... {
      let temporary = "\(path)/.\(attempt).\(name).partial"
      switch calls.create(temporary) {
      case .success(let file): return (temporary, file)
      case .failure(.exists) where attempt < 1000: continue
      case .failure(let error):
        throw ReportFileError(path: target, step: .create, reason: error.message)
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

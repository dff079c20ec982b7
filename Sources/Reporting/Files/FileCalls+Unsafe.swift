#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension FileCalls {
  /// The operating system itself.
  package static let system = FileCalls(
    create: { path in
      let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
      return file < 0 ? .failure(.current) : .success(file)
    },
    write: { file, bytes, offset in
      bytes.withUnsafeBytes { buffer in
        let rest = UnsafeRawBufferPointer(rebasing: buffer[offset...])
        while true {
          let count = systemWrite(file, rest.baseAddress, rest.count)
          if count >= 0 { return .success(count) }
          if errno != EINTR { return .failure(.current) }
        }
      }
    },
    sync: { fsync($0) == 0 ? nil : .current },
    close: { systemClose($0) == 0 ? nil : .current },
    rename: { systemRename($0, $1) == 0 ? nil : .current },
    remove: { unlink($0) == 0 ? nil : .current },
    syncFolder: { path in
      let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      if folder < 0 { return .current }
      defer { _ = systemClose(folder) }
      if fsync(folder) == 0 { return nil }
      // Some file systems cannot flush a folder and say so: then there is nothing to flush.
      return errno == EINVAL || errno == ENOTSUP ? nil : .current
    })
}

// Outside the type, whose properties of the same names would hide the system's functions.

private func systemWrite(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(file, bytes, count)
}

private func systemClose(_ file: Int32) -> Int32 { close(file) }

private func systemRename(_ from: String, _ to: String) -> Int32 { rename(from, to) }

extension ErrorNumber {
  /// The error of the last failed call of this thread.
  package static var current: ErrorNumber { ErrorNumber(code: errno) }

  /// A file of that name exists.
  package static var exists: ErrorNumber { ErrorNumber(code: EEXIST) }

  /// The system's words for the error.
  var message: String { String(cString: strerror(code)) }
}

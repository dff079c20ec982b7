#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Keeps a folder for one process: a lock that ends with the process, however that ends.
final class FolderLock: Sendable {
  private let file: Int32

  /// Takes the lock; nil where another process holds it.
  init?(folder: String) throws(StoreError) {
    let path = folder + "/.kendall.lock"
    file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    if file < 0 {
      throw .cannotWrite(path: folder, reason: String(cString: strerror(errno)))
    }
    if flock(file, LOCK_EX | LOCK_NB) != 0 {
      close(file)
      return nil
    }
  }

  deinit { close(file) }
}

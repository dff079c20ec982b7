import Foundation
import Reporting

/// The system's file calls, of which the n-th fails as on a full disk, and writes are short.
final class FailureScript: @unchecked Sendable {
  private let lock = NSLock()
  private var left: Int

  init(failing number: Int) {
    left = number
  }

  /// Whether the present call is the one that fails.
  private func fails() -> Bool {
    lock.withLock {
      left -= 1
      return left == 0
    }
  }

  /// ENOSPC, the same number on every system that we build for.
  private static let full = ErrorNumber(code: 28)

  var calls: FileCalls {
    let system = FileCalls.system
    return FileCalls(
      create: { self.fails() ? .failure(Self.full) : system.create($0) },
      write: { file, bytes, offset in
        if self.fails() { return .failure(Self.full) }
        return system.write(file, offset == 0 ? Array(bytes.prefix(2)) : bytes, offset)
      },
      sync: { self.fails() ? Self.full : system.sync($0) },
      close: { file in
        let error = system.close(file)
        return self.fails() ? Self.full : error
      },
      rename: { self.fails() ? Self.full : system.rename($0, $1) },
      remove: { system.remove($0) },
      syncFolder: { self.fails() ? Self.full : system.syncFolder($0) })
  }
}

import Foundation
import Synchronization

/// A line on the terminal that tells how far the work has come, and how long it will still take.
final class ProgressLine: Sendable {
  private let total: Mutex<Int>
  private let started = Date()
  private let lastShown = Mutex(Date.distantPast)
  private let isShown: Bool

  /// - Parameter isQuiet: whether the user wants to see none.
  init(total: Int, isQuiet: Bool) {
    self.total = Mutex(total)
    isShown = !isQuiet && Console.errorsAreSeen
  }

  /// Shows that `done` of another total are done.
  func show(_ done: Int, of total: Int) {
    self.total.withLock { $0 = total }
    show(done)
  }

  /// Shows that `done` of the total are done, at most ten times a second.
  func show(_ done: Int) {
    guard isShown else { return }
    let now = Date()
    let isDue = lastShown.withLock { last in
      guard now.timeIntervalSince(last) > 0.1 else { return false }
      last = now
      return true
    }
    let total = total.withLock { max($0, done) }
    guard isDue, now.timeIntervalSince(started) > 0.5 else { return }
    let left = now.timeIntervalSince(started) / Double(done) * Double(total - done)
    let share = 100 * done / total
    write(
      "\r\u{1B}[K\(done) of \(total) replications, \(share) %, \(Int(left.rounded(.up))) s left")
  }

  /// Takes the line away.
  func clear() {
    if isShown { write("\r\u{1B}[K") }
  }

  private func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}

import Synchronization

/// Independent work on several threads, whose results come in index order.
package enum Parallel {
  /// Does work for each index from 0; what a cancelled task has not done is nil.
  package static func map<Value: Sendable>(
    _ count: Int, threads: Int, progress: @escaping @Sendable (Int) -> Void = { _ in },
    _ work: @escaping @Sendable (Int) -> Value
  ) async -> [Value?] {
    let queue = IndexQueue()
    let results = Results<Value>(count: count)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<min(max(1, threads), max(1, count)) {
        group.addTask {
          while !Task.isCancelled {
            let index = queue.next()
            if index >= count { return }
            progress(results.set(work(index), at: index))
          }
        }
      }
    }
    return results.values
  }

  /// What has come of the indices so far.
  private final class Results<Value: Sendable>: Sendable {
    private let state: Mutex<(values: [Value?], done: Int)>

    init(count: Int) { state = Mutex((Array(repeating: nil, count: count), 0)) }

    /// Keeps a result; gives how many there are.
    func set(_ value: Value, at index: Int) -> Int {
      state.withLock { state in
        state.values[index] = value
        state.done += 1
        return state.done
      }
    }

    var values: [Value?] { state.withLock { $0.values } }
  }
}

import Dispatch
import Foundation

/// Calls something at the first Ctrl-C (or SIGTERM); the second ends the process as usual.
final class Interrupt {
  private let sources: [any DispatchSourceSignal]

  init(_ stop: @escaping @Sendable () -> Void) {
    // A queue with a thread of its own: the pool's threads are all at work on replications.
    let queue = DispatchQueue(label: "interrupt", qos: .userInteractive)
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        signal(number, SIG_DFL)
        stop()
      }
      source.resume()
      return source
    }
  }

  /// Ctrl-C ends the process again.
  func end() {
    for source in sources { source.cancel() }
    for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
  }
}

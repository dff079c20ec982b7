import ArgumentParser
import Experiments
import Reporting

extension ExperimentSession {
  /// Runs something that takes replications as it needs them, or exits with a message.
  func sample<Value: Sendable>(
    _ body:
      @escaping @Sendable (Int, ResultStore, @escaping @Sendable (Int) -> Void)
      async throws -> Value
  ) async throws -> Value {
    let progress = ProgressLine(total: 0, isQuiet: options.quiet)
    let (threads, store) = (options.threads, store)
    let work = Task { try await body(threads, store) { progress.show($0) } }
    let interrupt = Interrupt { work.cancel() }
    defer {
      interrupt.end()
      progress.clear()
    }
    do {
      return try await work.value
    } catch let problem as SelectionProblem {
      progress.clear()
      throw exit(problem)
    }
  }

  /// The exit for what cannot go on, after its message.
  func exit(_ problem: SelectionProblem) -> any Error {
    switch problem {
    case .store(let error): return Console.exit(error)
    case .figure(let message): return ValidationError(message)
    case .failed(let message):
      Console.note("kendall: \(message)")
      return ExitCode(1)
    case .interrupted:
      Console.note(
        "kendall: stopped; what was run is kept in \(folder.path): the same command goes on "
          + "from there")
      return Console.interrupted
    }
  }
}

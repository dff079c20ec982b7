import ArgumentParser
import Foundation

/// How many replications run at a time.
struct ThreadOptions: ParsableArguments {
  @Option(
    name: .customLong("threads"),
    help: ArgumentHelp(
      "How many replications to run at a time; as many as there are processors, if not given.",
      valueName: "threads"))
  var wanted: Int?

  var count: Int { wanted ?? ProcessInfo.processInfo.activeProcessorCount }

  func validate() throws {
    guard (1...1024).contains(count) else {
      throw ValidationError("--threads takes a number from 1 to 1024")
    }
  }
}

import ArgumentParser
import KendallCommands

/// The executable `kendall`.
@main
struct Main {
  static func main() async { await KendallCommand.start(Array(CommandLine.arguments.dropFirst())) }
}

import ArgumentParser
import FacilityModel

extension KendallCommand {
  /// Runs the command line and ends the process where that fails.
  ///
  /// As `main()`, but with a remedy for a command that there is not, and with the usage of the
  /// command whose options turn out wrong while it runs.
  public static func start(_ arguments: [String]) async {
    do {
      try refuseUnknownCommand(arguments)
      var command = try await asyncParseAsRoot(arguments)
      do {
        if var waiting = command as? any AsyncParsableCommand {
          try await waiting.run()
        } else {
          try command.run()
        }
      } catch let error as ValidationError {
        throw wrongOptions(error.message, for: type(of: command))
      }
    } catch {
      exit(withError: error)
    }
  }

  /// The exit where the first word is no command, with the one that was meant.
  private static func refuseUnknownCommand(_ arguments: [String]) throws {
    guard let word = arguments.first == "help" ? arguments.dropFirst().first : arguments.first,
      !word.hasPrefix("-")
    else { return }
    let names = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    if names.contains(word) { return }
    let isModel = [".json", ".yaml", ".yml"].contains { word.hasSuffix($0) }
    let help =
      isModel
      ? "kendall run \(word) runs a model"
      : suggest(word, among: names).map { "did you mean “\($0)”?" }
        ?? "kendall --help lists what there is"
    throw wrongOptions("no command is named “\(word)”: \(help)", for: self)
  }

  /// The exit for wrong options, after a message.
  private static func wrongOptions(_ message: String, for command: any ParsableCommand.Type)
    -> ExitCode
  {
    let name = command == self ? nil : command.configuration.commandName
    Console.note(
      """
      Error: \(message)
      Usage: \(command == self ? usageString() : usageString(for: command))
        See 'kendall \(name.map { $0 + " " } ?? "")--help' for more information.
      """)
    return .validationFailure
  }
}

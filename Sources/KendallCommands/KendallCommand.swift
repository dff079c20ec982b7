public import ArgumentParser

/// `kendall`: the command line.
public struct KendallCommand: AsyncParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "kendall",
    abstract: "Simulate the flow through a facility whose resources are scarce.",
    discussion: """
      A model is one JSON or YAML file: who arrives, what happens to them, which
      resources it takes. For example:

        kendall run Models/emergency-department.json --all-policies

      Exit codes:
      \(ExitCodes.help)
      """,
    version: kendallVersion,
    subcommands: [
      RunCommand.self, CompareCommand.self, ValidateCommand.self, SelectCommand.self,
      RobustnessCommand.self, InputsCommand.self, SweepCommand.self, OptimiseCommand.self,
      WarmUpCommand.self, LongRunCommand.self, MergeCommand.self, SubmitCommand.self,
      StatusCommand.self,
      ReportCommand.self,
      NewCommand.self,
      CheckCommand.self, ExplainCommand.self,
      DrawCommand.self, ReplayCommand.self, TraceCommand.self, LogCommand.self,
      SchemaCommand.self, ReferenceCommand.self, ManCommand.self,
    ])

  public init() {}
}

/// The version of the program, as released.
let kendallVersion = "0.1.0"
/// The day of the version, as the manual pages bear it.
let kendallVersionDate = "2026-11-30"

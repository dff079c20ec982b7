import ArgumentParser
import EventEngine
import Experiments
import FacilityModel
import Reporting

/// `kendall trace`: one entity's story in words.
struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Tell one entity's story, step by step, with its waits and what it waited for.",
    discussion: "Example: kendall trace Models/emergency-department.json --entity walk-in:4711")

  @OptionGroup var argument: ModelArgument
  @OptionGroup var variation: VariationOptions
  @Option(
    help: ArgumentHelp("Which entity: source and number, from 1.", valueName: "source:n"),
    completion: Completions.sources)
  var entity: String
  @OptionGroup var chosen: ReplicationOptions

  func run() throws {
    let compiled = try argument.compiled(under: chosen.policy, variation)
    let (source, number) = try address(in: compiled.program)
    let kind = compiled.program.sources[source]
    var engine = Engine(
      compiled.program, seed: chosen.seed, replication: chosen.replication,
      watching: kind.origin == .arrival
        ? .story(kind.identity &+ UInt64(number))
        : .storyOfChild(source: Int32(source), ordinal: number))
    do {
      try engine.run()
    } catch {
      Console.note("kendall: \(FailureText(error, of: compiled.program).sentence)")
    }
    guard !engine.story.isEmpty else {
      Console.note(
        "kendall: \(entity) has not arrived by the end of replication \(chosen.replication)")
      throw ExitCode(1)
    }
    try Console.print(
      StoryText.text(
        of: engine.story, entity: entity, compiled.program, compiled.model))
  }

  /// The source and number of `--entity`.
  private func address(in program: Program) throws -> (Int, Int64) {
    guard let colon = entity.lastIndex(of: ":"),
      let number = Int64(entity[entity.index(after: colon)...]), number > 0
    else { throw ValidationError("--entity takes source:number, such as walk-in:4711") }
    let name = String(entity[..<colon])
    guard let source = program.sources.firstIndex(where: { $0.name == name }) else {
      let known = program.sources.map(\.name)
      let help =
        suggest(name, among: known).map { "did you mean “\($0)”?" }
        ?? "there is \(known.joined(separator: ", "))"
      throw ValidationError("no source of arrivals is named “\(name)”: \(help)")
    }
    return (source, number)
  }
}

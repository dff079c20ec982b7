import ArgumentParser
import EventEngine
import Experiments
import FacilityModel
import Foundation
import Reporting

/// `kendall replay`: one replication, played over the drawn model.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Play one replication over the drawn model, in a page for the browser.",
    discussion: """
      Examples:
        kendall replay Models/emergency-department.json --by triage
        kendall replay MODEL --policy "fast track" --from 2026-01-13T08:00 --length "6 h"

      The page shows who is where at any moment, the lines, the units in use and on
      duty. It needs no network. Without --from it begins at the end of the warm-up;
      without --length it shows a day, or all where little happens. An address that
      ends in #t=2026-01-13T09:30 opens it at that moment.
      """)

  @OptionGroup var argument: ModelArgument
  @OptionGroup var variation: VariationOptions
  @OptionGroup var chosen: ReplicationOptions
  @Option(
    help: ArgumentHelp(
      "Begin at this date, or so long after the start of the run.",
      valueName: "date|duration"))
  var from: String?
  @Option(help: ArgumentHelp("Show so much time, such as “8 h”.", valueName: "duration"))
  var length: DurationArgument?
  @Option(
    help: ArgumentHelp(
      "Tell entities apart by this attribute; else by their source.", valueName: "attribute"))
  var by: String?
  @Option(help: ArgumentHelp("Write to this file.", valueName: "file"), completion: .file())
  var out: String?
  @Flag(help: "Print nothing but problems.") var quiet = false

  func validate() throws {
    if let length, length.ticks == 0 {
      throw ValidationError("--length takes a duration above 0, such as “8 h”")
    }
  }

  func run() throws {
    let compiled = try argument.compiled(under: chosen.policy, variation)
    let request = Replay.Request(
      seed: chosen.seed, replication: chosen.replication, from: try start(in: compiled.model),
      length: length?.ticks, attribute: try attribute(of: compiled.model))
    if Console.errorsAreSeen, !quiet { Console.note("Replication \(chosen.replication) runs …") }
    let replay: Replay
    do {
      replay = try Replay.run(compiled, request)
    } catch {
      throw failure(error, compiled.model)
    }
    if let note = replay.shortening { Console.note("kendall: \(note)") }
    let file = out ?? "Reports/\(name)/replay.html"
    try Console.write(
      ReplayPage(replay, policies: chosen.policy, version: kendallVersion).file, to: file)
    if !quiet { try Console.print("The replay, \(replay.span): \(file)") }
  }

  /// The name of the model without its ending.
  private var name: String {
    URL(fileURLWithPath: argument.model).deletingPathExtension().lastPathComponent
  }

  /// Says why there is nothing to show.
  private func failure(_ problem: Replay.Problem, _ model: Model) -> any Error {
    switch problem {
    case .failure(let failure):
      Console.note("kendall: \(failure.sentence)")
      return ExitCode(1)
    case .beyondTheEnd(let end):
      return ValidationError(
        "--from lies behind the end of the run, \(Replay.moment(end, in: model)): give it an "
          + "earlier moment")
    }
  }

  /// The tick of `--from`.
  private func start(in model: Model) throws -> Int64? {
    guard let from else { return nil }
    if let date = ClockTime(from) {
      guard model.time.startDay != nil else {
        throw ValidationError(
          "--from cannot be a date, since “time” of the model has no “start” that is one: give how "
            + "long after the start, such as “2 days”")
      }
      let tick = Replay.tick(of: date, in: model)
      guard tick >= 0 else {
        throw ValidationError(
          "--from lies before the start of the run, \(Replay.moment(0, in: model))")
      }
      return tick
    }
    guard let duration = DurationArgument(argument: from) else {
      throw ValidationError(
        "--from takes a date such as 2026-01-13T08:00, or how long after the start of the run, such "
          + "as “8 days”, not “\(from)”")
    }
    return duration.ticks
  }

  /// The attribute of `--by`.
  private func attribute(of model: Model) throws -> Int? {
    guard let by, by != "source" else { return nil }
    let known = model.attributes.map(\.name)
    guard let index = known.firstIndex(of: by) else {
      let all = known + ["source"]
      let help =
        suggest(by, among: all).map { "did you mean “\($0)”?" }
        ?? "there is " + all.map { "“\($0)”" }.joined(separator: ", ")
      throw ValidationError("no attribute is named “\(by)”: \(help)")
    }
    return index
  }
}

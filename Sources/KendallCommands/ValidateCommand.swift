import ArgumentParser
import EventEngine
import Experiments
import FacilityModel
import Foundation
import Reporting

/// `kendall validate`: observed data beside the simulation.
struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Set what was observed beside what the model does, and say what does not fit.",
    discussion: """
      Examples:
        kendall log Models/emergency-department.json --seed 7 --out observed.csv
        kendall validate Models/emergency-department.json -r 10 --observed observed.csv

      The file is a CSV. Figures have the columns measure and value, and perhaps scope,
      statistic, weekday and hour, in the words of summary.csv and timeline.csv:
        measure,scope,statistic,hour,value
        time in system,all,p95,,312
        number inside,all,,14,41.5
      An event log has the columns case and start (a date and time), and perhaps
      complete and source: each case lasts from its first beginning to its last end.
      Arrivals by hour and class, numbers inside by hour and times in system by class
      are then reckoned alike from the log and from every replication.

      Each figure is held against a prediction interval: where one more period like a
      replication would lie. So give the model the length that was observed. About
      one figure in twenty lies outside of 95 % by chance. validation.csv holds all.
      """)

  @OptionGroup var argument: ModelArgument
  @OptionGroup var variation: VariationOptions
  @OptionGroup var options: ExperimentOptions
  @Option(help: ArgumentHelp("What was observed: a CSV file.", valueName: "file"))
  var observed: String
  @Option(
    help: ArgumentHelp(
      "Of an event log: leave out the beginning, while those who were there before are missing.",
      valueName: "duration"))
  var skip: DurationArgument?
  @Option(help: ArgumentHelp("Apply a policy.", valueName: "name")) var policy: String?
  @Flag(help: "Print the result as JSON.") var json = false

  func validate() throws {
    guard options.replications >= 3 else {
      throw ValidationError("--replications are at least 3: fewer tell nothing of how figures vary")
    }
  }

  func run() async throws {
    let (compiler, file) = try argument.compiler()
    let settings = try variation.pairs()
    let observed = try ObservedFile(observed)
    let experiment = try options.experiment(compiler, policies: [policy], settings: settings)
    let session = try ExperimentSession(
      experiment, model: argument.model, file: file, settings: settings, options)
    let validation: Validation
    switch observed.content {
    case .figures(let figures):
      let result = try await session.run()
      try Console.reportFailures(result)
      do {
        validation = try Validation(figures, result)
      } catch {
        throw ObservedFile.refusal(observed.path, error.message)
      }
    case .visits(let visits): validation = try await compare(visits, experiment, observed.path)
    }
    try session.write([("validation.csv", ValidationTable.table(of: validation).data)])
    if json {
      try Console.print(String(ValidationText.json(of: validation).text.dropLast()))
    } else if !options.quiet {
      try Console.print(
        ValidationText.text(of: validation)
          + "\n\nWritten to \(session.folder.path): validation.csv")
    }
  }

  /// Whole days of the log beside the replications, or an exit where there is none.
  private func compare(_ visits: [Visit], _ experiment: Experiment, _ path: String) async throws
    -> Validation
  {
    let first = (visits.map(\.arrival).min() ?? 0) + (skip?.ticks ?? 0)
    let last = visits.map { max($0.arrival, $0.departure ?? 0) }.max() ?? 0
    let from = (first + Ticks.day - 1) / Ticks.day * Ticks.day
    let to = last / Ticks.day * Ticks.day
    guard to > from else {
      throw ObservedFile.refusal(
        path, "the log holds no whole day from midnight to midnight, after what --skip leaves out")
    }
    let progress = ProgressLine(total: experiment.replications)
    let threads = options.threads
    let work = Task {
      await Validation.run(visits, window: from..<to, experiment, threads: threads) {
        progress.show($0)
      }
    }
    let interrupt = Interrupt { work.cancel() }
    let validation = await work.value
    interrupt.end()
    progress.clear()
    guard let validation else { throw Console.interrupted }
    return validation
  }
}

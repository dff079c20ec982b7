import ArgumentParser
import EventEngine
import Experiments
import FacilityModel
import Foundation
import Reporting

/// `kendall validate`: a model beside what was observed.
struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Set a model beside what was observed, and say what does not fit.",
    discussion: """
      Examples:
        kendall validate MODEL --observed log.csv
        kendall validate MODEL --observed arrivals.csv --columns count=Attendances
        kendall validate MODEL --observed figures.csv -r 40

      The CSV file is an event log (case, activity, start, complete; or case,
      activity, time, lifecycle), counts (date, hour, count) or figures (columns
      figure and value; figures as in --precision; and a column days, if you like,
      with the length of the observation). What can be computed from it is computed
      from each replication alike, which behind its warm-up is as long as the log,
      and each observed figure is held against the range in which a further
      replication of that length would fall. Writes validation.csv and
      validation.html, which draws it. The exit code is 0 whatever fits.
      """)

  @OptionGroup var argument: ModelArgument
  @OptionGroup var variation: VariationOptions
  @OptionGroup var options: ExperimentOptions
  @Option(
    help: ArgumentHelp("What was observed: a CSV file.", valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var observed: String
  @Option(
    help: ArgumentHelp(
      "Names of columns, where they are not the usual ones: case=patient,activity=handling.",
      valueName: "role=column,…"))
  var columns: String?
  @Option(
    help: ArgumentHelp("Apply a policy; may be repeated.", valueName: "name"),
    completion: Completions.policies)
  var policy: [String] = []
  @Flag(help: "Print the result as JSON.") var json = false

  func run() async throws {
    let content = try read()
    let compiled = try argument.compiled(under: policy, variation)
    let validation: Validation
    var log: ObservedLog?
    switch content {
    case .log(let observed):
      log = observed
      validation = try await validate(observed, compiled)
    case .figures(let figures): validation = try await validate(figures, compiled)
    }
    let folder = try options.folder(for: argument.model)
    let page = ValidationPage.of(
      validation, replications: options.replications,
      observed: URL(fileURLWithPath: observed).lastPathComponent, log: log,
      unit: ReportUnit(of: compiled.model))
    let origin = StudyPage.Origin(
      model: compiled.model, identity: try argument.identity(variation), policies: policy,
      seed: options.seed)
    try Console.present(
      [("validation.csv", ValidationTable.table(of: validation).data)], page, of: origin,
      in: folder.path, json: json ? ValidationText.json(of: validation) : nil,
      quiet: options.quiet,
      "\(compiled.model.name): \(options.replications) replications, seed \(options.seed), beside "
        + "\(observed)\n\n" + ValidationText.lines(of: validation).joined(separator: "\n"))
  }

  private func read() throws -> ObservedFile.Content {
    let data = try Console.contents(of: observed)
    var given: [String: String] = [:]
    for pair in columns?.split(separator: ",") ?? [] {
      let parts = pair.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else {
        throw ValidationError("--columns takes role=column pairs, not “\(pair)”")
      }
      given[String(parts[0])] = String(parts[1])
    }
    do throws(FileProblem) {
      let table = try CSVFile([UInt8](data), name: observed)
      return try ObservedFile(table, name: observed, columns: given).content()
    } catch {
      Console.note("kendall: \(error.message)" + (error.help.map { "\n  help: \($0)" } ?? ""))
      throw Console.dataError
    }
  }

  /// Computes of every replication what can be computed of the log.
  private func validate(_ log: ObservedLog, _ compiled: CompiledModel) async throws -> Validation {
    let unit = ReportUnit(of: compiled.model)
    let progress = ProgressLine(total: options.replications, isQuiet: options.quiet)
    let (seed, width, threads, count) = (
      options.seed, log.width, options.threads, options.replications
    )
    let (length, rest) = length(of: log, compiled)
    let end = length.map { compiled.program.warmUp + $0 + rest }
    let work = Task {
      await Parallel.map(count, threads: threads, progress: { progress.show($0) }) { number in
        EventLog.run(compiled, seed: seed, replication: UInt64(number), end: end).map { run in
          let start = run.window.lowerBound
          let window = length.map { start..<(start + $0) } ?? run.window
          var one = run.log.observed(in: window)
          one.width = width
          return (figures: one.figures(unit: unit), days: one.days)
        }
      }
    }
    let interrupt = Interrupt { work.cancel() }
    let runs = await work.value
    interrupt.end()
    progress.clear()
    var simulated: [(figures: [ObservedLog.Value], days: Double)] = []
    for (number, run) in runs.enumerated() {
      switch run {
      case nil: throw Console.stopped
      case .failure(let failure)?:
        Console.note("kendall: replication \(number) failed \(failure.sentence)")
      case .success(let one)?: simulated.append(one)
      }
    }
    guard !simulated.isEmpty else { throw ExitCode(1) }
    return Validation(log, simulated, confidence: options.confidence, unit: unit)
  }

  /// How long replications are looked at, and how long they then go on: as the log does.
  ///
  /// They go on for those who are still there. Nil where the model cannot go on for so long, or has an end of its own.
  private func length(of log: ObservedLog, _ compiled: CompiledModel)
    -> (length: Int64?, rest: Int64)
  {
    guard case .tick(let end) = compiled.program.end else { return (nil, 0) }
    let (length, rest) = (log.end - log.start, log.seenUntil - log.end)
    if compiled.program.repeatsItself || compiled.program.warmUp + length + rest <= end {
      return (length, rest)
    }
    let days = Double(end - compiled.program.warmUp) / Double(Ticks.day)
    Console.note(
      "kendall: \(observed) tells of \(TerminalSummary.short(log.days)) days, and the model of "
        + "\(TerminalSummary.short(days)): who is still inside at the end differs, and with it what is "
        + "known of long stays")
    return (nil, 0)
  }

  /// Runs the model and looks the figures up.
  private func validate(
    _ figures: [(query: FigureQuery, value: Double, days: Double?)], _ compiled: CompiledModel
  ) async throws -> Validation {
    let experiment = Experiment(
      arms: [Experiment.Arm(name: Experiment.asWritten, compiled: compiled)],
      replications: options.replications, seed: options.seed, confidence: options.confidence,
      unit: ReportUnit(of: compiled.model))
    let progress = ProgressLine(total: options.replications, isQuiet: options.quiet)
    let threads = options.threads
    let work = Task {
      try await ExperimentResult.run(experiment, threads: threads) { progress.show($0) }
    }
    let interrupt = Interrupt { work.cancel() }
    let result = try await work.value
    interrupt.end()
    progress.clear()
    guard result.isComplete else { throw Console.stopped }
    try Console.reportFailures(result)
    Console.noteInitialState(result)
    guard let arm = result.arms.first else { throw ExitCode(1) }
    var length: Double?
    if case .tick(let end) = compiled.program.end {
      length = Double(end - compiled.program.warmUp) / Double(Ticks.day)
    }
    var validation = Validation(confidence: options.confidence)
    for (query, value, days) in figures {
      do {
        let place = try query.find(in: arm.figures)
        let ratio = days.flatMap { days in length.map { $0 / days } } ?? 1
        // Totals grow with the time that is looked at; means and shares do not.
        let scale = arm.figures[place].statistic == "total" ? 1 / ratio : 1
        validation.add(
          arm.figures[place], observed: value, count: nil,
          values: arm.replications.compactMap { $0.values[place].value.map { $0 * scale } },
          lengthRatio: ratio)
      } catch {
        Console.note("kendall: \(observed): \(error.message)")
        throw Console.dataError
      }
    }
    return validation
  }
}

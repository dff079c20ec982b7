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
      activity, time, lifecycle), counts (date, hour, count) or figures (figure,
      value; figures as in --precision, with “days”, the length of the observation,
      if you like). What can be computed from it is computed from each replication
      alike, and each observed figure is held against the range in which a further
      replication of that length would fall. Writes validation.csv and
      validation.html, which draws it. The exit code is 0 whatever fits.
      """)

  @OptionGroup var argument: ModelArgument
  @OptionGroup var variation: VariationOptions
  @OptionGroup var options: ExperimentOptions
  @Option(help: ArgumentHelp("What was observed: a CSV file.", valueName: "file"))
  var observed: String
  @Option(
    help: ArgumentHelp(
      "Names of columns, where they are not the usual ones: case=patient,activity=handling.",
      valueName: "role=column,…"))
  var columns: String?
  @Option(help: ArgumentHelp("Apply a policy; may be repeated.", valueName: "name"))
  var policy: [String] = []

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
      in: folder.path, quiet: options.quiet,
      "\(compiled.model.name): \(options.replications) replications, seed \(options.seed), beside "
        + "\(observed)\n\n" + ValidationText.lines(of: validation).joined(separator: "\n"))
  }

  private func read() throws -> ObservedFile.Content {
    guard let data = FileManager.default.contents(atPath: observed) else {
      Console.note("kendall: \(observed): no such file, or it cannot be read")
      throw Console.noInput
    }
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
    let progress = ProgressLine(total: options.replications)
    let (seed, width, threads, count) = (
      options.seed, log.width, options.threads, options.replications
    )
    let work = Task {
      await Parallel.map(count, threads: threads, progress: { progress.show($0) }) { number in
        EventLog.run(compiled, seed: seed, replication: UInt64(number)).map { run in
          var one = run.log.observed(in: run.window)
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
      case nil: throw Console.interrupted
      case .failure(let failure)?:
        Console.note("kendall: replication \(number) failed \(failure.sentence)")
      case .success(let one)?: simulated.append(one)
      }
    }
    guard !simulated.isEmpty else { throw ExitCode(1) }
    return Validation(log, simulated, confidence: options.confidence, unit: unit)
  }

  /// Runs the model and looks the figures up.
  private func validate(
    _ figures: [(query: FigureQuery, value: Double, days: Double?)], _ compiled: CompiledModel
  ) async throws -> Validation {
    let experiment = Experiment(
      arms: [Experiment.Arm(name: Experiment.asWritten, compiled: compiled)],
      replications: options.replications, seed: options.seed, confidence: options.confidence,
      unit: ReportUnit(of: compiled.model))
    let progress = ProgressLine(total: options.replications)
    defer { progress.clear() }
    let result = try await ExperimentResult.run(experiment, threads: options.threads) {
      progress.show($0)
    }
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
        validation.add(
          arm.figures[place], observed: value, count: nil,
          values: arm.replications.compactMap { $0.values[place].value },
          lengthRatio: days.flatMap { days in length.map { $0 / days } } ?? 1)
      } catch {
        Console.note("kendall: \(observed): \(error.message)")
        throw Console.dataError
      }
    }
    return validation
  }
}

import ArgumentParser
import EventEngine
import Experiments
import FacilityModel
import Foundation
import Reporting

/// What the commands have that follow a run from its very start.
struct SteadyStateOptions: ParsableArguments {
  @OptionGroup var argument: ModelArgument
  @OptionGroup var variation: VariationOptions
  @Option(
    help: ArgumentHelp("Apply a policy; may be repeated.", valueName: "name"),
    completion: Completions.policies)
  var policy: [String] = []
  @Option(
    help: ArgumentHelp(
      "How long to run, such as \"8 weeks\"; that of the model, if not given.",
      valueName: "duration"))
  var length: DurationArgument?
  @Option(help: "The seed of all random numbers.") var seed: UInt64 = 1
  @Option(
    help: ArgumentHelp("The folder of the tables.", valueName: "folder"), completion: .directory)
  var out: String?
  @Flag(help: "Print the result as JSON.") var json = false
  @Flag(help: "Print no summary.") var quiet = false

  /// The model and how long to run it; an exit where it ends by itself.
  func read() throws -> (compiled: CompiledModel, length: Int64) {
    let compiled = try argument.compiled(under: policy, variation)
    if let length {
      guard length.ticks > 0 else { throw ValidationError("--length is longer than nothing") }
      return (compiled, length.ticks)
    }
    guard case .tick(let end) = compiled.program.end else {
      throw ValidationError(
        "the model ends by itself, not after a time: say how long to run it with --length")
    }
    return (compiled, end)
  }

  /// Writes tables, and prints the result for a person or a program.
  func show(
    _ tables: [(name: String, data: Data)], _ page: StudyPage, of model: Model, _ text: String,
    _ value: JSONText
  ) throws {
    let name = URL(fileURLWithPath: argument.model).deletingPathExtension().lastPathComponent
    let folder = out ?? "Reports/\(name)"
    let origin = StudyPage.Origin(
      model: model, identity: try argument.identity(variation), policies: policy, seed: seed)
    try Console.present(
      tables, page, of: origin, in: folder, json: json ? value : nil, quiet: quiet, text)
  }
}

extension Console {
  /// The exit for a replication that could not go on, after its message.
  static func exit(_ failure: FailureText) -> ExitCode {
    note("kendall: the run failed \(failure.sentence)")
    return ExitCode(1)
  }
}

/// `kendall warmup`: how long a model takes to forget its empty start.
struct WarmUpCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "warmup",
    abstract: "Propose how long a run should go before it is observed.",
    discussion: """
      Example:
        kendall warmup Models/emergency-department.json --length "8 weeks"

      Several replications are run from their empty start. MSER-5 cuts off of each
      series (numbers inside, queues, units in use, times in system, waits) what the
      empty start has bent; the longest cut is proposed. Where rotas or rates repeat
      by the day or week, their waves are taken off first. warm-up.csv holds the
      cuts, welch.csv what a Welch plot shows, and warm-up.html draws it. The exit
      code is 3 where some series is not steady within the run.
      """)

  @OptionGroup var options: SteadyStateOptions
  @Option(name: .shortAndLong, help: "How many replications.") var replications = 10
  @Option(
    help: ArgumentHelp(
      "The width of the bins, such as \"1 h\"; some 500 in all, if not given.",
      valueName: "duration"))
  var bin: DurationArgument?
  @Option(help: "How many bins on either side Welch's moving average takes.") var window: Int?
  @OptionGroup var threading: ThreadOptions

  func validate() throws {
    guard (1...100_000).contains(replications) else {
      throw ValidationError("--replications takes a number from 1 to 100000")
    }
    if let window, window < 0 { throw ValidationError("--window is not negative") }
  }

  func run() async throws {
    let (compiled, length) = try options.read()
    let width = bin?.ticks ?? BinWidth.usual(for: length, most: 1000)
    guard width > 0, length / width >= 50, length / width <= 1_000_000 else {
      throw ValidationError(
        "the length of the run has 50 to 1000000 bins: change --bin or --length")
    }
    let progress = ProgressLine(total: replications, isQuiet: options.quiet)
    let (seed, count, threads, window) = (options.seed, replications, threading.count, window)
    let work = Task {
      await WarmUpStudy.run(
        compiled, seed: seed, replications: count, length: length, width: width,
        unit: ReportUnit(of: compiled.model), window: window, threads: threads
      ) { progress.show($0) }
    }
    let interrupt = Interrupt { work.cancel() }
    let result = await work.value
    interrupt.end()
    progress.clear()
    switch result {
    case nil: throw Console.stopped
    case .failure(let failure)?: throw Console.exit(failure)
    case .success(let study)?:
      try options.show(
        [
          ("warm-up.csv", WarmUpTable.table(of: study).data),
          ("welch.csv", WelchTable.table(of: study).data),
        ], WarmUpPage.of(study), of: compiled.model, WarmUpText.text(of: study),
        WarmUpText.json(of: study))
      if !study.open.isEmpty || study.proposal == nil { throw Console.notPrecise }
    }
  }
}

/// `kendall long-run`: one long run with intervals from batch means.
struct LongRunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "long-run",
    abstract: "Estimate the steady state from one long run by batch means.",
    discussion: """
      Example:
        kendall long-run Models/verification/01-mm1.json --length "52 weeks" \\
          --batches 20

      One run is cut into batches whose means are taken for independent; von
      Neumann's ratio tests that. It serves facilities that go on for ever and
      forget their start slowly; where days or shifts begin anew, independent
      replications (kendall run) say more. --length counts after the warm-up.
      long-run.csv holds the figures, long-run.html draws them; the exit code is 3
      where batches depend on one another, so that intervals are too narrow.
      """)

  @OptionGroup var options: SteadyStateOptions
  @Option(help: "How many batches.") var batches = 20
  @Option(help: "The confidence level of intervals.") var confidence = 0.95
  @Option(
    help: ArgumentHelp(
      "How long to wait before observing; that of the model, if not given.",
      valueName: "duration"))
  var warmUp: DurationArgument?

  func validate() throws {
    guard (5...1000).contains(batches) else {
      throw ValidationError("--batches takes a number from 5 to 1000; 10 to 30 are usual")
    }
    guard confidence > 0.5, confidence < 1 else {
      throw ValidationError("--confidence takes a number between 0.5 and 1, such as 0.95")
    }
  }

  func run() async throws {
    let (compiled, whole) = try options.read()
    let before = warmUp?.ticks ?? compiled.model.time.warmUp
    let length = options.length?.ticks ?? (whole - compiled.model.time.warmUp)
    switch LongRun.run(
      compiled, seed: options.seed, warmUp: before, length: length, batches: batches,
      level: confidence, unit: ReportUnit(of: compiled.model))
    {
    case .failure(let failure): throw Console.exit(failure)
    case .success(let run):
      guard !run.rows.isEmpty else {
        Console.note(
          "kendall: the run is too short for \(batches) batches: give a greater --length")
        throw Console.notPrecise
      }
      try options.show(
        [("long-run.csv", LongRunTable.table(of: run).data)],
        LongRunPage.of(run, confidence: confidence), of: compiled.model,
        LongRunText.text(of: run), LongRunText.json(of: run))
      if run.isCorrelated { throw Console.notPrecise }
    }
  }
}

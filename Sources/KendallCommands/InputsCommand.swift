import ArgumentParser
import Experiments
import FacilityModel
import Foundation
import Reporting

/// `kendall inputs`: how sure figures are, given that the data might have been others.
struct InputsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inputs",
    abstract: "Draw the data behind a model anew, and see what figures owe to them.",
    discussion: """
      Examples:
        kendall inputs MODEL -r 10 --samples 50 --measure "time in system"
        kendall inputs MODEL -r 10 --policy "extra doctor" --each

      More replications make an interval as narrow as one likes, but the data that
      distributions and rates were taken from remain what they are. Here observed
      values (“empirical”, “interpolated”, “resampled”) are drawn anew with
      replacement, as many as there are; rates from a file that names its column of
      “periods” are drawn from what means over so many periods may be. The model is
      run with each sample, on the same random numbers.

      inputs.csv holds each figure (the key measures, or those of --measure) with
      its interval, the share of its uncertainty that is due to the data, and an
      interval for both. --each does so for every file alone as well: which data
      would it be worth collecting more of? Replications are kept in results.sqlite:
      what was stopped goes on when it is repeated.
      """)

  @OptionGroup var argument: ModelArgument
  @OptionGroup var variation: VariationOptions
  @OptionGroup var options: ExperimentOptions
  @Option(help: "How often to draw the data anew.") var samples = 30
  @Option(
    help: ArgumentHelp("Apply a policy; may be repeated.", valueName: "name"),
    completion: Completions.policies)
  var policy: [String] = []
  @Option(
    help: ArgumentHelp("A figure to follow; may be repeated.", valueName: "figure"),
    completion: Completions.figures)
  var measure: [String] = []
  @Flag(help: "Also draw every input anew alone.") var each = false
  @Flag(help: "Print the result as JSON.") var json = false

  func validate() throws {
    guard (2...10_000).contains(samples) else {
      throw ValidationError("--samples takes a number from 2 to 10000; 30 to 100 are usual")
    }
    guard options.replications >= 2 else {
      throw ValidationError("chance in the runs needs two replications (-r) or more")
    }
  }

  func run() async throws {
    let (compiler, file) = try argument.compiler()
    let settings = try variation.pairs()
    let (experiment, plan) = try plan(compiler, settings)
    let session = try ExperimentSession(
      experiment, model: argument.model, file: file, settings: settings, options)
    let result = try await session.run()
    try Console.reportFailures(result)
    let uncertainty: InputUncertainty
    do {
      uncertainty = try InputUncertainty(
        plan, result, figures: measure.map { FigureQuery($0) })
    } catch {
      throw session.exit(error)
    }
    try session.present(
      [("inputs.csv", InputTable.table(of: uncertainty).data)], InputPage.of(uncertainty),
      of: session.origin(experiment, policies: policy),
      json: json ? InputText.json(of: uncertainty) : nil, InputText.text(of: uncertainty))
  }

  /// The model as written and with each sample of its data, or an exit with findings.
  private func plan(_ compiler: ModelCompiler, _ settings: [(name: String, value: String)]) throws
    -> (Experiment, InputPlan)
  {
    func compiled(_ sample: InputSample?) throws -> CompiledModel {
      let (compiled, found) = compiler.compile(
        policies: policy, settings: settings, sample: sample)
      if sample == nil || found.hasErrors { try Console.show(found) }
      guard let compiled else { throw Console.dataError }
      return compiled
    }
    let base = try compiled(nil)
    guard !base.inputs.isEmpty else {
      throw ValidationError(
        "the model has no data that could be drawn anew: observed values (“empirical”, "
          + "“interpolated”, “resampled”), or rates from a file with “periods”")
    }
    let plan = InputPlan(inputs: base.inputs, samples: samples, each: each)
    let label = policy.isEmpty ? "" : policy.joined(separator: ", ") + ": "
    var arms = [
      Experiment.Arm(
        name: policy.isEmpty ? Experiment.asWritten : label + "data as they are", compiled: base)
    ]
    for (name, sample) in plan.arms(seed: options.seed) {
      arms.append(Experiment.Arm(name: label + name, compiled: try compiled(sample)))
    }
    return (
      Experiment(
        arms: arms, replications: options.replications, seed: options.seed,
        confidence: options.confidence, unit: ReportUnit(of: base.model)), plan
    )
  }
}

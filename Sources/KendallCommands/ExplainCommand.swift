import ArgumentParser
import EventEngine
import FacilityModel

/// `kendall explain`: what a model becomes on its way to the engine.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Print what a model becomes: the checked model, or the program the engine runs.",
    discussion: "Example: kendall explain Models/emergency-department.json --stage program")

  enum Stage: String, ExpressibleByArgument, CaseIterable { case model, program }

  @OptionGroup var argument: ModelArgument
  @OptionGroup var variation: VariationOptions
  @Option(help: "Which stage to print: model or program.") var stage: Stage = .model
  @Option(
    help: ArgumentHelp("Apply a policy.", valueName: "name"), completion: Completions.policies)
  var policy: [String] = []

  func run() throws {
    let compiled = try argument.compiled(under: policy, variation)
    let text =
      switch stage {
      case .model: ModelPrinter.text(of: compiled.model)
      case .program: Disassembler.text(of: compiled.program)
      }
    try Console.print(text.trimmingSuffix { $0 == "\n" })
  }
}

extension String {
  fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> String {
    var text = self
    while let last = text.last, predicate(last) { text.removeLast() }
    return text
  }
}

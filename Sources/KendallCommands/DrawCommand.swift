import ArgumentParser
import FacilityModel
import Foundation
import Reporting

/// `kendall draw`: the model as a picture of its flow.
struct DrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw",
    abstract: "Draw a model: arrivals, steps, resources, and branches with their shares.",
    discussion: """
      Examples:
        kendall draw Models/emergency-department.json --out department.svg
        kendall draw MODEL --policy "fast track" --format mermaid

      The picture is SVG, which every browser shows, light or dark as the screen
      is. Mermaid is for wikis and Markdown, DOT for Graphviz. Without --out it is
      printed.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case svg, mermaid, dot }

  @OptionGroup var argument: ModelArgument
  @OptionGroup var variation: VariationOptions
  @Option(help: "svg, mermaid or dot.") var format: Format = .svg
  @Option(
    help: ArgumentHelp("Apply a policy; may be repeated.", valueName: "name"),
    completion: Completions.policies)
  var policy: [String] = []
  @Option(help: ArgumentHelp("Write to this file.", valueName: "file"), completion: .file())
  var out: String?

  func run() throws {
    let compiled = try argument.compiled(under: policy, variation)
    let chart = FlowReader.chart(of: compiled.model)
    var text =
      switch format {
      case .svg: FlowDrawing.svg(of: chart)
      case .mermaid: MermaidText.text(of: chart)
      case .dot: DOTText.text(of: chart)
      }
    if let out {
      try Console.write(Data(text.utf8), to: out)
    } else {
      text.removeLast()
      try Console.print(text)
    }
  }
}

extension Console {
  /// Writes one file that the user named, whole or not at all, or exits with a message.
  static func write(_ data: Data, to path: String) throws {
    let url = URL(fileURLWithPath: path)
    do {
      try ReportFolder(creating: url.deletingLastPathComponent().path)
        .write(data, to: url.lastPathComponent)
    } catch {
      note("kendall: \(error)")
      throw cannotCreate
    }
  }
}

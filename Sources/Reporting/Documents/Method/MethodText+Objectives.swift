import EventEngine
import Experiments
import FacilityModel

extension MethodText {
  mutating func writeObjectives() {
    section("1 Objectives")
    if let about = model.about {
      item("1.1 Purpose of the model.", Self.plain(about))
    } else {
      toAdd("1.1 Purpose of the model.", "what it is for, and who decides by it.")
    }
    item("1.2 Model outputs.", "The measures that the model names:")
    table(
      ["measure", "definition as written", "target", "key"],
      model.measures.filter { !$0.isPart }.map { measure in
        [
          measure.name, WrittenText.words(written.node(at: measure.place), most: 2_000) ?? "",
          target(of: measure), measure.isKey ? "yes" : "",
        ]
      })
    lines += [
      "Besides, every run reports waiting times, times in system, queue lengths, utilisation, occupancy, "
        + "throughput and outcomes; their definitions are in dictionary.md.", "",
    ]
    if input.result.arms.count > 1 {
      item(
        "1.3 Aims of experimentation.",
        "\(input.result.arms.count - 1) policies are compared with “\(Self.plain(input.base.name))”. "
          + "**To add:** what was to be learnt from it.")
    } else {
      toAdd(
        "1.3 Aims of experimentation.", "one policy was run; say what was to be learnt from it.")
    }
  }

  /// The target of a measure, in the unit of the reports, with the word for most or least.
  private func target(of measure: MeasureDefinition) -> String {
    guard let target = measure.target else { return "" }
    let way = measure.better.map { $0 == .lower ? "at most " : "at least " } ?? ""
    guard measure.tallyKind == .duration else { return way + TerminalSummary.short(target) }
    let unit = input.result.experiment.unit
    return "\(way)\(TerminalSummary.short(target / unit.ticks)) \(unit.name)"
  }
}

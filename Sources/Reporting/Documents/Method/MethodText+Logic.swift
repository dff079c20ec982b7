import Experiments
import FacilityModel

extension MethodText {
  mutating func writeLogic() {
    section("2 Logic")
    item(
      "2.1 Diagram of the base model.",
      "`kendall draw \(Self.plain(input.identity.modelName))` draws it; it is in report.html.")
    item("2.2 Logic of the base model.", "As the chart has it; 2.5.2 has all that is written:")
    for stream in chart.streams {
      lines.append(
        "- \(stream.arrivals.map { Self.plain($0.name) }.joined(separator: ", ")) follow "
          + "“\(Self.plain(stream.pathway))”")
      list(stream.steps, indent: 1)
    }
    lines.append("")
    writeScenarios()
    item(
      "2.4 Algorithms.",
      "Whoever finds nobody waiting and enough units free takes them at once; nobody overtakes a line. "
        + "Lines are served by priority, then first come first served, unless the model says otherwise. "
        + "**To add:** why these rules describe the facility.")
  }

  /// What each policy that was run writes, and each stress case, to the last word.
  private mutating func writeScenarios() {
    let arms = input.result.arms.map(\.name).filter { $0 != Experiment.asWritten }
    let policies = document?.member("policies")
    let cases = document?.member("stress")?.members ?? []
    if arms.isEmpty, cases.isEmpty {
      return item("2.3 Logic of the scenarios.", "No scenario was run.")
    }
    item("2.3 Logic of the scenarios.", "What each changes of the model, as it is written:")
    for name in arms {
      lines.append("- **\(Self.plain(name))**")
      if let change = policies?.member(name) {
        lines += WrittenList.lines(of: change, indent: 1)
      } else {
        lines.append("  - nothing: the model as written")
      }
    }
    for one in cases {
      lines.append("- stress case **\(Self.plain(one.key))**")
      lines += WrittenList.lines(of: one.value, indent: 1)
    }
    lines.append("")
  }

  private mutating func list(_ steps: [FlowStep], indent: Int) {
    let space = String(repeating: "  ", count: indent)
    for step in steps {
      let needs = step.needs.map { chart.cards[$0.resource].name }.joined(separator: ", ")
      let title = step.title.isEmpty ? "one of several ways" : step.title
      let details = ([needs.isEmpty ? nil : "with \(needs)"] + step.details.map { Optional($0) })
        .compactMap(\.self).joined(separator: "; ")
      lines.append(
        "\(space)- \(Self.plain(title))" + (details.isEmpty ? "" : ": \(Self.plain(details))"))
      list(step.inner, indent: indent + 1)
      for way in step.ways + step.exits {
        lines.append("\(space)  - *\(Self.plain(way.label))*" + (way.steps.isEmpty ? ": on" : ""))
        list(way.steps, indent: indent + 2)
      }
    }
  }
}

import Experiments
import FacilityModel

extension MethodText {
  mutating func writeComponents() {
    writeEntities()
    writeActivities()
    item("2.5.3 Resources.", chart.cards.isEmpty ? "None." : "As they are written:")
    for card in chart.cards {
      lines.append(
        "- **\(Self.plain(card.name))**: \(Self.plain(card.details.joined(separator: ", ")))")
      let node = (card.isStock ? document?.member("stocks") : document?.member("resources"))?
        .member(card.name)
      if let node { lines += WrittenList.lines(of: node, indent: 1) }
    }
    lines.append("")
    writeSections(["tanks", "places", "shocks"])
    item(
      "2.5.4 Queues.",
      "One line for each resource. "
        + (chart.streams.flatMap { all($0.steps) }.contains { !$0.exits.isEmpty }
          ? "Some entities leave a line before they are served: see 2.2."
          : "Nobody gives up waiting."))
    item("2.5.5 Entry and exit points.", "Who arrives, as it is written:")
    for arrivals in chart.streams.flatMap(\.arrivals) {
      lines.append("- **\(Self.plain(arrivals.name))**: \(Self.plain(arrivals.detail))")
      if let node = document?.member("arrivals")?.member(arrivals.name) {
        lines += WrittenList.lines(of: node, indent: 1)
      }
    }
    lines.append("")
    writeSections(["calendar", "dayFactors", "matches"])
    lines += [
      "Entities leave as: \(model.outcomes.map { Self.plain($0) }.joined(separator: ", ")).", "",
    ]
  }

  /// Sections of the document that the model has, as they are written.
  private mutating func writeSections(_ sections: [String]) {
    for name in sections {
      guard let node = document?.member(name), node.members?.isEmpty == false else { continue }
      lines.append("- *\(name)*")
      lines += WrittenList.lines(of: node, indent: 1)
      lines.append("")
    }
  }

  private mutating func writeEntities() {
    // Totals of waits that a measure asks for are no attributes of the model.
    let waits = Set(model.waitTotals.map { Int($0.attribute) })
    let attributes = model.attributes.enumerated().filter { !waits.contains($0.offset) }
      .map(\.element)
    item("2.5.1 Entities.", attributes.isEmpty ? "They carry no attributes." : "Attributes:")
    if attributes.isEmpty { return }
    table(
      ["attribute", "kind", "values"],
      attributes.map { attribute in
        [
          attribute.name, attribute.type.words,
          attribute.values.map(\.label).joined(separator: ", "),
        ]
      })
  }

  private mutating func writeActivities() {
    let activities = all(chart.streams.flatMap(\.steps)).filter {
      [.task, .delay, .wait].contains($0.shape)
    }
    item("2.5.2 Activities.", activities.isEmpty ? "None takes time." : "")
    if !activities.isEmpty {
      table(
        ["activity", "resources", "duration and rules"],
        activities.map { step in
          [
            step.title,
            step.needs.map { need in
              let name = chart.cards[need.resource].name
              return need.count.isEmpty ? name : "\(need.count) × \(name)"
            }.joined(separator: ", "), step.details.joined(separator: "; "),
          ]
        })
    }
    guard let pathways = document?.member("pathways")?.members else { return }
    lines += ["The pathways as they are written:", ""]
    for pathway in pathways {
      lines.append("- **\(Self.plain(pathway.key))**")
      lines += WrittenList.lines(of: pathway.value, indent: 1)
    }
    lines.append("")
  }

  private func all(_ steps: [FlowStep]) -> [FlowStep] {
    steps.flatMap { step in
      [step] + all(step.inner) + (step.ways + step.exits).flatMap { all($0.steps) }
    }
  }
}

import EventEngine
package import FacilityModel
import RandomStreams

/// Reads the flow out of a checked model, with the words that the modeller used.
package struct FlowReader {
  let model: Model
  var written = WrittenText()

  /// The chart of a model.
  package static func chart(of model: Model) -> FlowChart {
    var reader = FlowReader(model: model)
    return reader.chart()
  }

  private mutating func chart() -> FlowChart {
    var streams: [FlowChart.Stream] = []
    for (index, pathway) in model.pathways.enumerated() {
      let sources = model.sources.filter { source in
        source.origin != .cloned
          && (source.pathway == index || source.mix?.parts.contains { $0.pathway == index } == true)
      }
      // A pathway that is only called stands inside the calls.
      if sources.isEmpty { continue }
      var heads: [FlowChart.Arrivals] = []
      for source in sources { heads.append(self.arrivals(of: source, on: index)) }
      streams.append(
        FlowChart.Stream(
          arrivals: heads, pathway: pathway.name, steps: pathway.steps.map { step(of: $0) }))
    }
    var cards: [FlowChart.Card] = []
    for resource in model.resources { cards.append(card(of: resource)) }
    return FlowChart(title: model.name, about: model.about, cards: cards, streams: streams)
  }

  private func card(of resource: ResourceDefinition) -> FlowChart.Card {
    let values = resource.plan.changes.map(\.value)
    let (least, most) = (values.min() ?? 0, resource.plan.most)
    var details: [String] = []
    if let stock = resource.stock {
      details.append(
        "\(least) at the start"
          + (stock.most < CapacityPlan.unlimited ? ", room for \(stock.most)" : ""))
      if let reorder = stock.reorder { details.append("ordered at \(reorder.at)") }
    } else if resource.sharedUnits > 0 {
      details.append("\(resource.sharedUnits) shared by all present")
    } else if resource.plan.isUnlimited {
      details.append("never scarce")
    } else if least == most {
      details.append("\(most) unit\(most == 1 ? "" : "s")")
    } else {
      details.append("\(least) to \(most) units by the rota")
    }
    if resource.turnaround != nil { details.append("turnaround") }
    let outages = resource.outages.filter { $0.role == .outage }.count
    if outages > 0 { details.append(outages == 1 ? "outages" : "\(outages) outages") }
    if !resource.escalations.isEmpty { details.append("more on demand") }
    if let places = resource.line.places {
      details.append(places == 0 ? "nobody can wait" : "\(places) can wait")
    }
    return FlowChart.Card(name: resource.name, details: details, isStock: resource.stock != nil)
  }

  private mutating func arrivals(of source: SourceDefinition, on pathway: Int)
    -> FlowChart.Arrivals
  {
    let detail: String
    switch source.origin {
    case .spawned, .cloned: detail = "made in the facility"
    case .arrival:
      let most = source.limit > 0 && source.limit < 1 << 40 ? ", \(source.limit) at most" : ""
      detail = process(source) + most
    }
    let parts = (source.mix?.parts ?? []).filter { $0.pathway == pathway }
    let mixed =
      parts.isEmpty || parts.count == source.mix?.parts.count
      ? "" : ": " + parts.map { "\($0.name) \(Self.percent($0.share))" }.joined(separator: ", ")
    return FlowChart.Arrivals(name: source.name + mixed, detail: detail, source: source.name)
  }

  private mutating func process(_ source: SourceDefinition) -> String {
    func number(_ perTick: Double) -> String {
      let perDay = perTick * Double(Ticks.day)
      return perDay >= 24 * 10
        ? "\(Self.short(perDay / 24)) an hour" : "\(Self.short(perDay)) a day"
    }
    switch source.process {
    case .constantRate(let mean): return number(1 / mean)
    case .profile(let profile):
      guard let period = profile.period else { return "at rates that change" }
      return number(profile.total / period) + ", by the clock"
    case .interarrival:
      let every = written.node(at: source.place)?.member("every")
      return WrittenText.words(every, most: 60).map { "every " + $0 } ?? "at intervals"
    case .scheduled(let list): return "\(list.count) at given times"
    case .modulated(let rate):
      return rate.phases.isEmpty
        ? "at a rate that changes" : "at rates of \(rate.phases.count) phases"
    case .appointments(let list):
      return "\(list.slots.count) appointments"
        + (list.period > 0 ? " every \(TimeUnits.words(Double(list.period)))" : "")
    }
  }

  static func percent(_ share: Double) -> String { short(share * 100) + " %" }

  /// A number with three significant digits.
  static func short(_ value: Double) -> String { TerminalSummary.short(value) }
}

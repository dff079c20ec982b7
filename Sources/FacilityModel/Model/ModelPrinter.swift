import EventEngine
import RandomStreams

/// Prints a checked model as a person can read it.
package struct ModelPrinter {
  private let model: Model
  private var lines: [String] = []

  private init(_ model: Model) { self.model = model }

  package static func text(of model: Model) -> String {
    var printer = ModelPrinter(model)
    printer.printAll()
    return printer.lines.joined(separator: "\n") + "\n"
  }

  private mutating func printAll() {
    lines.append("model “\(model.name)”")
    lines.append("  warm-up \(TimeUnits.words(Double(model.time.warmUp))), \(end(model.time.end))")
    section("parameters", model.parameters) { "\($0.name) = \($0.value) (\($0.type.words))" }
    section("attributes", model.attributes) { attribute in
      let values = attribute.values.map(\.label).joined(separator: ", ")
      return "\(attribute.name): \(attribute.type.words)" + (values.isEmpty ? "" : " (\(values))")
    }
    section("variables", model.variables) { "\($0.name) = \($0.start) (\($0.type.words))" }
    section("shocks", model.shocks) { $0.info.name }
    section("resources", model.resources) { resource in
      let changes = resource.plan.changes.map {
        "\($0.value) from \(TimeUnits.words(Double($0.tick)))"
      }
      let period = resource.plan.period
      let rota =
        changes.count == 1
        ? "\(resource.plan.changes[0].value)"
        : changes.joined(separator: ", ")
          + (period == 0
            ? ""
            : ", every \(TimeUnits.words(Double(period)))"
              + (resource.plan.loopsFrom > 0 ? " once exceptions are over" : ""))
      return "\(resource.name): \(rota)" + (resource.turnaround == nil ? "" : ", with turnaround")
    }
    let pathways = model.pathways
    section("arrivals", model.sources) { source in
      switch source.origin {
      case .arrival:
        "\(source.name): \(Self.process(source.process)), follows "
          + "“\(pathways[source.pathway].name)”"
      case .spawned: "\(source.name): spawned"
      case .cloned: "\(source.name): clones"
      }
    }
    for pathway in model.pathways {
      lines.append("pathway “\(pathway.name)”")
      printSteps(pathway.steps, indent: 1)
    }
    section("measures", model.measures) { measure in
      measure.name + (measure.scope.map { ", \($0)" } ?? "") + (measure.isKey ? " (key)" : "")
    }
  }

  private mutating func section<Item>(
    _ title: String, _ items: [Item], _ line: (Item) -> String
  ) {
    guard !items.isEmpty else { return }
    lines.append(title)
    for item in items { lines.append("  " + line(item)) }
  }

  private func end(_ end: RunEnd) -> String {
    switch end {
    case .tick(let tick): "ends after \(TimeUnits.words(Double(tick)))"
    case .arrivals(let count): "ends with arrival \(count)"
    case .departures(let count): "ends with departure \(count)"
    case .empty: "ends when empty"
    }
  }

  private static func process(_ process: SourceDefinition.Process) -> String {
    switch process {
    case .constantRate(let mean): "Poisson, one every \(TimeUnits.words(mean)) on average"
    case .profile(let profile):
      "Poisson with \(profile.rates.count) rates every \(TimeUnits.words(profile.period ?? 0))"
    case .interarrival: "independent times between arrivals"
    case .scheduled(let list): "\(list.count) given times"
    case .modulated(let rate):
      rate.phases.isEmpty
        ? "Poisson with a rate that changes" : "Poisson in \(rate.phases.count) phases"
    case .appointments(let list):
      "\(list.slots.count) appointments"
        + (list.period > 0 ? " every \(TimeUnits.words(Double(list.period)))" : "")
    }
  }

  private mutating func printSteps(_ steps: [any Step], indent: Int) {
    let space = String(repeating: "  ", count: indent)
    for step in steps {
      lines.append("\(space)\(step.info.keyword) \(step.info.name)")
      switch step {
      case let step as BranchStep:
        for (way, steps) in step.ways {
          let words =
            switch way {
            case .share(let share): "share \(share)"
            case .condition: "when a condition holds"
            case .otherwise: "otherwise"
            case .chosen(let option): step.choice?.options[option].text ?? ""
            }
          lines.append("\(space)  \(words)")
          printSteps(steps, indent: indent + 2)
        }
      case let step as RepeatStep: printSteps(step.steps, indent: indent + 1)
      case let step as UsingStep: printSteps(step.steps, indent: indent + 1)
      case let step as CallStep: printSteps(step.steps, indent: indent + 1)
      case let step as WithinStep:
        printSteps(step.steps, indent: indent + 1)
        if !step.otherwise.isEmpty {
          lines.append("\(space)  otherwise")
          printSteps(step.otherwise, indent: indent + 2)
        }
      case let step as ForkStep:
        for branch in step.branches {
          lines.append("\(space)  \(branch.info.name)")
          printSteps(branch.steps, indent: indent + 2)
        }
      case let step as BatchStep: printSteps(step.steps, indent: indent + 1)
      case let step as MatchStep: printSteps(step.steps, indent: indent + 1)
      default: break
      }
    }
  }
}

import EventEngine
package import Experiments
import FacilityModel

/// The method of a study after the STRESS-DES checklist, as Markdown.
///
/// Source: Monks, Currie, Onggo, Robinson, Kunc and Taylor, “Strengthening the reporting of empirical
/// simulation studies”, Journal of Simulation 13 (2019) 55–67. What no program can know is marked
/// “To add”.
package struct MethodText {
  private let input: ReportInput
  private let chart: FlowChart
  private var written = WrittenText()
  private var lines: [String] = []

  private init(_ input: ReportInput) {
    self.input = input
    chart = FlowReader.chart(of: input.model)
  }

  package static func markdown(of input: ReportInput) -> String {
    var text = MethodText(input)
    text.write()
    return text.lines.joined(separator: "\n") + "\n"
  }

  private var model: Model { input.model }

  private mutating func write() {
    lines = [
      "# \(Self.plain(model.name)): method", "",
      "After the STRESS-DES checklist (Monks et al. 2019, Journal of Simulation 13, 55–67). What a "
        + "person has to add is marked **To add**.", "",
    ]
    writeObjectives()
    writeLogic()
    writeComponents()
    writeData()
    writeExperimentation()
    writeImplementation()
  }

  /// The target of a measure, in the unit of the reports.
  private func target(of measure: MeasureDefinition) -> String {
    guard let target = measure.target else { return "" }
    guard measure.tallyKind == .duration else { return TerminalSummary.short(target) }
    return TerminalSummary.short(target / input.result.experiment.unit.ticks) + " " + input.unit
  }

  private mutating func section(_ title: String) { lines += ["## \(title)", ""] }

  private mutating func item(_ title: String, _ text: String) {
    lines += ["**\(title)** \(text)", ""]
  }

  private mutating func toAdd(_ title: String, _ what: String) {
    item(title, "**To add:** \(what)")
  }

  private mutating func table(_ columns: [String], _ rows: [[String]]) {
    lines.append("| " + columns.joined(separator: " | ") + " |")
    lines.append("|" + columns.map { _ in " --- |" }.joined())
    for row in rows {
      lines.append("| " + row.map { DataDictionary.cell($0) }.joined(separator: " | ") + " |")
    }
    lines.append("")
  }
}

// MARK: Objectives and logic

extension MethodText {
  private mutating func writeObjectives() {
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
          measure.name, WrittenText.words(written.node(at: measure.place), most: 200) ?? "",
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

  private mutating func writeLogic() {
    section("2 Logic")
    item(
      "2.1 Diagram of the base model.",
      "`kendall draw \(Self.plain(input.identity.modelName))` draws it; it is in report.html.")
    item("2.2 Logic of the base model.", "As the chart has it:")
    for stream in chart.streams {
      lines.append(
        "- \(stream.arrivals.map { Self.plain($0.name) }.joined(separator: ", ")) follow "
          + "“\(Self.plain(stream.pathway))”")
      list(stream.steps, indent: 1)
    }
    lines.append("")
    item("2.3 Logic of the scenarios.", input.result.arms.count > 1 ? "" : "No scenario was run.")
    if input.result.arms.count > 1 {
      let policies = model.pathways.first.flatMap { documentOf($0.place) }?.member("policies")
      table(
        ["policy", "what it changes"],
        input.result.arms.map { arm in
          let change = WrittenText.words(policies?.member(arm.name), most: 400)
          return [arm.name, change ?? "nothing: the model as written"]
        })
    }
    item(
      "2.4 Algorithms.",
      "Whoever finds nobody waiting and enough units free takes them at once; nobody overtakes a line. "
        + "Lines are served by priority, then first come first served, unless the model says otherwise. "
        + "**To add:** why these rules describe the facility.")
  }

  /// The document that a place lies in.
  private mutating func documentOf(_ place: Place) -> LocatedNode? {
    written.node(at: place.file.whole)
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

  private mutating func writeComponents() {
    item("2.5.1 Entities.", model.attributes.isEmpty ? "They carry no attributes." : "Attributes:")
    if !model.attributes.isEmpty {
      table(
        ["attribute", "kind", "values"],
        model.attributes.map { attribute in
          [
            attribute.name, attribute.type.words,
            attribute.values.map(\.label).joined(separator: ", "),
          ]
        })
    }
    let activities = all(chart.streams.flatMap(\.steps)).filter {
      [.task, .delay, .wait].contains($0.shape)
    }
    item("2.5.2 Activities.", activities.isEmpty ? "None takes time." : "")
    if !activities.isEmpty {
      table(
        ["activity", "resources", "duration and rules as written"],
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
    item("2.5.3 Resources.", chart.cards.isEmpty ? "None." : "")
    if !chart.cards.isEmpty {
      table(
        ["resource", "units and what else is to be known"],
        chart.cards.map { [$0.name, $0.details.joined(separator: ", ")] })
    }
    item(
      "2.5.4 Queues.",
      "One line for each resource. "
        + (chart.streams.flatMap { all($0.steps) }.contains { !$0.exits.isEmpty }
          ? "Some entities leave a line before they are served: see 2.2."
          : "Nobody gives up waiting."))
    item("2.5.5 Entry and exit points.", "")
    table(
      ["entity", "arrives"],
      chart.streams.flatMap(\.arrivals).map { [$0.name, $0.detail] })
    lines += [
      "Entities leave as: \(model.outcomes.map { Self.plain($0) }.joined(separator: ", ")).", "",
    ]
  }

  private func all(_ steps: [FlowStep]) -> [FlowStep] {
    steps.flatMap { step in
      [step] + all(step.inner) + (step.ways + step.exits).flatMap { all($0.steps) }
    }
  }
}

// MARK: Data, experimentation, implementation

extension MethodText {
  private mutating func writeData() {
    section("3 Data")
    let files = input.identity.dataFiles(of: input.result.experiment)
    if files.isEmpty {
      toAdd("3.1 Sources of data.", "the model reads no files; say where its numbers come from.")
    } else {
      item("3.1 Sources of data.", "Files that the model reads. **To add:** where each comes from.")
      table(
        ["file", "bytes", "SHA-256"],
        files.map { [$0.name, "\($0.bytes.count)", SHA256.hex($0.bytes)] })
    }
    toAdd(
      "3.2 Pre-processing.", "what was done to the data before, and how distributions were fitted.")
    item("3.3 Input parameters.", model.parameters.isEmpty ? "The model names none." : "")
    if !model.parameters.isEmpty {
      table(
        ["parameter", "value", "kind"],
        model.parameters.map {
          let isDuration = $0.type == .duration
          return [
            $0.name, isDuration ? TimeUnits.words($0.value) : TerminalSummary.short($0.value),
            $0.type.words,
          ]
        })
    }
    for setting in input.identity.settings {
      lines += ["- set for this run: \(Self.plain(setting.name)) = \(Self.plain(setting.value))"]
    }
    if !input.identity.settings.isEmpty { lines.append("") }
    toAdd("3.4 Assumptions.", "what was assumed where there are no data, and what was left out.")
  }

  private mutating func writeExperimentation() {
    let time = model.time
    section("4 Experimentation")
    item(
      "4.1 Initialisation.",
      "The facility is empty at the start. "
        + (time.warmUp > 0
          ? "The first \(TimeUnits.words(Double(time.warmUp))) are a warm-up, which no figure counts. "
            + "**To add:** how its length was chosen. " : "There is no warm-up. ")
        + "“\(Self.plain(input.base.name))” \(Self.plain(InitialStateText.sentence(of: input.base)))."
    )
    let end =
      switch time.end {
      case .tick(let tick):
        "\(TimeUnits.words(Double(tick - time.warmUp))) are observed behind the warm-up"
      case .arrivals(let count): "the run ends with arrival \(count)"
      case .departures(let count): "the run ends with departure \(count)"
      case .empty: "the run ends when the facility is empty"
      }
    item("4.2 Run length.", "Each replication: \(end). The clock counts microseconds.")
    let failed = input.result.arms.reduce(0) { $0 + $1.failures.count }
    item(
      "4.3 Estimation.",
      "\(input.result.experiment.replications) independent "
        + (input.result.experiment.isAntithetic
          ? "antithetic pairs of runs, each taken for one replication by its mean, of each policy"
          : "replications of each policy")
        + (failed > 0 ? ", of which \(failed) failed in all" : "")
        + "; intervals are Student's t over replication means at \(input.percent) %. "
        + (input.comparison.map {
          "Policies are compared by paired differences with common random numbers, entity by entity; "
            + "the \($0.comparisons) key comparisons hold together (Bonferroni)."
        } ?? ""))
  }

  private mutating func writeImplementation() {
    section("5 Implementation")
    item(
      "5.1 Software.",
      "Kendall \(Self.plain(input.identity.version)), engine \(engineNumber); distributions of the GNU "
        + "Scientific Library.")
    item(
      "5.2 Random sampling.",
      "Philox4x64-10, counter-based: each draw is known by the seed (\(input.result.experiment.seed)), "
        + "what it is for, the entity, its visit and the replication, so that policies share their "
        + "random numbers.")
    item(
      "5.3 Execution.",
      "Events in the order of (time, kind, sequence); replications in parallel, each on its own. The "
        + "same model, seed and engine give the same bytes of every table.")
    toAdd("5.4 System.", "the computer and how long the runs took (run-info.json has both).")
    section("6 Access")
    item(
      "6.1 Sharing.",
      "The model `\(Self.plain(input.identity.modelName))` has the SHA-256 "
        + "`\(SHA256.hex(input.identity.modelBytes))`; manifest.json tells how to repeat the run. "
        + "**To add:** where the model and its data are kept, and under which licence.")
  }

  /// Text with the characters that mean something to Markdown escaped.
  static func plain(_ text: String) -> String {
    var result = ""
    for character in text {
      if "\\`*_[]<>#|".contains(character) { result.append("\\") }
      result.append(character.isNewline ? " " : character)
    }
    return result
  }
}

/// How the run was made.
enum MethodSection: ReportSection {
  static let id = "method"
  static let title = "How it was made"

  static func content(of input: ReportInput) -> SectionContent? {
    let time = input.model.time
    var rows = [
      ["model", input.identity.modelName],
      ["SHA-256 of it", SHA256.hex(input.identity.modelBytes)],
      ["program", "Kendall \(input.identity.version), engine \(engineNumber)"],
      ["seed", "\(input.result.experiment.seed)"],
      [
        "replications",
        "\(input.result.experiment.replications) of each policy"
          + (input.result.experiment.isAntithetic ? ", each the mean of an antithetic pair" : ""),
      ],
      ["warm-up", TimeUnits.words(Double(time.warmUp))],
      ["initial state", InitialStateText.sentence(of: input.base)],
    ]
    if case .tick(let tick) = time.end {
      rows.append(["observed", TimeUnits.words(Double(tick - time.warmUp))])
    }
    rows += input.identity.settings.map { ["set: " + $0.name, $0.value] }
    rows += input.result.arms.map { arm in
      [
        "policy “\(arm.name)”",
        "\(arm.replications.count) replications"
          + (arm.failures.isEmpty ? "" : ", \(arm.failures.count) failed"),
      ]
    }
    return SectionContent(
      html: "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"How it was made\">"
        + HTML.table(["", "value"], rows, words: [1]) + "</div>\n"
        + HTML.paragraph(
          "“kendall report FOLDER --stress” writes the method after the STRESS-DES checklist, with what "
            + "a person has to add marked.", "small"))
  }
}

extension RunReport.Identity {
  /// The model and all that it reads, by name: what a report is made from besides the results.
  package func sources(of experiment: Experiment) -> [(name: String, bytes: [UInt8])] {
    dataFiles(of: experiment) + [(name: modelName, bytes: modelBytes)]
  }

  /// The files that the policies read, by name.
  func dataFiles(of experiment: Experiment) -> [(name: String, bytes: [UInt8])] {
    var data: [String: [UInt8]] = [:]
    for arm in experiment.arms { data.merge(arm.compiled.files) { first, _ in first } }
    return data.sorted { $0.key < $1.key }.map { (name: $0.key, bytes: $0.value) }
  }
}

import RandomStreams

/// The reference manual of the language as Markdown, made from the catalogues.
package enum ReferenceManual {
  /// A heading of the manual with what stands under it.
  struct Topic {
    let names: [String]
    let title: String
    let body: String
  }

  struct Chapter {
    let title: String
    let introduction: String
    let topics: [Topic]
  }

  /// The whole manual.
  package static var whole: String {
    var text = """
      # The language of Kendall

      A model is one JSON or YAML document. This manual is written from the catalogues that the
      program reads models by; `kendall reference TOPIC` prints one entry of it, and
      `kendall.schema.json` (or `kendall schema`) lets an editor complete and check models.


      """
    for chapter in chapters {
      text += "## \(chapter.title)\n\n\(chapter.introduction)\n\n"
      for topic in chapter.topics { text += "### \(topic.title)\n\n\(topic.body)\n\n" }
    }
    text.removeLast()
    return text
  }

  /// The names of all entries.
  package static var topics: [String] { chapters.flatMap { $0.topics.flatMap(\.names) } }

  static var chapters: [Chapter] {
    [
      Chapter(
        title: "Sections",
        introduction: "The mappings of a document. Keys that are not listed are refused.",
        topics: Section.catalogue.map { section in
          var body = section.summary
          if !section.exactlyOne.isEmpty {
            body +=
              " It has exactly one of "
              + section.exactlyOne.map { "`\($0)`" }.joined(separator: ", ") + "."
          }
          if let others = section.others {
            body += " Any other key is an attribute: \(others.words) or text."
          }
          return entry(section.name, body, section.fields, section.example)
        }),
      Chapter(
        title: "Steps", introduction: "A step is a mapping; the key in its heading says which.",
        topics: Steps.catalogue.map { entry($0.keyword, $0.summary, $0.fields, $0.example) }),
      Chapter(
        title: "Measures",
        introduction: "A measure is a mapping; the key in its heading says which.",
        topics: MeasureKind.catalogue.map { entry($0.keyword, $0.summary, $0.fields, $0.example) }),
      Chapter(
        title: "Distributions",
        introduction:
          "A distribution is a mapping whose only key is its name, or a "
          + "[distribution by cases](#distribution-by-cases).",
        topics: Distributions.catalogue.map { distribution($0) }),
      Chapter(
        title: "Expressions", introduction: expressions,
        topics: [
          Topic(
            names: Builtin.catalogue.map(\.name), title: "Words",
            body: table(
              ["word", "kind", "meaning"],
              Builtin.catalogue.map { ["`\($0.name)`", $0.type.words, $0.meaning] })),
          Topic(
            names: ExpressionFunction.catalogue.map(\.name), title: "Functions",
            body: table(
              ["function", "meaning"],
              ExpressionFunction.catalogue.map { ["`\($0.name)`", $0.meaning] })),
        ]),
      Chapter(
        title: "Policies", introduction: PolicyManual.introduction,
        topics: PolicyManual.catalogue.map { entry in
          Topic(
            names: [entry.name], title: entry.name,
            body: entry.text + "\n\n" + code(entry.example) + "\n\n" + entry.outcome)
        }),
      Chapter(
        title: "Findings",
        introduction:
          "What `kendall check` may say, by its stable code; `kendall check --json` prints "
          + "`queues` and `findings`, objects with `severity` (`error` or `warning`), `code`, `message`, `file`, `line`, "
          + "`column`, `length`, `path` (the place in the document), `notes` (further places, each "
          + "with its message) and `help` (the remedy).",
        topics: [
          codes("The text of a file", TextCode.allCases.map { ($0.rawValue, $0.meaning) }),
          codes("The meaning of a model", ModelCode.allCases.map { ($0.rawValue, $0.meaning) }),
        ]),
    ]
  }

  private static let expressions = """
    Wherever a number, a duration or a condition stands, an expression may stand: attributes,
    parameters, variables, the words and functions below, `+ - * /`, `mod`, comparisons
    (`= != < <= > >=`), `and`, `or`, `not`, and numbers with units ("45 min", "2 h"). A name with
    spaces stands alone as it is, and in single quotes inside a longer expression.
    """

  private static func entry(
    _ name: String, _ summary: String, _ fields: [Field], _ example: String
  ) -> Topic {
    let rows = fields.map { field in
      [
        "`\(field.name)`" + (field.isRequired ? " (required)" : ""), field.kind.words,
        field.meaning,
      ]
    }
    return Topic(
      names: [name], title: name,
      body: summary + "\n\n" + table(["key", "value", "meaning"], rows) + "\n\n"
        + code(example))
  }

  private static func distribution(_ entry: DistributionEntry) -> Topic {
    var body = entry.summary + "\n\n"
    for (index, form) in entry.forms.enumerated() {
      if index > 0 { body += "\n\nor\n\n" }
      body += parameters(form.parameters, areLists: false)
    }
    if let form = entry.tableForm, entry.name != "choice", !entry.isObserved {
      body += (entry.forms.isEmpty ? "" : "\n\nor lists of numbers\n\n")
      body += parameters(form.columns, areLists: true)
    }
    if entry.name == "choice" {
      body += "A mapping of values to their weights, which need not add up to 1."
    }
    if entry.isObserved {
      body += "A list of observed values, or [observations](#observations) in a CSV file."
    }
    switch entry.nesting {
    case .bounded: body += "A [distribution between bounds](#distribution-between-bounds)."
    case .moved(let parameter):
      body += "A [moved distribution](#moved-distribution); `by` is \(parameter.meaning)."
    case .mixed: body += "A list of [parts](#part-of-a-mixture)."
    case nil: break
    }
    return Topic(
      names: [entry.name], title: entry.name, body: body + "\n\n" + code(entry.example))
  }

  private static func parameters(_ parameters: [Parameter], areLists: Bool) -> String {
    table(
      ["parameter", "value", "meaning"],
      parameters.map { parameter in
        let kind = parameter.kind == .quantity ? "in the unit of what is drawn" : "number"
        return [
          "`\(parameter.name)`" + (parameter.optionalDefault == nil ? " (required)" : ""),
          areLists ? "list: " + kind : kind, parameter.meaning,
        ]
      })
  }

  private static func codes(_ title: String, _ codes: [(String, String)]) -> Topic {
    Topic(
      names: codes.map(\.0), title: title,
      body: table(["code", "meaning"], codes.map { ["`\($0.0)`", $0.1] }))
  }

  private static func code(_ example: String) -> String { "```json\n\(example)\n```" }

  private static func table(_ head: [String], _ rows: [[String]]) -> String {
    func line(_ cells: [String]) -> String {
      "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }
    return ([line(head), line(head.map { _ in "---" })] + rows.map(line)).joined(separator: "\n")
  }
}

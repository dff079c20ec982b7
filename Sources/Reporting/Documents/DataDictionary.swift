import Experiments

/// What each column of each table means, and each measure.
package struct DataDictionary {
  /// A table by its file, what a row of it is, and its columns.
  package static let tables:
    [(file: String, row: String, columns: [(name: String, meaning: String)])] = [
      ("key-figures.csv", "a key measure of a policy", KeyFiguresTable.columns),
      (
        "summary.csv", "a figure of a policy, over all replications", SummaryTable.columns
      ),
      ("replications.csv", "a figure of one replication", ReplicationsTable.columns),
      ("timeline.csv", "a level within one hour of the day or week", TimelineTable.columns),
      (
        "comparison.csv", "a figure of a policy against the baseline (kendall compare)",
        ComparisonTable.columns
      ),
      (
        "precision.csv", "a figure whose precision was asked for (--precision)",
        PrecisionTable.columns
      ),
      (
        "entities.csv", "an entity under the baseline and a policy (kendall compare --entities)",
        EntitiesTable.columns
      ),
      (
        "entity-differences.csv", "a figure of the differences of the same entities (--entities)",
        EntityDifferencesTable.columns
      ),
      ("warm-up.csv", "a series and its cut (kendall warmup)", WarmUpTable.columns),
      ("welch.csv", "a bin of a series of a Welch plot (kendall warmup)", WelchTable.columns),
      ("long-run.csv", "a figure of one long run (kendall long-run)", LongRunTable.columns),
      (
        "select.csv", "a policy and a figure that decides on it (kendall select)",
        SelectionTable.columns
      ),
      ("sweep.csv", "a figure at a point (kendall sweep)", SweepTable.columns),
      (
        "sensitivity.csv", "a figure and a parameter (kendall sweep)", SensitivityTable.columns
      ),
      (
        "inputs.csv", "a figure and an input that is drawn anew (kendall inputs)",
        InputTable.columns
      ),
      (
        "controlled.csv", "a figure with its estimate by control variates (kendall run --control)",
        ControlledTable.columns
      ),
      (
        "robustness.csv", "a policy over all stress cases (kendall robustness)",
        RobustnessTable.columns
      ),
      (
        "robustness-cases.csv", "a policy in a stress case (kendall robustness)",
        RobustnessCasesTable.columns
      ),
      (
        "optimise.csv", "a figure of a point that was visited; frontier.csv: of those none beats",
        OptimisationTable.columns
      ),
      (
        "validation.csv", "an observed figure beside the simulated (kendall validate)",
        ValidationTable.columns
      ),
      ("failures.csv", "a replication that could not be finished", FailuresTable.columns),
    ]

  /// Tables that only some commands or options write: the page of a run does not explain them.
  static let special: Set<String> = [
    "entities.csv", "entity-differences.csv", "warm-up.csv", "welch.csv", "long-run.csv",
    "select.csv", "sweep.csv", "sensitivity.csv", "optimise.csv", "controlled.csv", "inputs.csv",
    "robustness.csv",
    "robustness-cases.csv", "validation.csv",
  ]

  /// The measures that every run reports: name and definition.
  static var measures: [(name: String, meaning: String)] {
    Measures.catalogue.map { (name: $0.name, meaning: $0.definition) }
  }

  /// The dictionary as Markdown.
  package static var markdown: String {
    var lines = [
      "# What the tables say", "",
      "All tables are CSV in UTF-8 with a line of names (RFC 4180). Numbers have a point and no "
        + "unit; an empty cell means that there is no such number. Shares are from 0 to 1. Times are "
        + "in the unit that the row names.", "",
    ]
    for table in tables {
      lines += ["## \(table.file)", "", "A row is \(table.row).", "", "| column | meaning |"]
      lines.append("| --- | --- |")
      lines += table.columns.map { "| `\($0.name)` | \(cell($0.meaning)) |" }
      lines.append("")
    }
    lines += ["## Measures", "", "| measure | definition |", "| --- | --- |"]
    lines += measures.map { "| \(cell($0.name)) | \(cell($0.meaning)) |" }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Text within a cell of a Markdown table.
  static func cell(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("|", with: "\\|").replacing("\n", with: " ")
      .replacing("<", with: "&lt;")
  }
}

/// What the columns of the tables mean.
enum DictionarySection: ReportSection {
  static let id = "dictionary"
  static let title = "What the tables say"

  static func content(of input: ReportInput) -> SectionContent? {
    let html = explained { file in
      !DataDictionary.special.contains(file)
        && (file != "comparison.csv" || input.comparison != nil)
    }
    return SectionContent(
      html: html
        + details("The measures", ["measure", "definition"], DataDictionary.measures))
  }

  /// The columns of tables.
  static func explained(_ isWritten: (String) -> Bool) -> String {
    var html = HTML.paragraph(
      "The figures behind this page are in tidy CSV tables beside it, with a line of names; "
        + "each chart is in the folder charts as SVG and as a Vega-Lite specification.")
    for table in DataDictionary.tables where isWritten(table.file) {
      html += details(
        "\(table.file): a row is \(table.row)", ["column", "meaning"], table.columns)
    }
    return html
  }

  private static func details(
    _ summary: String, _ columns: [String], _ rows: [(name: String, meaning: String)]
  ) -> String {
    "<details><summary>\(Markup.escaped(summary))</summary>\n<div class=\"scroll\" tabindex=\"0\" "
      + "role=\"group\" aria-label=\"\(Markup.escaped(summary))\">"
      + HTML.table(columns, rows.map { [$0.name, $0.meaning] }, words: [1])
      + "</div></details>\n"
  }
}

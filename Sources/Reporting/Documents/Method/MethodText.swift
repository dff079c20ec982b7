import EventEngine
import Experiments
import FacilityModel

/// The method of a study after the STRESS-DES checklist, as Markdown.
///
/// Source: Monks, Currie, Onggo, Robinson, Kunc and Taylor, “Strengthening the reporting of empirical
/// simulation studies”, Journal of Simulation 13 (2019) 55–67. What no program can know is marked
/// “To add”.
package struct MethodText {
  let input: ReportInput
  let chart: FlowChart
  var written = WrittenText()
  var lines: [String] = []

  init(_ input: ReportInput) {
    self.input = input
    chart = FlowReader.chart(of: input.model)
  }

  package static func markdown(of input: ReportInput) -> String {
    var text = MethodText(input)
    text.write()
    return text.lines.joined(separator: "\n") + "\n"
  }

  var model: Model { input.model }

  /// The document as it is written.
  var document: LocatedNode? {
    mutating get { model.pathways.first.flatMap { written.node(at: $0.place.file.whole) } }
  }

  mutating func write() {
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

  mutating func section(_ title: String) { lines += ["## \(title)", ""] }

  mutating func item(_ title: String, _ text: String) {
    lines += ["**\(title)** \(text)", ""]
  }

  mutating func toAdd(_ title: String, _ what: String) {
    item(title, "**To add:** \(what)")
  }

  mutating func table(_ columns: [String], _ rows: [[String]]) {
    lines.append("| " + columns.joined(separator: " | ") + " |")
    lines.append("|" + columns.map { _ in " --- |" }.joined())
    for row in rows {
      lines.append("| " + row.map { DataDictionary.cell($0) }.joined(separator: " | ") + " |")
    }
    lines.append("")
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

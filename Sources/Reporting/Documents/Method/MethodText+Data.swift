import Experiments
import FacilityModel

extension MethodText {
  mutating func writeData() {
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
}

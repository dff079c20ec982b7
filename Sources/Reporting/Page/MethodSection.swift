import EventEngine
import Experiments
import FacilityModel

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

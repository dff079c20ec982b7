import EventEngine
import Experiments
import FacilityModel

extension MethodText {
  mutating func writeExperimentation() {
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
}

import EventEngine
import Experiments
import FacilityModel

extension MethodText {
  mutating func writeImplementation() {
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
}

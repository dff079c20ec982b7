import ArgumentParser
import EventEngine
import Experiments
import FacilityModel

/// Whether replications come in antithetic pairs.
struct AntitheticOptions: ParsableArguments {
  @Flag(
    help: "Run antithetic pairs: each replication twice, the second time with 1 − u for every u.")
  var antithetic = false

  /// An experiment with pairs, if they are asked for, or an exit where they make no sense.
  func apply(to experiment: Experiment, _ shard: Shard?) throws -> Experiment {
    guard antithetic else { return experiment }
    guard shard == nil else {
      throw ValidationError("--antithetic and --shard exclude each other")
    }
    for arm in experiment.arms {
      if let name = arm.compiled.program.namesWithoutInverse.first {
        throw ValidationError(
          "--antithetic: “\(name)” is correlated with other draws and has no inverse of its own")
      }
    }
    var paired = experiment
    paired.isAntithetic = true
    return paired
  }
}

import ArgumentParser

/// Which replication of which policy a command runs and looks at.
struct ReplicationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Apply a policy; may be repeated.", valueName: "name"),
    completion: Completions.policies)
  var policy: [String] = []
  @Option(help: "The seed of all random numbers.") var seed: UInt64 = 1
  @Option(help: "Which replication, from 0.") var replication: UInt64 = 0
}

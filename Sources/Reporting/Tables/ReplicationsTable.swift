import EventEngine
package import Experiments
import FacilityModel

/// `replications.csv`: every figure of every replication.
package struct ReplicationsTable {
  package static let columns: [(name: String, meaning: String)] = [
    ("policy", "the policy"),
    ("replication", "the number of the replication, from 0"),
    ("measure", "what is measured"),
    ("scope", "of what"),
    ("statistic", "which statistic of it within the replication"),
    ("unit", "the unit of the value"),
    ("value", "the value; empty where the replication had no observation"),
    ("observations", "how many observations it rests on; empty for time averages"),
  ]

  package static func table(of result: ExperimentResult) -> CSVTable {
    var table = CSVTable(columns: columns.map(\.name))
    for arm in result.arms {
      for replication in arm.replications {
        for (figure, value) in zip(arm.figures, replication.values) {
          table.append([
            .text(arm.name), .integer(Int64(replication.index)), .text(figure.measure),
            .text(figure.scope), .text(figure.statistic), .text(figure.unit),
            .number(value.value), .integer(value.observations.map(Int64.init)),
          ])
        }
      }
    }
    return table
  }
}

/// `failures.csv`: replications that could not be finished, and why.
package struct FailuresTable {
  package static let columns: [(name: String, meaning: String)] = [
    ("policy", "the policy"),
    ("replication", "the number of the replication, from 0"),
    ("time_h", "simulation time in hours since the start of the run"),
    ("entity", "the entity it happened to, where there is one"),
    ("step", "the step, where there is one"),
    ("place", "where the step is written"),
    ("reason", "what happened"),
  ]

  package static func table(of result: ExperimentResult) -> CSVTable {
    var table = CSVTable(columns: columns.map(\.name))
    for arm in result.arms {
      for (index, words) in arm.failures {
        table.append([
          .text(arm.name), .integer(Int64(index)), .number(words.hours),
          .text(words.entity ?? ""), .text(words.step ?? ""), .text(words.place ?? ""),
          .text(words.reason),
        ])
      }
    }
    return table
  }
}

import EventEngine
package import Experiments
import OutputStatistics

/// `entities.csv`: the same entities under the baseline and under a policy.
package struct EntitiesTable {
  package static let columns: [(name: String, meaning: String)] = [
    ("policy", "the policy"),
    ("replication", "the number of the replication, from 0"),
    ("entity", "the entity: its source and its number there"),
    ("class", "its class, such as “triage 2”; empty where none was asked for"),
    ("unit", "the unit of the times"),
    ("arrival", "when it arrived under the baseline, from the start of the run"),
    ("arrival_shift", "how much later it arrived under the policy; usually 0"),
    ("time_in_system_baseline", "how long it stayed under the baseline"),
    ("time_in_system_policy", "how long under the policy"),
    ("time_in_system_difference", "policy minus baseline"),
    ("waiting_baseline", "how long it waited in all under the baseline"),
    ("waiting_policy", "how long under the policy"),
    ("waiting_difference", "policy minus baseline"),
    ("outcome_baseline", "how it left under the baseline"),
    ("outcome_policy", "how it left under the policy"),
  ]

  package static func table(of comparison: EntityComparison) -> CSVTable {
    var table = CSVTable(columns: columns.map(\.name))
    let unit = comparison.unit
    func time(_ ticks: Int64) -> CSVCell { .number(Double(ticks) / unit.ticks) }
    for pair in comparison.pairs {
      let (before, now) = (pair.baseline, pair.other)
      let stay = (before.departure ?? 0) - before.arrival
      let other = (now.departure ?? 0) - now.arrival
      let classes = zip(comparison.classNames, pair.classes).map { "\($0) \($1)" }
      table.append([
        .text(pair.policy), .integer(Int64(pair.replication)), .text(pair.entity),
        .text(classes.joined(separator: ", ")), .text(unit.name), time(before.arrival),
        time(now.arrival - before.arrival), time(stay), time(other), time(other - stay),
        time(before.waited), time(now.waited), time(now.waited - before.waited),
        .text(pair.outcomes.baseline), .text(pair.outcomes.other),
      ])
    }
    return table
  }
}

/// `entity-differences.csv`: what a policy does to single entities, over all replications.
package struct EntityDifferencesTable {
  package static let columns: [(name: String, meaning: String)] = [
    ("policy", "the policy"),
    ("baseline", "what it is compared with"),
    ("scope", "which entities: all, or a class by its value under the baseline"),
    (
      "measure",
      "difference of the time in system or of the total wait of the same entity, policy minus "
        + "baseline; or how many entities"
    ),
    (
      "statistic",
      "which statistic of the entities of a replication; share longer, shorter, equal: of the pairs"
    ),
    ("unit", "the unit of the figures of this row"),
    ("estimate", "mean over replications"),
    ("lower", "lower limit of its confidence interval; empty where there is none"),
    ("upper", "upper limit of it"),
    ("sd", "standard deviation between replications"),
    ("replications", "replications that have the figure"),
    ("without", "replications that have no such entities"),
  ]

  package static func table(of comparison: EntityComparison) -> CSVTable {
    var table = CSVTable(columns: columns.map(\.name))
    for row in comparison.rows {
      table.append([
        .text(row.policy), .text(comparison.baseline), .text(row.figure.scope),
        .text(row.figure.measure), .text(row.figure.statistic), .text(row.figure.unit),
        .number(row.interval.mean), .number(row.interval.lower), .number(row.interval.upper),
        .number(row.interval.moments.sd), .integer(Int64(row.interval.count)),
        .integer(Int64(row.without)),
      ])
    }
    return table
  }
}

/// What a policy does to single entities, in words.
package struct EntityText {
  package static func text(of comparison: EntityComparison) -> String {
    var lines = [
      "Entity by entity, against “\(comparison.baseline)”: the same entities with the same needs; "
        + "policy minus baseline."
    ]
    var policies: [String] = []
    for row in comparison.rows where !policies.contains(row.policy) { policies.append(row.policy) }
    for policy in policies {
      let own = comparison.rows.filter { $0.policy == policy }
      let arrivals =
        comparison.changedArrivals.contains(policy) ? " (changes who arrives, or when)" : ""
      lines.append("\n\(policy)\(arrivals)")
      var scopes: [String] = []
      for row in own where !scopes.contains(row.figure.scope) { scopes.append(row.figure.scope) }
      let width = scopes.map(\.count).max() ?? 0
      for scope in scopes {
        for measure in EntityComparison.measures {
          let rows = own.filter {
            $0.figure.scope == scope && $0.figure.measure == "difference of " + measure
          }
          guard !rows.isEmpty else { continue }
          lines.append(
            "  \(scope.padded(to: width))  \(measure.padded(to: 14))  \(words(rows))")
        }
      }
      lines.append("  " + counts(own))
    }
    return lines.joined(separator: "\n")
  }

  private static func words(_ rows: [EntityComparison.Row]) -> String {
    func value(_ statistic: String, signed: Bool = true) -> String {
      guard let mean = rows.first(where: { $0.figure.statistic == statistic })?.interval.mean else {
        return "–"
      }
      return (signed && mean > 0 ? "+" : "") + TerminalSummary.short(mean)
    }
    func percent(_ statistic: String) -> String {
      guard let mean = rows.first(where: { $0.figure.statistic == statistic })?.interval.mean else {
        return "–"
      }
      return TerminalSummary.short(mean * 100) + " %"
    }
    let unit = rows.first?.figure.unit ?? ""
    return "mean \(value("mean")) \(unit), p5 \(value("p5")), median \(value("p50")), "
      + "p95 \(value("p95")); longer for \(percent("share longer")), "
      + "shorter for \(percent("share shorter"))"
  }

  /// How many were paired, and how many only one side has, of all entities.
  private static func counts(_ rows: [EntityComparison.Row]) -> String {
    let own = rows.filter { $0.figure.scope == "all" && $0.figure.measure == "entities" }
    let parts = own.compactMap { row -> String? in
      guard let mean = row.interval.mean, mean > 0 else { return nil }
      return "\(TerminalSummary.short(mean)) \(row.figure.statistic)"
    }
    return "entities a replication: " + parts.joined(separator: ", ")
  }
}

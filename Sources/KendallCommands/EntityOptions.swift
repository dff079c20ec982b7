import ArgumentParser
import Experiments
import FacilityModel
import Foundation
import Reporting

/// Whether entities are compared one by one.
struct EntityOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      "Also compare the same entities one by one: entity-differences.csv and entities.csv."))
  var entities = false
  @Option(
    help: ArgumentHelp(
      "With --entities: also by this attribute, or by source; may be repeated.",
      valueName: "attribute"))
  var by: [String] = []
  @Option(help: "With --entities: of how many replications entities.csv holds the entities.")
  var entityReplications = 1

  func validate() throws {
    if !entities, !by.isEmpty { throw ValidationError("--by is for --entities") }
    guard (0...1000).contains(entityReplications) else {
      throw ValidationError("--entity-replications takes a number from 0 to 1000")
    }
  }

  /// Exits where a class is no attribute of the baseline.
  func check(_ experiment: Experiment, _ shard: Shard?) throws {
    guard entities else { return }
    if shard != nil {
      throw ValidationError(
        "--entities is for the whole: give it once the shards are merged, with --out of the merge")
    }
    let known = experiment.arms.first?.compiled.model.attributes.map(\.name) ?? []
    for name in by where name != "source" && !known.contains(name) {
      let help =
        suggest(name, among: known + ["source"]).map { "did you mean “\($0)”?" }
        ?? "there is " + (known + ["source"]).map { "“\($0)”" }.joined(separator: ", ")
      throw ValidationError("no attribute is named “\(name)”: \(help)")
    }
  }

  /// Watches the entities of all replications, or exits when interrupted; nil if not asked for.
  func compare(_ experiment: Experiment, threads: Int, isQuiet: Bool) async throws
    -> EntityComparison?
  {
    guard entities else { return nil }
    let progress = ProgressLine(total: experiment.replications, isQuiet: isQuiet)
    let (by, kept) = (by, entityReplications)
    let work = Task {
      await EntityComparison.run(experiment, by: by, keeping: kept, threads: threads) {
        progress.show($0)
      }
    }
    let interrupt = Interrupt { work.cancel() }
    let comparison = await work.value
    interrupt.end()
    progress.clear()
    guard let comparison else {
      Console.note("kendall: stopped; the replications themselves are kept")
      throw Console.interrupted
    }
    return comparison
  }
}

extension EntityComparison {
  /// The tables of the comparison.
  var files: [(name: String, data: Data)] {
    [
      ("entity-differences.csv", EntityDifferencesTable.table(of: self).data),
      ("entities.csv", EntitiesTable.table(of: self).data),
    ]
  }
}

import EventEngine

/// What the values of a store depend on, apart from policy and replication.
package struct StoreIdentity: Sendable, Equatable {
  /// SHA-256 of the model file.
  package var model: String
  /// SHA-256 of each file that the model names, by name.
  package var files: [String: String]
  /// Parameters set from outside.
  package var settings: [(name: String, value: String)]
  package var seed: UInt64
  package var version: String
  package var unit: ReportUnit
  /// Whether replications are antithetic pairs.
  package var isAntithetic = false

  package init(
    model: String, files: [String: String], settings: [(name: String, value: String)],
    seed: UInt64, version: String, unit: ReportUnit
  ) {
    self.model = model
    self.files = files
    self.settings = settings
    self.seed = seed
    self.version = version
    self.unit = unit
  }

  /// How the store is laid out; it changes with its tables.
  static let form = "2"

  package static func == (a: Self, b: Self) -> Bool { a.fields.elementsEqual(b.fields, by: ==) }

  /// The identity as rows of the store.
  var fields: [(key: String, value: String)] {
    [
      ("kendall", version), ("engine", String(engineNumber)), ("store", Self.form),
      ("seed", String(seed)),
      ("unit", "\(unit.name) \(unit.ticks)"), ("model", model),
    ]
      + (isAntithetic ? [("antithetic", "pairs")] : [])
      + settings.sorted { $0.name < $1.name }.map { ("setting " + $0.name, $0.value) }
      + files.sorted { $0.key < $1.key }.map { ("file " + $0.key, $0.value) }
  }

  /// What differs from the identity that a store was made with, in words.
  func differences(from stored: [String: String]) -> [String] {
    let own = Dictionary(fields.map { ($0.key, $0.value) }) { first, _ in first }
    return Set(own.keys).union(stored.keys).sorted().compactMap { key in
      // A policy may name a file that the others do not: only what both know must agree.
      if key.hasPrefix("file "), own[key] == nil || stored[key] == nil { return nil }
      guard own[key] != stored[key] else { return nil }
      switch key {
      case "model": return "the model file has changed"
      case "kendall": return "version \(stored[key] ?? "?") instead of \(version)"
      case "engine": return "engine \(stored[key] ?? "?") instead of \(engineNumber)"
      case "store": return "another version of Kendall's stores"
      case "seed": return "seed \(stored[key] ?? "?") instead of \(seed)"
      case "unit": return "another unit of time"
      case "antithetic":
        return isAntithetic ? "no antithetic pairs" : "antithetic pairs (--antithetic)"
      default:
        if key.hasPrefix("file ") { return "\(key.dropFirst(5)) has changed" }
        let name = key.dropFirst(8)
        return "--set \(name)=\(stored[key] ?? "(not set)") instead of \(own[key] ?? "(not set)")"
      }
    }
  }
}

import EventEngine
package import Experiments
import FacilityModel
package import Foundation

/// The files of a run: tables, manifest and what the run itself was like.
package struct RunReport {
  /// What the manifest says of the run beyond its results.
  package struct Identity: Sendable {
    package var modelName: String
    package var modelBytes: [UInt8]
    /// Parameters set from outside, in the order given.
    package var settings: [(name: String, value: String)]
    package var version: String

    package init(
      modelName: String, modelBytes: [UInt8], settings: [(name: String, value: String)],
      version: String
    ) {
      self.modelName = modelName
      self.modelBytes = modelBytes
      self.settings = settings
      self.version = version
    }
  }

  /// What may differ between two runs of the same experiment.
  package struct Circumstances: Sendable {
    package var started: String
    package var wallSeconds: Double
    package var threads: Int
    package var host: String
    package var system: String

    package init(
      started: String, wallSeconds: Double, threads: Int, host: String, system: String
    ) {
      self.started = started
      self.wallSeconds = wallSeconds
      self.threads = threads
      self.host = host
      self.system = system
    }
  }

  /// All files of a run, by name.
  package static func files(
    of result: ExperimentResult, _ identity: Identity, _ circumstances: Circumstances
  ) -> [(name: String, data: Data)] {
    var files: [(name: String, data: Data)] = [
      ("key-figures.csv", KeyFiguresTable.table(of: result).data),
      ("summary.csv", SummaryTable.table(of: result).data),
      ("replications.csv", ReplicationsTable.table(of: result).data),
      ("timeline.csv", TimelineTable.table(of: result).data),
    ]
    files.append(("failures.csv", FailuresTable.table(of: result).data))
    if let precision = result.precision {
      files.append(("precision.csv", PrecisionTable.table(of: precision).data))
    }
    files.append(("manifest.json", Data(manifest(of: result, identity).text.utf8)))
    files.append(("run-info.json", Data(runInfo(of: result, circumstances).text.utf8)))
    files += page(of: ReportInput(result, identity))
    return files
  }

  /// Files of some runs and comparisons only.
  ///
  /// Those that a run before left are none of the next one's, whose replications they are not of.
  /// Tables of studies have pages of their own and stay.
  package static let optionalFiles = [
    "precision.csv", "comparison.csv", "controlled.csv", "entity-differences.csv", "entities.csv",
  ]

  /// What charts are called begins with this: they lie in a folder of their own.
  package static let chartsFolder = "charts/"

  /// Writes files of a folder, each whole or not at all; charts into a folder of their own.
  package static func write(
    _ files: [(name: String, data: Data)], in folder: String, removing outdated: [String] = []
  ) throws(ReportFileError) {
    let names = Set(files.map(\.name))
    try ReportFolder(creating: folder).write(
      files, removing: outdated.filter { !names.contains($0) })
  }

  /// The page with its charts, and what the columns of the tables mean.
  package static func page(of input: ReportInput) -> [(name: String, data: Data)] {
    ReportPage.page(of: input).files(named: "report.html")
      + [("dictionary.md", Data(DataDictionary.markdown.utf8))]
  }

  /// Everything that determines the bytes of the tables.
  private static func manifest(of result: ExperimentResult, _ identity: Identity) -> JSONText {
    var data: [String: [UInt8]] = [:]
    for arm in result.experiment.arms {
      data.merge(arm.compiled.files) { first, _ in first }
    }
    let files = data.sorted { $0.key < $1.key }.map { name, bytes in
      JSONText.object([
        ("file", .string(name)), ("sha256", .string(SHA256.hex(bytes))),
        ("bytes", .integer(Int128(bytes.count))),
      ])
    }
    let policies = zip(result.arms, result.experiment.arms).map { arm, _ in
      JSONText.object([
        ("policy", .string(arm.name)),
        ("replications", .integer(Int128(arm.replications.count))),
        ("failed", .integer(Int128(arm.failures.count))),
      ])
    }
    let precision = result.precision.map { report in
      (
        name: "precision",
        value: JSONText.object([
          ("targets", .array(report.plan.targets.map { .string($0.text) })),
          ("atLeast", .integer(Int128(report.floor))), ("atMost", .integer(Int128(report.cap))),
          ("reached", .bool(report.isReached)),
        ])
      )
    }
    return .object(
      [
        ("kendall", .string(identity.version)),
        ("engine", .integer(Int128(engineNumber))),
        (
          "model",
          .object([
            ("file", .string(identity.modelName)),
            ("sha256", .string(SHA256.hex(identity.modelBytes))),
            ("bytes", .integer(Int128(identity.modelBytes.count))),
          ])
        ),
        ("files", .array(files)),
        (
          "settings",
          .object(identity.settings.map { (name: $0.name, value: .string($0.value)) })
        ),
        ("seed", .string(String(result.experiment.seed))),
        ("replications", .integer(Int128(result.experiment.replications))),
        ("confidence", .number(result.experiment.confidence)),
        ("policies", .array(policies)),
      ] + (precision.map { [$0] } ?? [])
        + (result.experiment.isAntithetic ? [("antithetic", .bool(true))] : []))
  }

  private static func runInfo(of result: ExperimentResult, _ circumstances: Circumstances)
    -> JSONText
  {
    let events = result.arms.reduce(0) { $0 + $1.events }
    return .object([
      ("started", .string(circumstances.started)),
      ("wallSeconds", .number(circumstances.wallSeconds)),
      ("events", .integer(Int128(events))),
      ("threads", .integer(Int128(circumstances.threads))),
      ("host", .string(circumstances.host)),
      ("system", .string(circumstances.system)),
    ])
  }
}

extension RunReport.Identity {
  /// What the values of an experiment's store depend on.
  package func store(of experiment: Experiment) -> StoreIdentity {
    var files: [String: String] = [:]
    for arm in experiment.arms {
      for (name, bytes) in arm.compiled.files { files[name] = SHA256.hex(bytes) }
    }
    var identity = StoreIdentity(
      model: SHA256.hex(modelBytes), files: files, settings: settings, seed: experiment.seed,
      version: version, unit: experiment.unit)
    identity.isAntithetic = experiment.isAntithetic
    return identity
  }
}

import ArgumentParser
import Experiments
import FacilityModel
import Foundation
import Reporting

/// `kendall report`: the page of a run that is done, made anew from its folder alone.
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Make the report page of a folder of results anew, or its method section.",
    discussion: """
      Examples:
        kendall report Reports/emergency-department
        kendall report Reports/emergency-department --stress
        kendall report Reports/emergency-department --workbook

      "kendall run" and "kendall compare" write report.html themselves: one page
      with all its charts, which needs no network and no other file. This command
      makes it from results.sqlite and manifest.json of the folder, without the
      model file. The charts are in the folder charts beside it, as SVG and as
      Vega-Lite specifications. --stress writes method.md after the STRESS-DES
      checklist; what a person has to add is marked. --workbook writes all tables of
      the folder as one workbook for Excel, report.xlsx: a sheet a table, numbers as
      numbers (where the command was built with libxlsxwriter).
      """)

  @Argument(help: "The folder of a run.", completion: .directory) var folder: String
  @Flag(help: "Write the method section, method.md, instead of the page.") var stress = false
  @Flag(help: "Write all tables as a workbook, report.xlsx, instead of the page.")
  var workbook = false
  @Flag(help: "Print nothing.") var quiet = false

  func validate() throws {
    if stress, workbook { throw ValidationError("--stress and --workbook exclude each other") }
  }

  func run() async throws {
    if workbook {
      try writeWorkbook()
      if !quiet { try Console.print("\(folder)/\(Workbook.fileName)") }
      return
    }
    let kept = try KeptRun(folder: folder)
    let result = try await kept.result()
    let input = ReportInput(result, kept.identity, follows: !stress)
    let files =
      stress
      ? [(name: "method.md", data: Data(MethodText.markdown(of: input).utf8))]
      : RunReport.page(of: input)
    try Console.write(files, in: folder)
    if !quiet { try Console.print("\(folder)/\(stress ? "method.md" : "report.html")") }
  }

  /// Writes all tables of the folder as one workbook, or exits with a message.
  private func writeWorkbook() throws {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let files = names.filter { $0.hasSuffix(".csv") }.sorted()
    guard !files.isEmpty else {
      Console.note("kendall: \(folder): no tables are there: kendall run writes them")
      throw Console.noInput
    }
    let tables = try files.map { name -> (file: String, table: CSVFile) in
      guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(name)") else {
        Console.note("kendall: \(folder)/\(name): it cannot be read")
        throw Console.noInput
      }
      do throws(FileProblem) {
        return (name, try CSVFile([UInt8](bytes), name: name))
      } catch {
        Console.note("kendall: \(error.message)")
        throw Console.dataError
      }
    }
    let data: Data
    do throws(Workbook.Failure) {
      data = try Workbook.data(Workbook.sheets(tables))
    } catch {
      Console.note("kendall: \(error.message)")
      throw Workbook.isAvailable ? Console.cannotCreate : Console.unavailable
    }
    try Console.write([(name: Workbook.fileName, data: data)], in: folder)
  }
}

/// A run that is done, as its folder holds it.
struct KeptRun {
  let folder: String
  let identity: RunReport.Identity
  private(set) var experiment: Experiment

  /// Reads the manifest and the files kept with the results, or exits with a message.
  init(folder: String) throws {
    let path = folder + "/manifest.json"
    guard let bytes = FileManager.default.contents(atPath: path) else {
      Console.note("kendall: \(path): no such file: kendall run makes it when it is done")
      throw Console.noInput
    }
    var findings = Findings()
    let manifest = parseDocument(
      SourceFile(name: path, bytes: [UInt8](bytes)), into: &findings)
    try Console.show(findings)
    guard let manifest, let name = manifest.member("model")?.member("file")?.string,
      let seed = manifest.member("seed")?.string.flatMap({ UInt64($0) }),
      let replications = manifest.member("replications")?.number, replications >= 1,
      let confidence = manifest.member("confidence")?.number,
      let version = manifest.member("kendall")?.string,
      let policies = manifest.member("policies")?.elements?.compactMap({
        $0.member("policy")?.string
      }), !policies.isEmpty
    else {
      Console.note("kendall: \(path): this is no manifest of a run")
      throw Console.dataError
    }
    let settings = (manifest.member("settings")?.members ?? []).map {
      (name: $0.key, value: $0.value.string ?? "")
    }
    try self.init(
      folder: folder,
      RunPlan(
        model: name, policies: policies, isComparison: false, replications: Int(replications),
        seed: seed, confidence: confidence, settings: settings), version: version)
    experiment.isAntithetic = manifest.member("antithetic")?.boolean == true
  }

  /// Compiles the model that a folder keeps with its results, or exits with a message.
  init(folder: String, _ plan: RunPlan, version: String) throws {
    self.folder = folder
    let sources: [String: [UInt8]]
    do {
      sources = try ResultStore.sources(inFolder: folder)
    } catch {
      throw Console.exit(error)
    }
    guard let model = sources[plan.model] else {
      Console.note(
        "kendall: \(folder)/\(ResultStore.fileName) does not hold the model “\(plan.model)”: run "
          + "it again, with --fresh")
      throw Console.dataError
    }
    identity = RunReport.Identity(
      modelName: plan.model, modelBytes: model, settings: plan.settings, version: version)
    let (compiler, found) = ModelCompiler.read(
      SourceFile(name: plan.model, bytes: model), files: KeptFiles(files: sources))
    guard let compiler else {
      try Console.show(found)
      throw Console.dataError
    }
    var arms: [Experiment.Arm] = []
    var all = Findings()
    for policy in plan.policies {
      let (compiled, found) = compiler.compile(
        policies: policy == Experiment.asWritten ? [] : [policy], settings: plan.settings)
      all.add(contentsOf: found)
      if let compiled { arms.append(Experiment.Arm(name: policy, compiled: compiled)) }
    }
    if all.hasErrors { try Console.show(all) }
    experiment = Experiment(
      arms: arms, replications: plan.replications, seed: plan.seed, confidence: plan.confidence,
      unit: ReportUnit(of: arms.first?.compiled.model))
  }

  /// What the replications came to, all of them read; exits with a message if some are missing.
  func result() async throws -> ExperimentResult {
    do {
      let store = try ResultStore(folder: folder, identity: identity.store(of: experiment))
      for arm in experiment.arms {
        let there = try store.replications(of: arm.name)
        guard (0..<experiment.replications).allSatisfy(there.contains) else {
          Console.note(
            "kendall: \(folder): replications of “\(arm.name)” are missing: the command that began "
              + "the run goes on with it")
          throw Console.dataError
        }
      }
      return try await ExperimentResult.run(experiment, threads: 1, store: store)
    } catch let error as StoreError {
      throw Console.exit(error)
    }
  }
}

/// The files of a model as a store of results holds them.
private struct KeptFiles: ModelFiles {
  let files: [String: [UInt8]]

  func bytes(of name: String) throws(FileProblem) -> [UInt8] {
    guard let bytes = files[name] else {
      throw FileProblem("there is no file “\(name)”", help: "the results do not hold it")
    }
    return bytes
  }
}

extension Console {
  /// Writes files of a folder, each whole or not at all; charts lie in a folder of their own.
  ///
  /// - Parameter outdated: what is removed then, unless it is among the files.
  static func write(
    _ files: [(name: String, data: Data)], in folder: String, removing outdated: [String] = []
  ) throws {
    do {
      try RunReport.write(files, in: folder, removing: outdated)
    } catch {
      note("kendall: \(error)")
      throw cannotCreate
    }
  }
}

import ArgumentParser
import Experiments
import FacilityModel
import Foundation
import Reporting

/// `kendall submit`: a run in shards on a Slurm cluster.
struct SubmitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit",
    abstract: "Run a model in shards on a Slurm cluster.",
    discussion: """
      Examples:
        kendall submit MODEL -r 1000 --all-policies --shards 40 --out results
        kendall submit MODEL --compare -r 1000 --shards 40 --slurm=--partition=short
        kendall status results

      Takes the options of "kendall run" (with --compare those of "kendall
      compare"), writes an array of shards and a job that merges them into the
      folder, and hands both to sbatch; --dry-run only prints them. What is
      complete is not run again, so the same command may be given again after
      whatever went wrong. The reports are the bytes that one machine would have
      written. All machines must see the folder under the same path.
      """)

  @Option(help: "Into how many parts the replications are split; 20, or as many as there are.")
  var shards: Int?
  @Option(
    help: ArgumentHelp("The folder of the shards and reports.", valueName: "folder"),
    completion: .directory)
  var out: String?
  @Flag(help: "Compare policies, as kendall compare does.") var compare = false
  @Option(help: "How many processors each shard gets.") var processors = 1
  @Option(
    help: ArgumentHelp(
      "An option for sbatch, such as --slurm=--time=01:00:00; may be repeated.", valueName: "option"
    ))
  var slurm: [String] = []
  @Flag(help: "Print the scripts and hand in nothing.") var dryRun = false
  @Argument(
    parsing: .allUnrecognized, help: "The model, and the options of kendall run or compare.",
    completion: Completions.modelFile)
  var arguments: [String]

  func run() async throws {
    let (model, experiment) = try parsed()
    guard processors >= 1 else { throw ValidationError("--processors takes a number from 1") }
    let shards = self.shards ?? min(20, experiment.replications)
    guard (1...Shard.most).contains(shards) else {
      throw ValidationError("--shards takes a number from 1 to \(Shard.most)")
    }
    let name = URL(fileURLWithPath: model).deletingPathExtension().lastPathComponent
    let folder = URL(fileURLWithPath: out ?? "Reports/\(name)").standardizedFileURL.path
    let job = SlurmJob(
      executable: Bundle.main.executablePath ?? "kendall",
      arguments: [compare ? "compare" : "run"] + arguments, name: Self.jobName(name),
      shards: shards, folder: folder, processors: processors, options: slurm)
    if dryRun {
      return try Console.print(job.shardScript + "\n" + job.mergeScript.dropLast())
    }
    try refuseOthers(in: folder, shards)
    try Console.write(
      [
        (name: "shard.sbatch", data: Data(job.shardScript.utf8)),
        (name: "merge.sbatch", data: Data(job.mergeScript.utf8)),
      ], in: job.scripts)
    try handIn(job)
  }

  /// The model and what is to be run of it, or an exit with what is wrong with that.
  private func parsed() throws -> (model: String, experiment: Experiment) {
    if let taken = arguments.first(where: { ["--threads", "--shard", "--fresh"].contains($0) }) {
      throw ValidationError("\(taken) is not for submit: each shard gets its own")
    }
    if compare {
      let command = try CompareCommand.parse(arguments)
      guard command.precision.precision.isEmpty else { throw Self.noPrecision }
      return (command.argument.model, try command.experiment().experiment)
    }
    let command = try RunCommand.parse(arguments)
    guard command.precision.precision.isEmpty else { throw Self.noPrecision }
    return (command.argument.model, try command.experiment().experiment)
  }

  private static let noPrecision = ValidationError(
    "submit and --precision exclude each other: a part cannot tell how precise the whole is")

  /// What Slurm shows of a job's name: no blanks.
  private static func jobName(_ name: String) -> String {
    String(name.map { $0.isLetter || $0.isNumber || $0 == "-" ? $0 : "-" })
  }

  /// Exits where the folder holds shards of another split.
  private func refuseOthers(in folder: String, _ shards: Int) throws {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names.sorted() where name.hasPrefix("shard-") {
      guard !name.hasSuffix("-of-\(shards)") else { continue }
      Console.note(
        "kendall: \(folder)/\(name) is a part of another run: choose another --out, or remove it")
      throw Console.dataError
    }
  }

  private func handIn(_ job: SlurmJob) throws {
    guard
      let array = OtherProgram.run("sbatch", ["--parsable", job.scripts + "/shard.sbatch"])
    else {
      Console.note(
        "kendall: there is no sbatch on this machine: submit where Slurm is, or run the shards "
          + "yourself (kendall run --shard 1/\(job.shards) …) and then kendall merge \(job.folder)")
      throw ExitCode(69)
    }
    // A cluster's name may follow the number.
    let number = String(array.output.prefix { $0 != ";" })
    guard array.code == 0,
      let merge = OtherProgram.run(
        "sbatch",
        ["--parsable", "--dependency=afterany:\(number)", job.scripts + "/merge.sbatch"]),
      merge.code == 0
    else {
      Console.note("kendall: sbatch did not take the job (\(array.output))")
      throw ExitCode(69)
    }
    let submission = Submission(
      shardsJob: number, mergeJob: String(merge.output.prefix { $0 != ";" }), shards: job.shards)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try Console.write(
      [(name: Submission.fileName, data: try encoder.encode(submission))], in: job.scripts)
    if arguments.contains("--quiet") { return }
    try Console.print(
      "Handed in: job \(submission.shardsJob) with \(job.shards) shards, then job "
        + "\(submission.mergeJob), which merges them.\nLook with: kendall status \(job.folder)")
  }
}

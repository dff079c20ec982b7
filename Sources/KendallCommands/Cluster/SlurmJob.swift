import Foundation

/// The two scripts of a run on a Slurm cluster: an array of shards, and the merge after it.
///
/// A shard is done in a folder of its own and then renamed, so that whoever finds it finds it whole,
/// and two that do the same (a node that was cut off goes on) do no harm: what it holds depends on
/// the numbers of its replications alone. A failed task is put back from inside, before it ends; the
/// merge comes after all of them, however they ended, and says itself what is missing.
struct SlurmJob {
  /// The command, its path and the arguments of `run` or `compare`, model included.
  var executable: String
  var arguments: [String]
  var name: String
  var shards: Int
  /// The folder of the shards and of the reports.
  var folder: String
  /// How many processors a shard gets.
  var processors: Int
  /// Further options for both jobs, such as `--partition=short`.
  var options: [String]

  /// Where scripts and logs lie.
  var scripts: String { folder + "/slurm" }

  /// The job array, a task for each shard.
  var shardScript: String {
    """
    #!/bin/bash
    #SBATCH --job-name=kendall-\(name)
    #SBATCH --array=1-\(shards)
    #SBATCH --cpus-per-task=\(processors)
    #SBATCH --requeue
    #SBATCH --open-mode=append
    #SBATCH --output="\(scripts)/shard-%a.log"
    \(options.map { "#SBATCH \($0)\n" }.joined())set -u
    folder=\(quoted(folder))
    shard=$SLURM_ARRAY_TASK_ID
    name=shard-$shard-of-\(shards)
    attempt=${SLURM_RESTART_COUNT:-0}
    if [ -e "$folder/$name" ]; then exit 0; fi

    part=$folder/.part-$shard-$SLURM_JOB_ID-$attempt
    code=0
    \(command("--shard", "$shard/\(shards)")) --out "$part" \\
      --threads "${SLURM_CPUS_PER_TASK:-1}" --quiet || code=$?
    if [ $code = 0 ]; then
      mv -T "$part/$name" "$folder/$name" 2>/dev/null || [ -e "$folder/$name" ] || code=73
    fi
    rm -rf "$part"
    # Bad data stays bad; whatever else went wrong may go well elsewhere.
    if [ $code != 0 ] && [ $code != 64 ] && [ $code != 65 ] && [ "$attempt" -lt 3 ]; then
      scontrol requeue "${SLURM_ARRAY_JOB_ID}_$shard"
      sleep 60
    fi
    exit $code

    """
  }

  /// The job that joins the shards and writes the reports.
  var mergeScript: String {
    """
    #!/bin/bash
    #SBATCH --job-name=kendall-\(name)-merge
    #SBATCH --requeue
    #SBATCH --open-mode=append
    #SBATCH --output="\(scripts)/merge.log"
    \(options.map { "#SBATCH \($0)\n" }.joined())set -u
    folder=\(quoted(folder))
    \(quoted(executable)) merge "$folder" --fresh || exit
    rm -rf "$folder"/.part-*

    """
  }

  private func command(_ more: String...) -> String {
    ([executable] + arguments).map(quoted).joined(separator: " ") + " " + more[0] + " \""
      + more[1] + "\""
  }

  /// A text as one word of the shell.
  private func quoted(_ text: String) -> String {
    let plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./=,:"
    if !text.isEmpty, text.allSatisfy(plain.contains) { return text }
    return "'" + text.replacingOccurrences(of: "'", with: "'\\''") + "'"
  }
}

/// What was handed to Slurm, as it is kept beside the scripts.
struct Submission: Codable {
  static let fileName = "submission.json"
  /// The numbers of the jobs.
  var shardsJob: String
  var mergeJob: String
  var shards: Int
}

/// Another program, run to its end.
enum OtherProgram {
  /// What it printed and its exit code; nil where there is no such program.
  static func run(_ name: String, _ arguments: [String]) -> (code: Int32, output: String)? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [name] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    // What env says where it finds no such program.
    if process.terminationStatus == 127 { return nil }
    return (
      process.terminationStatus,
      String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    )
  }
}

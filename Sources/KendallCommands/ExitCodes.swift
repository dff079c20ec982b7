import ArgumentParser

/// The exit codes of all commands, after sysexits.h where it has one.
enum ExitCodes {
  /// Each code with what it means, as help and manual say it.
  static let catalogue: [(code: Int32, meaning: String)] = [
    (0, "done"),
    (1, "a policy of which no replication could be finished"),
    (3, "no precision, steady state, independence or choice; reports are written"),
    (64, "wrong options"),
    (65, "a model or another file with errors, or results of another origin"),
    (66, "a file or folder that is not there or cannot be read"),
    (69, "something is missing on this machine: Slurm, or libxlsxwriter"),
    (70, "an internal mistake: please report it"),
    (73, "reports that cannot be written"),
    (74, "standard output that cannot be written"),
    (75, "another run is at work in the folder; of status: not done yet"),
    (130, "stopped by Ctrl-C; what was run is kept"),
  ]

  /// The table as lines of help.
  static var help: String {
    catalogue.map { row in
      let code = String(row.code)
      return "  " + code + String(repeating: " ", count: 5 - code.count) + row.meaning
    }.joined(separator: "\n")
  }
}

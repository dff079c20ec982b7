import ArgumentParser
import Experiments
import FacilityModel
import Foundation
import Reporting

/// `kendall log`: what every entity of one replication did, for process mining and animation.
struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Write what every entity of one replication did, as an event log.",
    discussion: """
      Examples:
        kendall log Models/emergency-department.json --out events.csv
        kendall log MODEL --format xes --out events.xes

      Formats: csv (case, source, activity, resource, start, complete), vidigi (the
      columns that the Python package vidigi animates, times in minutes), xes
      (IEEE 1849) and ocel (OCEL 2.0, JSON). The warm-up is in the log as well,
      if not left out by --after-warm-up, as who begins to observe a facility at
      work would: entities that arrived before are not in it.
      Runs without a date begin in the week of Monday, 2024-01-01.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case csv, vidigi, xes, ocel }

  @OptionGroup var argument: ModelArgument
  @OptionGroup var variation: VariationOptions
  @Option(help: "csv, vidigi, xes or ocel.") var format: Format = .csv
  @OptionGroup var chosen: ReplicationOptions
  @Flag(help: "Leave out entities that arrive during the warm-up.") var afterWarmUp = false
  @Option(help: ArgumentHelp("Write to this file.", valueName: "file"), completion: .file())
  var out: String?

  func run() throws {
    let compiled = try argument.compiled(under: chosen.policy, variation)
    var log: EventLog
    switch EventLog.run(compiled, seed: chosen.seed, replication: chosen.replication) {
    case .success(let run):
      log = run.log
      if afterWarmUp { log.keep(from: run.window.lowerBound) }
    case .failure(let failure):
      Console.note("kendall: \(failure.sentence)")
      throw ExitCode(1)
    }
    let data =
      switch format {
      case .csv: log.csv
      case .vidigi: log.vidigi(replication: chosen.replication)
      case .xes: Data(log.xes.utf8)
      case .ocel: Data(log.ocel.utf8)
      }
    if let out {
      try Console.write(data, to: out)
    } else {
      try Console.print(String(decoding: data, as: UTF8.self).trimmingNewline)
    }
  }
}

extension String {
  /// The text without the end of its last line.
  fileprivate var trimmingNewline: String {
    hasSuffix("\r\n") || hasSuffix("\n") ? String(dropLast()) : self
  }
}

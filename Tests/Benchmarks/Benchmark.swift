import EventEngine
import Experiments
import FacilityModel
import Foundation

/// Measures replications of a model on one thread: `KendallBenchmark MODEL REPLICATIONS [HORIZON]`.
///
/// It prints one line of JSON: time per customer and per event, events a second, peak memory. The
/// time is processor time of the replications alone, with all statistics on; reading and lowering
/// the model and writing reports are outside.
@main
struct Benchmark {
  static func main() async throws {
    let arguments = CommandLine.arguments
    if arguments.count > 1, arguments[1] == "variance" {
      return await VarianceBenchmark.run(Array(arguments.dropFirst(2)))
    }
    if arguments.count > 1, arguments[1] == "coverage" {
      return await CoverageBenchmark.run(Array(arguments.dropFirst(2)))
    }
    if arguments.count > 1, arguments[1] == "selection" {
      return await SelectionBenchmark.run(Array(arguments.dropFirst(2)))
    }
    guard arguments.count >= 3, let replications = Int(arguments[2]) else {
      print("usage: KendallBenchmark MODEL REPLICATIONS [seed]")
      print("       KendallBenchmark variance [MODEL] [REPLICATIONS] [LENGTH]")
      print("       KendallBenchmark coverage [EXPERIMENTS]")
      print("       KendallBenchmark selection [SELECTIONS]")
      exit(64)
    }
    let path = arguments[1]
    let seed = arguments.count > 3 ? UInt64(arguments[3]) ?? 1 : 1
    guard let data = FileManager.default.contents(atPath: path) else {
      print("cannot read \(path)")
      exit(66)
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let file = SourceFile(name: path, bytes: [UInt8](data))
    let (compiler, findings) = ModelCompiler.read(file, files: FolderFiles(folder: folder))
    guard let compiled = compiler?.compile().compiled else {
      print(FindingRenderer().text(findings))
      exit(65)
    }
    let experiment = Experiment(
      arms: [Experiment.Arm(name: Experiment.asWritten, compiled: compiled)],
      replications: replications, seed: seed)
    var customers: Int64 = 0
    var events: Int64 = 0
    let start = processorSeconds()
    for replication in 0..<replications {
      switch ReplicationRunner.replicate(experiment, arm: 0, replication: replication) {
      case .finished(let summary):
        customers += summary.departures
        events += summary.events
      case .failed(let failure):
        print("replication \(replication) failed \(failure.sentence)")
        exit(1)
      }
    }
    let seconds = processorSeconds() - start
    func plain(_ value: Double) -> String { String(format: "%.1f", value) }
    print(
      "{\"model\": \"\(URL(fileURLWithPath: path).lastPathComponent)\", "
        + "\"replications\": \(replications), \"customers\": \(customers), \"events\": \(events), "
        + "\"seconds\": \(String(format: "%.3f", seconds)), "
        + "\"nsPerCustomer\": \(plain(seconds * 1e9 / Double(max(1, customers)))), "
        + "\"nsPerEvent\": \(plain(seconds * 1e9 / Double(max(1, events)))), "
        + "\"eventsPerSecond\": \(Int64(Double(events) / seconds)), "
        + "\"peakMemoryKB\": \(peakMemory())}")
  }

  /// Processor time of this process so far, in seconds.
  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The greatest resident memory so far, in KB (KiB on Linux, from its accounts of the process).
  private static func peakMemory() -> Int {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
    else { return 0 }
    return Int(line.filter(\.isNumber)) ?? 0
  }
}

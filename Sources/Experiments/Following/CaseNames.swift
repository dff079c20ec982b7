package import EventEngine

/// What logs call the entities of a replication, and its steps.
package struct CaseNames {
  private var childCounts: [String: Int] = [:]

  /// The name of an entity that its first line tells of: its source and number, such as
  /// `walk-in:17`; children of one entity are told apart by a number behind it.
  mutating func name(of line: LogEntry, from source: String) -> String {
    let name = "\(source):\(line.ordinal)"
    guard line.entry.happening == .created else { return name }
    childCounts[name, default: 0] += 1
    return "\(name).\(childCounts[name] ?? 1)"
  }

  /// The last name of each step; the whole where another step has the same last name.
  package static func steps(of program: Program) -> [String] {
    let last = program.steps.map { step in
      step.name.split(separator: "/").last.map(String.init) ?? step.name
    }
    var counts: [String: Int] = [:]
    for name in last { counts[name, default: 0] += 1 }
    return zip(program.steps, last).map { counts[$1] == 1 ? $1 : $0.name }
  }
}

/// All findings of one reading, without repetition.
package struct Findings: Sendable {
  /// The most findings that are printed.
  package static let printLimit = 100
  /// The most findings that are kept; further ones are only counted.
  package static let storageLimit = 10_000

  /// What makes two findings the same.
  private struct Identity: Hashable {
    let severity: Finding.Severity
    let code: String
    let message: String
    let place: Place?
  }

  private var kept: [Finding] = []
  private var known: Set<Identity> = []
  /// How many errors there are.
  package private(set) var errorCount = 0
  /// How many warnings there are.
  package private(set) var warningCount = 0

  package init() {}

  /// Adds a finding, unless it is already there.
  package mutating func add(_ finding: Finding) {
    if kept.count < Findings.storageLimit {
      let identity = Identity(
        severity: finding.severity, code: finding.code, message: finding.message,
        place: finding.place)
      guard known.insert(identity).inserted else { return }
      kept.append(finding)
    }
    switch finding.severity {
    case .error: errorCount += 1
    case .warning: warningCount += 1
    }
  }

  /// Adds all findings of another reading.
  package mutating func add(contentsOf other: Findings) {
    for finding in other.kept { add(finding) }
    let dropped = other.count - other.kept.count
    if dropped > 0 {
      let keptErrors = other.kept.count { $0.severity == .error }
      errorCount += other.errorCount - keptErrors
      warningCount += dropped - (other.errorCount - keptErrors)
    }
  }

  /// How many findings there are, kept or not.
  package var count: Int { errorCount + warningCount }
  package var isEmpty: Bool { count == 0 }
  package var hasErrors: Bool { errorCount > 0 }

  /// The kept findings by file, line, column and code.
  package var sorted: [Finding] {
    let keyed = kept.map { finding in
      let place = finding.place
      return (
        (place?.file.name ?? "", place?.line ?? 0, place?.column ?? 0, finding.code),
        finding.message, finding
      )
    }
    return keyed.sorted { $0.0 == $1.0 ? $0.1 < $1.1 : $0.0 < $1.0 }.map(\.2)
  }
}

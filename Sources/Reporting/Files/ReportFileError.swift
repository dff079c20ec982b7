/// Why a report file or its folder could not be written.
package struct ReportFileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was attempted.
  package enum Step: String, Hashable, Sendable {
    case name = "use the name of"
    case folder = "create the folder"
    case create = "create a temporary file for"
    case write = "write"
    case sync = "flush to disk"
    case rename = "put in place"
    case syncFolder = "flush to disk the folder of"
  }

  /// The path of the file or folder.
  package let path: String
  /// The attempt that failed.
  package let step: Step
  /// The system's reason, or ours.
  package let reason: String

  /// One sentence for the user.
  package var description: String { "cannot \(step.rawValue) \(path): \(reason)" }
}

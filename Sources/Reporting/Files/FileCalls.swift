/// The calls of the operating system that write a report, so that tests can make each one fail.
///
/// A call without a result returns nil, or the number of its error.
struct FileCalls: Sendable {
  /// Creates a file that must not exist yet, for writing, and returns its descriptor.
  var create: @Sendable (_ path: String) -> Result<Int32, ErrorNumber>
  /// Writes a part of the bytes from an offset on and returns how many.
  var write: @Sendable (_ file: Int32, _ bytes: [UInt8], _ offset: Int) -> Result<Int, ErrorNumber>
  /// Flushes a file to the disk.
  var sync: @Sendable (_ file: Int32) -> ErrorNumber?
  /// Closes a file.
  var close: @Sendable (_ file: Int32) -> ErrorNumber?
  /// Renames a file over another.
  var rename: @Sendable (_ from: String, _ to: String) -> ErrorNumber?
  /// Removes a file.
  var remove: @Sendable (_ path: String) -> ErrorNumber?
  /// Flushes the entries of a folder to the disk.
  var syncFolder: @Sendable (_ path: String) -> ErrorNumber?
}

/// A number of the operating system's errors (errno).
struct ErrorNumber: Error, Hashable, Sendable {
  let code: Int32
}

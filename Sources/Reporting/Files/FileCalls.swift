/// The calls of the operating system that write a report, so that tests can make each one fail.
///
/// A call without a result returns nil, or the number of its error.
package struct FileCalls: Sendable {
  /// Creates a file that must not exist yet, for writing, and returns its descriptor.
  package var create: @Sendable (_ path: String) -> Result<Int32, ErrorNumber>
  /// Writes a part of the bytes from an offset on and returns how many.
  package var write:
    @Sendable (_ file: Int32, _ bytes: [UInt8], _ offset: Int) -> Result<Int, ErrorNumber>
  /// Flushes a file to the disk.
  package var sync: @Sendable (_ file: Int32) -> ErrorNumber?
  /// Closes a file.
  package var close: @Sendable (_ file: Int32) -> ErrorNumber?
  /// Renames a file over another.
  package var rename: @Sendable (_ from: String, _ to: String) -> ErrorNumber?
  /// Removes a file.
  package var remove: @Sendable (_ path: String) -> ErrorNumber?
  /// Flushes the entries of a folder to the disk.
  package var syncFolder: @Sendable (_ path: String) -> ErrorNumber?

  package init(
    create: @escaping @Sendable (_ path: String) -> Result<Int32, ErrorNumber>,
    write:
      @escaping @Sendable (_ file: Int32, _ bytes: [UInt8], _ offset: Int) ->
      Result<Int, ErrorNumber>,
    sync: @escaping @Sendable (_ file: Int32) -> ErrorNumber?,
    close: @escaping @Sendable (_ file: Int32) -> ErrorNumber?,
    rename: @escaping @Sendable (_ from: String, _ to: String) -> ErrorNumber?,
    remove: @escaping @Sendable (_ path: String) -> ErrorNumber?,
    syncFolder: @escaping @Sendable (_ path: String) -> ErrorNumber?
  ) {
    self.create = create
    self.write = write
    self.sync = sync
    self.close = close
    self.rename = rename
    self.remove = remove
    self.syncFolder = syncFolder
  }
}

/// A number of the operating system's errors (errno).
package struct ErrorNumber: Error, Hashable, Sendable {
  package let code: Int32

  package init(code: Int32) { self.code = code }
}

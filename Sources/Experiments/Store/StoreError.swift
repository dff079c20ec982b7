/// Why a store of results cannot be used, in words for the person who runs the command.
package enum StoreError: Error, Sendable, Equatable {
  /// Another process is at work in the folder.
  case inUse(path: String)
  /// The store was made by something else: what differs.
  case otherOrigin(path: String, differences: [String])
  /// The file is no store, or is damaged.
  case unreadable(path: String, reason: String)
  /// A result could not be kept: no room, no permission.
  case cannotWrite(path: String, reason: String)

  package var message: String {
    switch self {
    case .inUse(let path):
      "another run is at work in \(path): wait for it, or use another folder with --out"
    case .otherOrigin(let path, let differences):
      "\(path) holds results of another origin (\(differences.joined(separator: "; "))): "
        + "replace them with --fresh, or keep them and use another folder with --out"
    case .unreadable(let path, let reason):
      "\(path) cannot be read as a store of results (\(reason)): replace it with --fresh, "
        + "or use another folder with --out"
    case .cannotWrite(let path, let reason):
      "results cannot be kept in \(path) (\(reason)): what is there is whole; run the same "
        + "command again when there is room"
    }
  }
}

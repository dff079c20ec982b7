/// Reads the members of a mapping by name and reports what is missing or unknown.
package struct ObjectReader {
  package let place: Place
  private let members: [LocatedNode.Member]
  private var known: [String] = []
  private let decoder: Decoder
  /// What the mapping describes, for messages: “a resource”.
  private let what: String

  /// What the catalogues call the mapping.
  private let entry: String?

  /// A reader of a node; nil, with a finding, where the node is no mapping.
  ///
  /// - Parameter entry: the section of the catalogue that documents its keys, or another entry.
  init?(_ node: LocatedNode, _ what: String, _ decoder: Decoder, as entry: String? = nil) {
    guard let members = node.members else {
      decoder.report(
        .wrongKind, "\(what) is described by a mapping, not by \(node.kindName)", at: node.place,
        help: "write { … } with the keys that it needs")
      return nil
    }
    self.members = members
    self.what = what
    self.decoder = decoder
    self.entry = entry
    place = node.place
  }

  /// The value of a key, or nil without a finding.
  mutating func optional(_ key: String) -> LocatedNode? {
    know([key])
    if let entry { decoder.keysRead[entry, default: []].insert(key) }
    return members.first { $0.key == key }?.value
  }

  /// The value of a key, or nil with a finding.
  mutating func required(_ key: String, help: String? = nil) -> LocatedNode? {
    if let node = optional(key) { return node }
    decoder.report(.missingKey, "\(what) lacks “\(key)”", at: place, help: help)
    return nil
  }

  /// Counts keys as known, whether they are asked for or not.
  mutating func know(_ keys: [String]) { known += keys.filter { !known.contains($0) } }

  /// Whether a key is there.
  func has(_ key: String) -> Bool { members.contains { $0.key == key } }

  /// Where a key stands, if it is there.
  func place(of key: String) -> Place? { members.first { $0.key == key }?.keyPlace }

  /// The value of the first of some keys that exclude one another.
  mutating func oneOf(_ keys: [String]) -> (key: String, node: LocatedNode)? {
    let given = keys.compactMap { key in optional(key).map { (key, $0) } }
    if given.count > 1 {
      decoder.report(
        .contradiction, "“\(given[0].0)” and “\(given[1].0)” exclude each other",
        at: given[1].1.place, help: "keep one of them")
    }
    return given.first
  }

  /// Reports every member whose key was never asked for.
  func finish() {
    for member in members where !known.contains(member.key) {
      decoder.report(
        .unknownKey, "\(what) has no “\(member.key)”", at: member.keyPlace,
        help: suggest(member.key, among: known).map { "did you mean “\($0)”?" }
          ?? "it can have \(known.map { "“\($0)”" }.joined(separator: ", "))")
    }
  }
}

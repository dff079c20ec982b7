/// A value of a document together with the place where it was written.
package struct LocatedNode: Sendable {
  /// What a value can be.
  package enum Content: Sendable {
    case mapping([Member])
    case sequence([LocatedNode])
    case string(String)
    case number(Double, literal: String)
    case boolean(Bool)
    case null
  }

  /// A name and its value in a mapping.
  package struct Member: Sendable {
    package var key: String
    package var keyPlace: Place
    package var value: LocatedNode

    package init(key: String, keyPlace: Place, value: LocatedNode) {
      self.key = key
      self.keyPlace = keyPlace
      self.value = value
    }
  }

  package var content: Content
  package var place: Place

  package init(_ content: Content, at place: Place) {
    self.content = content
    self.place = place
  }

  /// The members where this is a mapping, in written order.
  package var members: [Member]? {
    if case .mapping(let members) = content { members } else { nil }
  }

  /// The elements where this is a list.
  package var elements: [LocatedNode]? {
    if case .sequence(let elements) = content { elements } else { nil }
  }

  /// The text where this is a text.
  package var string: String? {
    if case .string(let text) = content { text } else { nil }
  }

  /// The number where this is a number.
  package var number: Double? {
    if case .number(let value, _) = content { value } else { nil }
  }

  /// The truth value where this is one.
  package var boolean: Bool? {
    if case .boolean(let value) = content { value } else { nil }
  }

  /// Whether this is nothing, JSON's null.
  package var isNull: Bool {
    if case .null = content { true } else { false }
  }

  /// The value under `name` where this is a mapping that has it; one look costs the mapping's size.
  package func member(_ name: String) -> LocatedNode? {
    members?.first { $0.key == name }?.value
  }

  /// The only member where this is a mapping of exactly one.
  package var soleMember: Member? {
    guard let members, members.count == 1 else { return nil }
    return members[0]
  }

  /// The kind in words, for messages.
  package var kindName: String {
    switch content {
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .string: "a text"
    case .number: "a number"
    case .boolean: "true or false"
    case .null: "nothing"
    }
  }
}

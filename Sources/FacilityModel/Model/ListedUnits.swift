package import EventEngine

/// The units of a resource, each with its name and its attributes.
package struct ListedUnits: Sendable {
  /// Something that every unit has.
  package struct Attribute: Sendable {
    package var name: String
    package var type: ValueType
    /// Its values, in the order of the units.
    package var values: [Double]
    /// Its number among the attributes of all listed units.
    package var column: Int32
  }

  package var names: [String]
  package var attributes: [Attribute]
  /// How many are on duty, group by group, where not all always are.
  package var groups: [Group] = []
  /// How many each entry of the list stands for.
  var sizes: [Int] = []

  /// Makes each entry of the list a group, so that shocks can take from each.
  mutating func makeGroups() {
    if !groups.isEmpty { return }
    groups = sizes.map { Group(size: $0, plan: CapacityPlan(constant: Int64($0))) }
  }

  /// Units that follow one another in the list, with their rota.
  package struct Group: Sendable {
    package var size: Int
    package var plan: CapacityPlan
  }
}

/// Which of the listed units of a resource somebody takes.
package struct UnitSelection: Sendable {
  /// The resource whose units are listed.
  package var resource: Int32
  /// Which will do; nil for any.
  package var condition: Expression?
  /// What is least for the best of them; nil for the first as they are listed.
  package var preference: Expression?

  /// What it reads.
  package var expressions: [Expression] { [condition, preference].compactMap { $0 } }
}

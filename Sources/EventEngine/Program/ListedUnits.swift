/// An attribute of the listed units of a resource, with where its values begin.
package struct UnitColumn: BitwiseCopyable, Sendable, Equatable {
  package var resource: Int32
  /// The place among `Program.unitValues` of the value of the resource's first unit.
  package var first: Int32

  package init(resource: Int32, first: Int32) {
    self.resource = resource
    self.first = first
  }
}

/// Listed units of a resource of which a rota says how many are on duty.
package struct UnitRota: Sendable, Equatable {
  /// How many units each group has, in the order of the units.
  package var sizes: [Int32]
  /// How many of each group are on duty from each change of the resource's plan on: by change, and
  /// then by group.
  package var onDuty: [Int64]

  package init(sizes: [Int32], onDuty: [Int64]) {
    self.sizes = sizes
    self.onDuty = onDuty
  }
}

extension Program {
  /// Where the listed units of each resource begin among all, with the end of all as the last.
  package var firstListedUnits: [Int32] {
    resources.reduce(into: [0]) { $0.append($0[$0.count - 1] + Int32($1.unitNames.count)) }
  }
}

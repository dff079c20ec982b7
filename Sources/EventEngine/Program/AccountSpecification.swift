/// What an expression can read of an entity's account.
package enum AccountFigure: UInt8, BitwiseCopyable, Sendable, Equatable {
  /// Ticks in steps that take time, or in a batch that is under way.
  case serviceTime
  /// Ticks of waiting while it held units.
  case blockedTime
  /// What it has been charged for the units that it has held.
  case cost
  /// Kilowatt hours that these have used meanwhile.
  case energy
}

/// What an entity is charged for each unit of a resource that it holds.
package struct ChargeRate: BitwiseCopyable, Sendable, Equatable {
  package var costPerHour = 0.0
  package var costPerUse = 0.0
  package var kilowatts = 0.0

  package init(costPerHour: Double, costPerUse: Double, kilowatts: Double) {
    self.costPerHour = costPerHour
    self.costPerUse = costPerUse
    self.kilowatts = kilowatts
  }
}

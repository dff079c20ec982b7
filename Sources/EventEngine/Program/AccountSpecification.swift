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
  /// Kilograms of carbon dioxide equivalent that this energy has emitted elsewhere.
  case emissions
  /// Ticks of waiting for resources, by what they were due to: the causes in their order, and the
  /// time with a unit of each resource free, but too few or not for this entity.
  case waitOffShift, waitTurnaround, waitOutOfService, waitBlocked, waitBusy, waitTooFew

  /// The place of the cause whose waiting it is, if it is such a figure.
  package var cause: Int32? {
    let place = Int32(rawValue) - Int32(Self.waitOffShift.rawValue)
    return place >= 0 ? place : nil
  }
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

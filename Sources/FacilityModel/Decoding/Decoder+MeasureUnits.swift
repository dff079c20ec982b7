import EventEngine

extension Decoder {
  /// The unit of a value that is an amount of money or energy: what the account of an entity holds,
  /// and sums, parts and multiples of it; nil for all else.
  func accountUnit(of value: Expression) -> String? {
    switch value {
    case .leaf(.account(let figure)):
      switch figure {
      case .cost: return currency
      case .energy: return "kWh"
      default: return nil
      }
    case .leaf: return nil
    case .unary(let operation, let operand):
      return [.negate, .absolute, .floor, .ceiling, .round].contains(operation)
        ? accountUnit(of: operand) : nil
    case .binary(let operation, let a, let b):
      let units = (accountUnit(of: a), accountUnit(of: b))
      switch operation {
      case .add, .subtract, .minimum, .maximum:
        // A number that is added to an amount is one itself: an earlier one, kept in an attribute.
        return units.0 == nil || units.1 == nil || units.0 == units.1 ? units.0 ?? units.1 : nil
      case .multiply: return units.0 == nil ? units.1 : units.1 == nil ? units.0 : nil
      case .divide: return units.1 == nil ? units.0 : nil
      default: return nil
      }
    case .select(_, let a, let b):
      let unit = accountUnit(of: a)
      return unit == accountUnit(of: b) ? unit : nil
    }
  }
}

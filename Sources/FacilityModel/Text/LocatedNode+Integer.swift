extension LocatedNode {
  /// The exact integer where this is a number that is one: 10, 10.0 and 1e1 are, 1.5 is not.
  package var integer: Int64? { exactInteger() }

  /// The same for counts and seeds up to 2^64 - 1.
  package var unsignedInteger: UInt64? { exactInteger() }

  private func exactInteger<Integer: FixedWidthInteger>() -> Integer? {
    guard case .number(_, let literal) = content else { return nil }
    return exactIntegerValue(of: literal)
  }
}

/// The integer that a JSON number literal denotes exactly, never by way of a floating-point number.
func exactIntegerValue<Integer: FixedWidthInteger>(of literal: String) -> Integer? {
  var digits: [UInt8] = []
  var isNegative = false
  var places = 0
  var isFraction = false
  var exponent = 0
  var rest = literal.utf8[...]
  if rest.first == 0x2D {
    isNegative = true
    rest.removeFirst()
  }
  scan: while let byte = rest.popFirst() {
    switch byte {
    case 0x30...0x39:
      if !(digits.isEmpty && byte == 0x30) { digits.append(byte) }
      if isFraction { places += 1 }
    case 0x2E:
      isFraction = true
    default:
      // A zero stays zero whatever its exponent; for anything else 2^31 is far out of range.
      let limit: Int32 = rest.first == 0x2D ? -.max : .max
      exponent = Int(Int32(String(decoding: rest, as: UTF8.self)) ?? limit)
      break scan
    }
  }
  if digits.isEmpty { return 0 }
  var power = exponent - places
  while digits.last == 0x30 {
    digits.removeLast()
    power += 1
  }
  guard power >= 0, digits.count + power <= 20 else { return nil }
  digits.append(contentsOf: repeatElement(0x30, count: power))
  return Integer((isNegative ? "-" : "") + String(decoding: digits, as: UTF8.self))
}

/// The quotient of the 256-bit integer high·2^128 + low, below 2^255, by a positive divisor,
/// rounded once to the nearest double, ties to even.
///
/// Both operands are shifted to full width, so that the integer quotient carries at least 127
/// bits; a remainder is kept as a sticky last bit, which makes the one rounding exact.
package func roundedQuotient(high: UInt128, low: UInt128, by divisor: UInt128) -> Double {
  precondition(divisor > 0 && high < 1 << 127)
  if high == 0 && low == 0 { return 0 }
  let divisorShift = divisor.leadingZeroBitCount
  let leadingZeros = high == 0 ? 128 + low.leadingZeroBitCount : high.leadingZeroBitCount
  let shift = leadingZeros - 1
  let dividend: (high: UInt128, low: UInt128) =
    shift >= 128
    ? (low << (shift - 128), 0)
    : (high << shift | low >> (128 - shift), low << shift)
  let (quotient, remainder) = (divisor << divisorShift).dividingFullWidth(dividend)
  let sticky = remainder == 0 ? quotient : quotient | 1
  return Double(sign: .plus, exponent: divisorShift - shift, significand: Double(sticky))
}

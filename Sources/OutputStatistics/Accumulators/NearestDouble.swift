extension Double {
  /// The double nearest to an exact integer, ties to even: the bits of `Double(whole)`.
  ///
  /// The standard library converts 128-bit integers by a generic path of 3,500 instructions; most
  /// integrals fit 64 bits, where one instruction rounds the same.
  @inlinable
  package init(nearest whole: Int128) {
    let narrow = Int64(truncatingIfNeeded: whole)
    self = Int128(narrow) == whole ? Double(narrow) : Double(whole)
  }
}

/// An order-preserving integer key for observations, and the log-linear buckets of such keys.
///
/// Buckets are numbered in the order of the keys, 1024 to a page; a page is one octave.
package protocol BucketScale: Sendable {
  /// The number of pages that the keys can reach.
  static var pageCount: Int { get }

  /// The bucket of a key, at least 0 and below 1024 · `pageCount`.
  static func bucket(of key: Int64) -> Int

  /// The observation that a key stands for.
  static func value(of key: Int64) -> Double

  /// The observation that stands for all in a bucket: its middle.
  static func middle(of bucket: Int) -> Double
}

/// Non-negative ticks: exact below 2048, above within 2^-11 of the observation.
///
/// The layout is that of HdrHistogram (Tene, 2012) with eleven significant bits: page 0 holds
/// 0 ... 1023, page k ≥ 1 holds 2^(k + 9) ..< 2^(k + 10) in steps of 2^(k - 1).
package enum TickScale: BucketScale {
  @inlinable package static var pageCount: Int { 54 }

  @inlinable
  package static func bucket(of key: Int64) -> Int {
    let page = 54 &- (key | 1023).leadingZeroBitCount
    let shift = page &- (page == 0 ? 0 : 1)
    return page &<< 10 | Int(truncatingIfNeeded: key &>> Int64(truncatingIfNeeded: shift)) & 1023
  }

  @inlinable package static func value(of key: Int64) -> Double { Double(key) }

  package static func middle(of bucket: Int) -> Double {
    let (page, slot) = (bucket >> 10, bucket & 1023)
    if page == 0 { return Double(slot) }
    let step = Int64(1) << Int64(page - 1)
    return Double(Int64(1024 + slot) * step) + Double(step - 1) / 2
  }
}

/// Finite doubles of either sign: within 2^-11 of the observation, or 2^-1064 near zero.
///
/// The bit pattern of a double, shifted, is itself a log-linear bucket number: the exponent and
/// the top ten bits of the fraction. Negative numbers mirror the positive ones.
package enum RealScale: BucketScale {
  @inlinable package static var pageCount: Int { 4096 }

  /// The key of a finite double: its bit pattern, complemented below the sign bit if negative.
  @inlinable
  package static func key(of value: Double) -> Int64 {
    let bits = Int64(bitPattern: (value + 0.0).bitPattern)
    return bits ^ (bits &>> 63 & Int64.max)
  }

  @inlinable
  package static func bucket(of key: Int64) -> Int {
    Int(truncatingIfNeeded: key &>> 42) &+ 1 << 21
  }

  @inlinable
  package static func value(of key: Int64) -> Double {
    Double(bitPattern: UInt64(bitPattern: key ^ (key &>> 63 & Int64.max)))
  }

  package static func middle(of bucket: Int) -> Double {
    let signed = bucket - 1 << 21
    let magnitude = UInt64(signed < 0 ? -1 - signed : signed)
    if magnitude == 0 { return 0 }
    let middle = Double(bitPattern: magnitude << 42 | 1 << 41)
    return signed < 0 ? -middle : middle
  }
}

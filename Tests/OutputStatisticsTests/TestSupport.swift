import Foundation
import Testing

/// A file of this target's Vectors folder, decoded.
func vectors<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
  let url = try #require(
    Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Vectors"))
  return try JSONDecoder().decode(type, from: Data(contentsOf: url))
}

/// Whether a value lies within a relative tolerance of the expected one (absolute at 0).
func isNear(_ value: Double?, _ expected: Double, _ tolerance: Double) -> Bool {
  guard let value else { return false }
  return abs(value - expected) <= tolerance * (expected == 0 ? 1 : abs(expected))
}

/// SplitMix64, for test data only; it is seeded, so every run sees the same numbers.
struct TestGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Non-negative ticks whose magnitudes are spread over 63 bits.
  mutating func anyMagnitude() -> Int64 {
    Int64(next() >> 1) >> Int64.random(in: 0...62, using: &self)
  }
}

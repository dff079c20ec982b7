import GRDB
import RandomStreams

/// A checksum over all that a replication's rows hold, so that a damaged file is told and not believed.
///
/// Each word goes in by a bijection of the 64 bits, so that a change of a single word always shows, and
/// any other but once in 2⁶⁴.
struct StoredChecksum {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ word: UInt64) { value = mix(value &* 0x9E37_79B9_7F4A_7C15 &+ word &+ 1) }

  mutating func add(_ number: Int64?) {
    add(UInt64(number == nil ? 0 : 1))
    if let number { add(UInt64(bitPattern: number)) }
  }

  /// A column of numbers knows no NaN and one 0 only.
  mutating func add(_ number: Double?) {
    let kept = number.flatMap { $0.isNaN ? nil : $0 == 0 ? 0 : $0 }
    add(UInt64(kept == nil ? 0 : 1))
    if let kept { add(kept.bitPattern) }
  }

  mutating func add(_ text: String?) {
    add(UInt64(text == nil ? 0 : text!.utf8.count + 1))
    if let text { add(nameHash(text.utf8)) }
  }

  /// Numbers that are kept as bytes.
  mutating func add(_ numbers: [Double]) {
    add(UInt64(numbers.count))
    for number in numbers { add(number.bitPattern) }
  }

  /// The same of the figures of a policy.
  static func of(_ figures: [Figure]) -> UInt64 {
    var sum = StoredChecksum()
    for figure in figures {
      for part in [figure.measure, figure.scope, figure.statistic, figure.unit] { sum.add(part) }
    }
    return sum.value
  }
}

/// Why a row cannot be what was kept.
struct StoredDamage: Error, CustomStringConvertible {
  let description: String
}

extension Row {
  /// A column that must hold something of a kind; a damaged file may hold anything.
  func stored<Value: DatabaseValueConvertible>(_ column: String) throws -> Value {
    guard let value: Value = try storedIfAny(column) else {
      throw StoredDamage(description: "“\(column)” is damaged")
    }
    return value
  }

  /// A column that may be empty.
  func storedIfAny<Value: DatabaseValueConvertible>(_ column: String) throws -> Value? {
    guard let any = self[column] else { return nil }
    guard let value = Value.fromDatabaseValue(any.databaseValue) else {
      throw StoredDamage(description: "“\(column)” is damaged")
    }
    return value
  }
}

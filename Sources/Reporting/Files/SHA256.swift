/// The SHA-256 digest of FIPS 180-4, by which a manifest identifies files.
package enum SHA256 {
  /// The digest as 64 hexadecimal digits, as `sha256sum` prints it.
  package static func hex(_ bytes: [UInt8]) -> String {
    var message = bytes
    let length = UInt64(bytes.count) * 8
    message.append(0x80)
    while message.count % 64 != 56 { message.append(0) }
    for shift in stride(from: 56, through: 0, by: -8) {
      message.append(UInt8(truncatingIfNeeded: length >> UInt64(shift)))
    }
    var state = initial
    for block in stride(from: 0, to: message.count, by: 64) {
      compress(message[block..<(block + 64)], into: &state)
    }
    return state.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  private static func compress(_ block: ArraySlice<UInt8>, into state: inout [UInt32]) {
    var w = [UInt32](repeating: 0, count: 64)
    for index in 0..<16 {
      let at = block.startIndex + index * 4
      w[index] =
        UInt32(block[at]) << 24 | UInt32(block[at + 1]) << 16 | UInt32(block[at + 2]) << 8
        | UInt32(block[at + 3])
    }
    for index in 16..<64 {
      let a = w[index - 15]
      let b = w[index - 2]
      let s0 = rotate(a, 7) ^ rotate(a, 18) ^ (a >> 3)
      let s1 = rotate(b, 17) ^ rotate(b, 19) ^ (b >> 10)
      w[index] = w[index - 16] &+ s0 &+ w[index - 7] &+ s1
    }
    var v = state
    for index in 0..<64 {
      let s1 = rotate(v[4], 6) ^ rotate(v[4], 11) ^ rotate(v[4], 25)
      let choice = (v[4] & v[5]) ^ (~v[4] & v[6])
      let first = v[7] &+ s1 &+ choice &+ constants[index] &+ w[index]
      let s0 = rotate(v[0], 2) ^ rotate(v[0], 13) ^ rotate(v[0], 22)
      let majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2])
      let second = s0 &+ majority
      v = [first &+ second, v[0], v[1], v[2], v[3] &+ first, v[4], v[5], v[6]]
    }
    for index in 0..<8 { state[index] = state[index] &+ v[index] }
  }

  private static func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word >> count | word << (32 - count)
  }

  /// The first 32 bits of the fractional parts of a root of the first primes, exactly.
  private static let primes: [UInt64] = {
    var found: [UInt64] = []
    var candidate: UInt64 = 2
    while found.count < 64 {
      if found.allSatisfy({ candidate % $0 != 0 }) { found.append(candidate) }
      candidate += 1
    }
    return found
  }()

  private static let initial: [UInt32] = primes.prefix(8).map { prime in
    fraction { UInt128($0) * UInt128($0) <= UInt128(prime) << 64 }
  }

  private static let constants: [UInt32] = primes.map { prime in
    fraction { root in
      let square = UInt128(root) * UInt128(root)
      let product = square.multipliedFullWidth(by: UInt128(root))
      return product.high == 0 && product.low <= UInt128(prime) << 96
    }
  }

  /// The low 32 bits of the greatest number, in units of 2^-32, for which a condition holds.
  private static func fraction(_ holds: (UInt64) -> Bool) -> UInt32 {
    var root: UInt64 = 0
    for bit in stride(from: 36, through: 0, by: -1) {
      let trial = root | (1 << UInt64(bit))
      if holds(trial) { root = trial }
    }
    return UInt32(truncatingIfNeeded: root)
  }
}

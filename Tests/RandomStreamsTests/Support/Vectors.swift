import Foundation
import Testing

/// Reads a file of reference vectors, with the decoder that keeps every double exact.
func vectors<Content: Decodable>(_ name: String, as type: Content.Type) throws -> Content {
  let url = try #require(
    Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Vectors"))
  let decoder = JSONDecoder()
  decoder.keyDecodingStrategy = .convertFromSnakeCase
  return try decoder.decode(type, from: Data(contentsOf: url))
}

/// A 64-bit word written as "0x…".
struct HexWord: Decodable {
  let value: UInt64

  init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    value = try #require(UInt64(text.dropFirst(2), radix: 16), "\(text)")
  }
}

/// A number, a list of numbers, or nothing.
enum Numbers: Decodable {
  case one(Double)
  case many([Double])
  case none

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .none
    } else if let one = try? container.decode(Double.self) {
      self = .one(one)
    } else {
      self = .many(try container.decode([Double].self))
    }
  }
}

/// Whether `value` lies within the relative tolerance of `expected` (absolute where that is 0).
func isClose(_ value: Double, _ expected: Double, relative: Double) -> Bool {
  if value == expected { return true }
  return abs(value - expected) <= relative * (expected == 0 ? 1 : abs(expected))
}

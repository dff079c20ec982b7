import Synchronization

/// A text that a user wrote: its name as given, its bytes, and where its lines begin.
package final class SourceFile: Sendable {
  /// The most bytes that a file may have.
  package static let sizeLimit = 64 << 20

  /// The name as the user gave it.
  package let name: String
  /// The bytes, without a byte order mark in front.
  package let bytes: [UInt8]

  private let lineStarts = Mutex<[Int]?>(nil)

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    self.bytes = bytes.starts(with: mark) ? Array(bytes.dropFirst(3)) : bytes
  }

  package convenience init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// The number of lines; a text that ends in a line break has no further, empty line.
  package var lineCount: Int {
    let starts = startsOfLines()
    return starts.last == bytes.count && starts.count > 1 ? starts.count - 1 : starts.count
  }

  /// The text of line `number`, counted from 1, without its line break; empty beyond the end.
  package func line(_ number: Int) -> String {
    String(decoding: lineBytes(number), as: UTF8.self)
  }

  /// The bytes of line `number`, counted from 1, without its line break.
  package func lineBytes(_ number: Int) -> ArraySlice<UInt8> {
    let starts = startsOfLines()
    guard number >= 1, number <= starts.count else { return [] }
    let start = starts[number - 1]
    var end = number < starts.count ? starts[number] : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return bytes[start..<end]
  }

  /// A place that stands for the file as a whole.
  package var whole: Place {
    Place(file: self, line: 0, column: 0, length: 0, trail: nil)
  }

  /// The line starts, found when first asked for; LF, CR LF and a lone CR each end a line.
  private func startsOfLines() -> [Int] {
    lineStarts.withLock { known in
      if let known { return known }
      var starts = [0]
      for (index, byte) in bytes.enumerated() {
        if byte == 0x0A {
          starts.append(index + 1)
        } else if byte == 0x0D, index + 1 == bytes.count || bytes[index + 1] != 0x0A {
          starts.append(index + 1)
        }
      }
      known = starts
      return starts
    }
  }
}

extension Decoder {
  /// The place of a part of a text: characters counted from the text's start.
  ///
  /// The text may have been written with escapes or quotes. Where it cannot be followed on its own
  /// line, as in a block of YAML, the place is that of the whole text.
  func place(of node: LocatedNode, text: String, offset: Int, length: Int) -> Place {
    let place = node.place
    let line = Array(place.file.line(place.line).unicodeScalars)
    guard place.line > 0, place.column >= 1, place.column <= line.count,
      let columns = Self.columns(of: text, in: line[(place.column - 1)...])
    else { return place }
    func column(_ characters: Int) -> Int {
      let count = text.prefix(characters).unicodeScalars.count
      return columns[min(count, columns.count - 1)]
    }
    let start = column(offset)
    return Place(
      file: place.file, line: place.line, column: start + 1,
      length: max(1, column(offset + length) - start), trail: place.trail)
  }

  /// Where each scalar of a text, and its end, stands in the line; nil where they do not agree.
  private static func columns(of text: String, in written: ArraySlice<Unicode.Scalar>) -> [Int]? {
    var columns: [Int] = []
    guard let first = written.first else { return nil }
    let quote = first == "\"" || first == "'" ? first : nil
    var index = written.startIndex + (quote == nil ? 0 : 1)
    for scalar in text.unicodeScalars {
      guard index < written.endIndex else { return nil }
      columns.append(index)
      if quote == "\"", written[index] == "\\" {
        index += escapeLength(in: written[index...], of: scalar)
      } else {
        guard written[index] == scalar else { return nil }
        index += quote == "'" && scalar == "'" ? 2 : 1
      }
    }
    columns.append(min(index, written.endIndex))
    return columns
  }

  /// How many scalars of the line an escape takes that stands for `scalar`.
  private static func escapeLength(
    in written: ArraySlice<Unicode.Scalar>, of scalar: Unicode.Scalar
  ) -> Int {
    switch written.dropFirst().first {
    case "u": scalar.value > 0xFFFF ? 12 : 6
    case "x": 4
    case "U": 10
    default: 2
    }
  }
}

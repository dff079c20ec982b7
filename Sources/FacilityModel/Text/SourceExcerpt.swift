/// One source line made ready for a terminal, and the caret line under a part of it.
struct SourceExcerpt {
  /// The most cells of a line that are shown.
  static let width = 88
  private static let ellipsis = "…"

  /// What a character looks like, and how many cells it takes.
  private struct Glyph {
    let text: String
    let width: Int
  }

  /// The line, cut where it is long.
  let text: String
  /// Spaces and carets to stand below the line.
  let carets: String

  /// Shows a line so that `length` characters from `column` (counted from 1) can be seen.
  init(_ line: ArraySlice<UInt8>, column: Int, length: Int) {
    let focus = max(0, column - 1)
    let first = max(0, focus - SourceExcerpt.width)
    let wanted = first..<focus + SourceExcerpt.width + 1
    let (glyphs, hasMore) = SourceExcerpt.glyphs(of: line, in: wanted)
    let focused = min(focus - first, glyphs.count)
    let focusEnd = min(focused + max(1, length), glyphs.count)

    // Grow a window around the focus: first its own characters, then left, then right.
    var low = focused
    var high = focused
    var used = 0
    func fits(_ index: Int) -> Bool { used + glyphs[index].width <= SourceExcerpt.width }
    let total = glyphs.reduce(0) { $0 + $1.width }
    let fitsWhole = first == 0 && !hasMore && total <= SourceExcerpt.width
    let leftRoom = fitsWhole ? SourceExcerpt.width : SourceExcerpt.width / 2
    while high < focusEnd, used < leftRoom, fits(high) {
      used += glyphs[high].width
      high += 1
    }
    let shown = high
    var left = 0
    while low > 0, left < leftRoom, fits(low - 1) {
      low -= 1
      used += glyphs[low].width
      left += glyphs[low].width
    }
    while high < glyphs.count, fits(high) {
      used += glyphs[high].width
      high += 1
    }
    while low > 0, fits(low - 1) {
      low -= 1
      used += glyphs[low].width
    }

    let isCutLeft = first > 0 || low > 0
    let isCutRight = high < glyphs.count || hasMore
    text =
      (isCutLeft ? SourceExcerpt.ellipsis : "") + glyphs[low..<high].map(\.text).joined()
      + (isCutRight ? SourceExcerpt.ellipsis : "")
    let indent = glyphs[low..<focused].reduce(isCutLeft ? 1 : 0) { $0 + $1.width }
    let span = glyphs[focused..<shown].reduce(0) { $0 + $1.width }
    carets =
      String(repeating: " ", count: indent) + String(repeating: "^", count: max(1, span))
  }

  /// The characters of a line within a range of columns counted from 0, and whether more follow.
  private static func glyphs(
    of line: ArraySlice<UInt8>, in wanted: Range<Int>
  ) -> ([Glyph], hasMore: Bool) {
    var found: [Glyph] = []
    var column = 0
    var cells = 0
    var index = line.startIndex
    while index < line.endIndex {
      if column >= wanted.upperBound { return (found, true) }
      var end = index + 1
      while end < line.endIndex, line[end] & 0xC0 == 0x80 { end += 1 }
      if column >= wanted.lowerBound {
        let scalar = String(decoding: line[index..<end], as: UTF8.self).unicodeScalars.first!
        let glyph = glyph(of: scalar, at: cells)
        cells += glyph.width
        found.append(glyph)
      }
      column += 1
      index = end
    }
    return (found, false)
  }

  private static func glyph(of scalar: Unicode.Scalar, at cell: Int) -> Glyph {
    if scalar == "\t" {
      let width = 4 - cell % 4
      return Glyph(text: String(repeating: " ", count: width), width: width)
    }
    if let escaped = Terminal.escape(scalar) { return Glyph(text: escaped, width: escaped.count) }
    return Glyph(text: String(scalar), width: Terminal.width(of: scalar))
  }
}

/// What a terminal makes of characters.
enum Terminal {
  /// The text with everything escaped that would move the cursor or turn the direction of reading.
  static func visible(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if let escaped = escape(scalar) {
        result += escaped
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The escape of a character that must not be printed as it is.
  static func escape(_ scalar: Unicode.Scalar) -> String? {
    let value = scalar.value
    guard TextRules.forbids(value, inName: true) || value == 0x2028 || value == 0x2029 else {
      return nil
    }
    return "\\u" + TextRules.codePoint(value).dropFirst(2)
  }

  /// The cells that a character takes, as far as simple ranges tell.
  static func width(of scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x20..<0x300: return 1
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD:
      return 2
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return 1
    }
  }
}

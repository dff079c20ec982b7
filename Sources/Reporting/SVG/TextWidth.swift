/// How wide text is, near enough to lay boxes out, in the metrics of Helvetica and Arial.
package enum TextWidth {
  /// Widths of the ASCII characters from the space on, in thousandths of the font's size
  /// (Adobe's font metrics of Helvetica, 1989).
  private static let ascii: [Double] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
  ]

  package static func of(_ text: String, size: Double, bold: Bool = false) -> Double {
    var sum = 0.0
    for scalar in text.unicodeScalars {
      let value = Int(scalar.value)
      if value >= 32, value < 127 {
        sum += ascii[value - 32]
      } else {
        sum += value > 0x2E80 ? 1000 : 600
      }
    }
    return sum / 1000 * size * (bold ? 1.06 : 1)
  }

  /// The text in lines of at most a width, cut with an ellipsis where there would be too many.
  static func wrapped(
    _ text: String, width: Double, size: Double, bold: Bool = false, lines most: Int = 3
  ) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      let longer = line.isEmpty ? String(word) : line + " " + word
      if line.isEmpty || of(longer, size: size, bold: bold) <= width {
        line = longer
      } else {
        lines.append(line)
        line = String(word)
      }
    }
    lines.append(line)
    if lines.count > most {
      lines = Array(lines.prefix(most))
      lines[most - 1] += " …"
    }
    return lines.map { shortened($0, width: width, size: size, bold: bold) }
  }

  /// The text, or as much of its beginning as fits with an ellipsis.
  static func shortened(_ text: String, width: Double, size: Double, bold: Bool = false) -> String {
    if of(text, size: size, bold: bold) <= width { return text }
    var kept = text
    while !kept.isEmpty, of(kept + "…", size: size, bold: bold) > width { kept.removeLast() }
    return kept + "…"
  }
}

/// Writes findings as text for people or as JSON for programs.
package struct FindingRenderer: Sendable {
  /// Whether to use the colours of a terminal.
  package var colour: Bool

  package init(colour: Bool = false) {
    self.colour = colour
  }

  /// All findings in order, at most `Findings.printLimit` of them, each followed by a line break.
  package func text(_ findings: Findings) -> String {
    var text = ""
    for finding in findings.sorted.prefix(Findings.printLimit) { text += self.text(finding) }
    let more = findings.count - Findings.printLimit
    if more > 0 { text += "and \(more) more\n" }
    return text
  }

  /// One finding with its source line and its remedy.
  package func text(_ finding: Finding) -> String {
    let place = finding.place
    var text = place.map { paint("\(position($0)): ", .bold) } ?? ""
    text += paint("\(finding.severity.rawValue)[\(finding.code)]:", style(of: finding.severity))
    text += " " + paint(Terminal.visible(finding.message), .bold) + "\n"
    if let place, place.line > 0 {
      text += "  at \(Terminal.visible(place.path))\n"
      text += source(place, style(of: finding.severity))
    }
    for note in finding.notes {
      text += "  note: \(position(note.place)): \(Terminal.visible(note.message))\n"
    }
    if let help = finding.help {
      text += "  " + paint("help:", .cyan) + " \(Terminal.visible(help))\n"
    }
    return text
  }

  /// The line before the place, its own line, and the caret.
  private func source(_ place: Place, _ style: Style) -> String {
    let gutter = String(place.line).count
    var lines: [String] = []
    if place.line > 1 {
      let number = String(place.line - 1)
      let before = SourceExcerpt(place.file.lineBytes(place.line - 1), column: 1, length: 1)
      lines.append("   \(pad(number, to: gutter)) | \(before.text)")
    }
    let excerpt = SourceExcerpt(
      place.file.lineBytes(place.line), column: place.column, length: place.length)
    lines.append("  >\(place.line) | \(excerpt.text)")
    let caretLine = String(repeating: " ", count: gutter + 3) + " | "
    let trimmed = lines.map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }
    return trimmed.map { $0 + "\n" }.joined() + caretLine + paint(excerpt.carets, style) + "\n"
  }

  private func position(_ place: Place) -> String {
    let name = Terminal.visible(place.file.name)
    return place.line > 0 ? "\(name):\(place.line):\(place.column)" : name
  }

  private func pad(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  /// The ways in which a terminal can set off a text.
  private enum Style: String {
    case bold = "1"
    case red = "1;31"
    case yellow = "1;33"
    case cyan = "36"
  }

  private func style(of severity: Finding.Severity) -> Style {
    severity == .error ? .red : .yellow
  }

  private func paint(_ text: String, _ style: Style) -> String {
    colour ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}

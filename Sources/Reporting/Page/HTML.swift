/// Small pieces of HTML.
enum HTML {
  static func paragraph(_ text: String, _ style: String = "") -> String {
    let styled = style.isEmpty ? "" : " class=\"\(style)\""
    return "<p\(styled)>\(Markup.tied(text))</p>\n"
  }

  /// A table whose first column says what the row is; columns in `words` are text.
  static func table(_ columns: [String], _ rows: [[String]], words: Set<Int> = []) -> String {
    func style(_ index: Int) -> String { words.contains(index) ? " class=\"words\"" : "" }
    let head = columns.enumerated().map { index, name in
      name.isEmpty
        ? "<td></td>" : "<th scope=\"col\"\(style(index))>\(Markup.escaped(name))</th>"
    }
    let body = rows.map { row in
      let cells = row.enumerated().map { index, cell in
        index == 0
          ? "<th scope=\"row\">\(Markup.tied(cell))</th>"
          : "<td\(style(index))>\(Markup.tied(cell))</td>"
      }
      return "<tr>\(cells.joined())</tr>\n"
    }
    return
      "<table>\n<thead><tr>\(head.joined())</tr></thead>\n<tbody>\n\(body.joined())</tbody>\n</table>\n"
  }
}

import RandomStreams

extension ReferenceManual {
  /// What can be looked up, by chapter, for a list on the terminal.
  package static var contents: String {
    var text = ""
    for chapter in chapters {
      let names = chapter.title == "Findings" ? ["K101 …"] : chapter.topics.flatMap(\.names)
      text += wrapped("\(chapter.title): ", names) + "\n"
    }
    return text + wrapped("Keys: ", keyNames)
  }

  /// All that has an entry: topics, chapters and keys.
  package static var lookups: [String] {
    topics + chapters.map { $0.title.lowercased() } + keyNames
  }

  /// All that the manual has on a word: entries of that name, in singular or plural, the chapter that is
  /// called so, and what the word means as a key; nil if there is nothing.
  package static func text(on word: String) -> String? {
    let forms = forms(of: word)
    var parts = entries(forms)
    let rows = keyRows(forms)
    if parts.isEmpty || rows.isOfModel { parts = rows.texts + parts }
    for chapter in chapters where forms.contains(chapter.title.lowercased()) {
      let names = chapter.topics.flatMap(\.names)
      parts.append(
        "## \(chapter.title)\n\n\(chapter.introduction)\n\n" + wrapped("Topics: ", names))
    }
    if rows.isOfModel || parts.count == rows.texts.count {
      for section in rows.sections.prefix(4) where !parts.contains(where: { $0 == section }) {
        parts.append(section)
      }
    }
    return parts.isEmpty ? nil : parts.joined(separator: "\n\n")
  }

  /// The word itself first, then its singular and its plural.
  private static func forms(of word: String) -> [String] {
    var forms = [word, word.lowercased()]
    let lower = word.lowercased()
    if lower.hasSuffix("ies") { forms.append(lower.dropLast(3) + "y") }
    if lower.hasSuffix("es") { forms.append(String(lower.dropLast(2))) }
    if lower.hasSuffix("s") {
      forms.append(String(lower.dropLast()))
    } else {
      forms.append(lower + "s")
      forms.append(lower + "es")
      if lower.hasSuffix("y") { forms.append(lower.dropLast() + "ies") }
    }
    return forms
  }

  /// The entries of the first form that has some.
  private static func entries(_ forms: [String]) -> [String] {
    for form in forms {
      let found = chapters.flatMap(\.topics).filter { topic in
        topic.names.contains { $0 == form || $0.lowercased() == form }
      }
      if !found.isEmpty { return found.map { "### \($0.title)\n\n\($0.body)" } }
    }
    return []
  }

  /// What a word means as a key, in all mappings that have it, and the sections that stand under it.
  private static func keyRows(_ forms: [String]) -> (
    texts: [String], sections: [String], isOfModel: Bool
  ) {
    for form in forms {
      var meanings: [(owners: [String], field: Field)] = []
      for (owner, fields) in mappings {
        for field in fields where field.name == form {
          if let same = meanings.firstIndex(where: { $0.field.meaning == field.meaning }) {
            meanings[same].owners.append(owner)
          } else {
            meanings.append(([owner], field))
          }
        }
      }
      if meanings.isEmpty { continue }
      let rows = meanings.map { owners, field in
        let where_ = owners.map { "`\($0)`" }.joined(separator: ", ")
        return "- in \(where_): \(field.kind.words); \(field.meaning)"
      }
      var names: [String] = []
      for name in meanings.flatMap(\.field.kind.sections) where !names.contains(name) {
        names.append(name)
      }
      return (
        ["### The key `\(form)`\n\n" + rows.joined(separator: "\n")],
        names.flatMap { entries([$0]) },
        meanings.contains { $0.owners.contains(Section.model.name) }
      )
    }
    return ([], [], false)
  }

  /// All mappings of the language with their keys.
  private static var mappings: [(owner: String, fields: [Field])] {
    Section.catalogue.map { ($0.name, $0.fields) } + Steps.catalogue.map { ($0.keyword, $0.fields) }
      + MeasureKind.catalogue.map { ("measure " + $0.keyword, $0.fields) }
  }

  private static var keyNames: [String] {
    Array(Set(mappings.flatMap { $0.fields.map(\.name) })).sorted()
  }

  private static func wrapped(_ title: String, _ names: [String]) -> String {
    var lines: [String] = []
    var line = title
    for (index, name) in names.enumerated() {
      let piece = name + (index < names.count - 1 ? ", " : "")
      if line.count + piece.count > 98 {
        lines.append(line)
        line = "  "
      }
      line += piece
    }
    return (lines + [line]).map { line in
      line.hasSuffix(" ") ? String(line.dropLast()) : line
    }.joined(separator: "\n")
  }
}

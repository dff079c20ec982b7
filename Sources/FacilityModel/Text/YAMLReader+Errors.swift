import Yams

/// The finding for an error of the YAML parser, without the source line that it quotes.
func finding(for error: any Error, in text: YAMLText) -> Finding {
  guard let error = error as? YamlError else {
    return .error(TextCode.yaml, "the text is not YAML", at: text.file.whole)
  }
  switch error {
  case .scanner(let context, let problem, let mark, _),
    .parser(let context, let problem, let mark, _),
    .composer(let context, let problem, let mark, _):
    return finding(problem, context, YAMLMark(mark), in: text)
  case .reader(let problem, _, let value, let yaml):
    return readerFinding(problem, value, yaml, in: text)
  case .duplicatedKeysInMapping(let names, let context):
    let name = names.first ?? ""
    return .error(
      TextCode.duplicateKey, "“\(name)” is given more than once in one mapping",
      at: place(YAMLMark(context.mark), length: name.unicodeScalars.count, in: text),
      help: "remove or rename all but one of them")
  case .memory:
    return .error(
      TextCode.tooDeep, "lists and mappings are nested more than \(TextRules.depthLimit) deep",
      at: text.file.whole)
  default:
    return .error(TextCode.yaml, "the text is not YAML", at: text.file.whole)
  }
}

private func finding(
  _ problem: String, _ context: YamlError.Context?, _ mark: YAMLMark, in text: YAMLText
) -> Finding {
  if problem.lowercased().contains("nesting") {
    return .error(
      TextCode.tooDeep, "lists and mappings are nested more than \(TextRules.depthLimit) deep",
      at: place(mark, in: text))
  }
  let notes = context.map {
    [Finding.Note(lowered($0.text), at: place(YAMLMark($0.mark), in: text))]
  }
  let code = problem.contains("undefined alias") ? TextCode.yamlAlias : .yaml
  return .error(
    code, lowered(problem), at: place(mark, in: text), notes: notes ?? [],
    help: help(problem, mark, in: text))
}

/// The remedy for the mistakes that people make most.
private func help(_ problem: String, _ mark: YAMLMark, in text: YAMLText) -> String? {
  if text.scalar(at: mark) == "\t" { return "indent with spaces, not with tabs" }
  if problem.contains("mapping values are not allowed") {
    return "put quotes around a text that has a colon and a space, or check the indentation"
  }
  if problem.contains("Unicode character escape") {
    return "write the character itself instead of half of a surrogate pair"
  }
  if problem.contains("cannot start any token") { return "put quotes around the text" }
  if problem.contains("undefined alias") { return "a text that begins with “*” needs quotes" }
  if problem.contains("',' or") { return "add a comma or the closing bracket" }
  if problem.contains("end of stream") { return "close the quotes" }
  if problem.contains("did not find expected") { return "check indentation and quotes" }
  return nil
}

/// The finding for a character that YAML does not allow at all.
private func readerFinding(
  _ problem: String, _ value: Int32, _ yaml: String, in text: YAMLText
) -> Finding {
  guard value >= 0, let scalar = Unicode.Scalar(UInt32(value)),
    let mark = text.mark(ofFirst: scalar)
  else { return .error(TextCode.yaml, lowered(problem), at: text.file.whole) }
  return .error(
    TextCode.character,
    "the character \(TextRules.codePoint(scalar.value)) is not allowed in YAML",
    at: place(mark, in: text), help: "remove it")
}

private func place(_ mark: YAMLMark, length: Int = 1, in text: YAMLText) -> Place {
  Place(file: text.file, line: mark.line, column: mark.column, length: length, trail: nil)
}

private func lowered(_ message: String) -> String {
  message.prefix(1).lowercased() + message.dropFirst()
}

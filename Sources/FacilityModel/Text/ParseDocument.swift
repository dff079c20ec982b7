/// Reads a JSON file, or a YAML file where the name ends in .yaml or .yml.
///
/// The tree comes with errors where these leave no doubt about its meaning (a comma too many, a
/// comment, a name given twice), so that later stages can report what they find in the same pass;
/// whoever runs a model must ask `findings.hasErrors`.
package func parseDocument(_ file: SourceFile, into findings: inout Findings) -> LocatedNode? {
  let name = file.name.lowercased()
  if name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
    return readYAML(file, into: &findings)
  }
  guard file.isReadable(into: &findings) else { return nil }
  var scanner = JSONScanner(file)
  let root = try? scanner.readDocument()
  findings.add(contentsOf: scanner.findings)
  return scanner.isDamaged ? nil : root
}

/// Reads a document that has to be a mapping, as every model is.
package func parseMapping(_ file: SourceFile, into findings: inout Findings) -> LocatedNode? {
  guard let root = parseDocument(file, into: &findings) else { return nil }
  guard root.members != nil else {
    findings.add(
      .error(
        TextCode.notAMapping, "the document is \(root.kindName), not a mapping", at: root.place,
        help: "a model is a JSON object: it begins with { and ends with }"))
    return nil
  }
  return root
}

extension FindingRenderer {
  /// All kept findings as a JSON array of objects, one a line.
  package func json(_ findings: Findings) -> String {
    let objects = findings.sorted.map { "  " + object($0) }
    return objects.isEmpty ? "[]\n" : "[\n" + objects.joined(separator: ",\n") + "\n]\n"
  }

  private func object(_ finding: Finding) -> String {
    var members = [
      ("severity", quoted(finding.severity.rawValue)),
      ("code", quoted(finding.code)),
      ("message", quoted(finding.message)),
    ]
    members += placeMembers(finding.place)
    if !finding.notes.isEmpty {
      let notes = finding.notes.map { note in
        write([("message", quoted(note.message))] + placeMembers(note.place))
      }
      members.append(("notes", "[" + notes.joined(separator: ", ") + "]"))
    }
    members.append(("help", finding.help.map(quoted) ?? "null"))
    return write(members)
  }

  private func placeMembers(_ place: Place?) -> [(String, String)] {
    let isInside = (place?.line ?? 0) > 0
    return [
      ("file", place.map { quoted($0.file.name) } ?? "null"),
      ("line", isInside ? String(place!.line) : "null"),
      ("column", isInside ? String(place!.column) : "null"),
      ("length", isInside ? String(place!.length) : "null"),
      ("path", isInside ? quoted(place!.path) : "null"),
    ]
  }

  private func write(_ members: [(String, String)]) -> String {
    "{" + members.map { "\(quoted($0.0)): \($0.1)" }.joined(separator: ", ") + "}"
  }

  private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default:
        if let escaped = Terminal.escape(scalar) {
          result += escaped
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}

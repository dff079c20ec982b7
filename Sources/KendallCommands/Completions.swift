import ArgumentParser
import FacilityModel
import Foundation

/// What shells offer where a name of the model is to be typed: they ask `kendall` as TAB is pressed.
enum Completions {
  static let modelFile = CompletionKind.file(extensions: ["json", "yaml", "yml"])
  static let policies = names(in: "policies")
  static let policiesOrWritten = CompletionKind.custom { words, _, _ in
    [ModelCompiler.asWritten] + keys(of: "policies", words)
  }
  static let stressCases = names(in: "stress")
  static let parameters = CompletionKind.custom { words, _, _ in
    keys(of: "parameters", words).map { $0 + "=" }
  }
  static let sources = CompletionKind.custom { words, _, _ in
    keys(of: "arrivals", words).map { $0 + ":" }
  }
  static let controls = CompletionKind.custom { words, _, _ in
    ["all"] + keys(of: "arrivals", words)
  }
  /// Figures of the model's own, and the usual ones of each resource.
  static let figures = CompletionKind.custom { words, _, _ in
    keys(of: "measures", words) + ["time in system"]
      + keys(of: "resources", words).flatMap { ["waiting time of \($0)", "utilisation of \($0)"] }
  }
  static let topics = CompletionKind.custom { _, _, _ in ReferenceManual.topics }

  private static func names(in section: String) -> CompletionKind {
    .custom { words, _, _ in keys(of: section, words) }
  }

  /// The keys of a section of the model that stands among the words of the command line.
  private static func keys(of section: String, _ words: [String]) -> [String] {
    for word in words {
      let path = plain(word)
      guard ["json", "yaml", "yml"].contains(URL(fileURLWithPath: path).pathExtension),
        let data = FileManager.default.contents(atPath: path)
      else { continue }
      var findings = Findings()
      let document = parseDocument(
        SourceFile(name: path, bytes: [UInt8](data)), into: &findings)
      return document?.member(section)?.members?.map(\.key) ?? []
    }
    return []
  }

  /// A word of a shell without its quotes and escapes.
  private static func plain(_ word: String) -> String {
    var text = ""
    var quote: Character?
    var isEscaped = false
    for character in word {
      if isEscaped {
        text.append(character)
        isEscaped = false
      } else if character == "\\", quote != "'" {
        isEscaped = true
      } else if character == quote {
        quote = nil
      } else if quote == nil, character == "'" || character == "\"" {
        quote = character
      } else {
        text.append(character)
      }
    }
    return text
  }
}

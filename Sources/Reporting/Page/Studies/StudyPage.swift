import EventEngine
import Experiments
package import FacilityModel
package import Foundation

/// The page of a study other than a run: what it came to in words, its charts, its tables, and how it
/// was made.
package struct StudyPage {
  /// What a study is of.
  package struct Origin: Sendable {
    package var model: Model
    package var identity: RunReport.Identity
    package var policies: [String]
    package var seed: UInt64

    package init(
      model: Model, identity: RunReport.Identity, policies: [String], seed: UInt64
    ) {
      self.model = model
      self.identity = identity
      self.policies = policies
      self.seed = seed
    }
  }

  /// What the page and the first of its tables are called, without an ending.
  package let name: String
  /// What the study is, behind the name of the model.
  let title: String
  /// What it came to: sentences, the first of them in larger type.
  let words: [String]
  /// The sections with charts.
  let sections: [PageSection]
  /// The tables that it writes.
  let tables: Set<String>
  /// How it was made, besides the model, the program and the seed.
  let made: [(String, String)]

  /// The page and its charts as files of a folder.
  package func files(_ origin: Origin?) -> [(name: String, data: Data)] {
    origin.map { page($0).files(named: name + ".html") } ?? []
  }

  package func page(_ origin: Origin) -> Page {
    let lead = words.prefix(1).map { HTML.paragraph($0, "lead") }
    let rest = words.dropFirst().map { HTML.paragraph($0) }
    var all = [
      PageSection(
        id: "headline", title: "In short",
        content: SectionContent(html: (lead + rest).joined()))
    ]
    all += sections
    all.append(
      PageSection(id: "method", title: "How it was made", content: method(origin)))
    all.append(
      PageSection(
        id: "dictionary", title: DictionarySection.title,
        content: SectionContent(
          html: DictionarySection.explained { tables.contains($0) })))
    return Page(
      title: "\(origin.model.name): \(title)", about: origin.model.about,
      version: origin.identity.version, sections: all)
  }

  private func method(_ origin: Origin) -> SectionContent {
    let identity = origin.identity
    var rows = [
      ["model", identity.modelName],
      ["SHA-256 of it", SHA256.hex(identity.modelBytes)],
      ["program", "Kendall \(identity.version), engine \(engineNumber)"],
      ["seed", "\(origin.seed)"],
    ]
    rows += origin.policies.map { ["policy", $0] }
    rows += identity.settings.map { ["set: " + $0.name, $0.value] }
    rows += made.map { [$0.0, $0.1] }
    return SectionContent(
      html: "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"How it was made\">"
        + HTML.table(["", "value"], rows, words: [1]) + "</div>\n")
  }
}

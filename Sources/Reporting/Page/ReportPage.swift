import Experiments
import FacilityModel

/// The whole report of a run as one page.
package enum ReportPage {
  package static func page(of input: ReportInput) -> Page {
    var sections: [PageSection] = []
    for kind in ReportSections.catalogue where !input.base.figures.isEmpty || kind.id == "headline"
    {
      if let content = kind.content(of: input) {
        sections.append(PageSection(id: kind.id, title: kind.title, content: content))
      }
    }
    return Page(
      title: input.model.name, about: input.model.about, version: input.identity.version,
      sections: sections)
  }

  /// The page, and the charts in it as files of their own.
  package static func files(of input: ReportInput) -> (
    page: String, charts: [(name: String, text: String)]
  ) {
    let page = page(of: input)
    return (page.text, page.charts)
  }
}

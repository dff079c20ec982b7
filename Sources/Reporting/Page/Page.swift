package import Foundation

/// A part of a page: what links call it, what it is called, and what stands in it.
package struct PageSection {
  package var id: String
  package var title: String
  package var content: SectionContent

  package init(id: String, title: String, content: SectionContent) {
    self.id = id
    self.title = title
    self.content = content
  }
}

/// A page that needs nothing else: no network, no script.
package struct Page {
  package var title: String
  /// A sentence or two below the title.
  package var about: String?
  package var version: String
  package var sections: [PageSection]

  package init(title: String, about: String?, version: String, sections: [PageSection]) {
    self.title = title
    self.about = about
    self.version = version
    self.sections = sections
  }

  /// The charts in it as files of their own.
  package var charts: [(name: String, text: String)] {
    sections.flatMap(\.content.charts).flatMap { chart in
      [(chart.name + ".svg", chart.file), (chart.name + ".vl.json", chart.vegaLite.text)]
    }
  }

  /// The page and its charts as files of a folder.
  package func files(named name: String) -> [(name: String, data: Data)] {
    charts.map { (name: RunReport.chartsFolder + $0.name, data: Data($0.text.utf8)) }
      + [(name: name, data: Data(text.utf8))]
  }

  /// The text of the page.
  package var text: String {
    let links = sections.dropFirst().map { section in
      "<a href=\"#\(section.id)\">\(Markup.escaped(section.title))</a>"
    }
    let name = Markup.escaped(title)
    let about = about.map { "<p class=\"about\">\(Markup.tied($0))</p>\n" } ?? ""
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="generator" content="Kendall \(Markup.escaped(version))"/>
      <title>\(name)</title>
      <link rel="icon" href="data:,"/>
      <style>
      \(Palette.variables)
      \(PageStyle.text)
      \(Plot.style)
      </style>
      </head>
      <body>
      <header>
      <h1>\(name)</h1>
      \(about)<nav aria-label="Sections">\(links.joined(separator: " "))</nav>
      </header>
      <main>
      \(sections.map { section($0) }.joined(separator: "\n"))
      </main>
      </body>
      </html>

      """
  }

  private func section(_ section: PageSection) -> String {
    let content = section.content
    let missing = content.missing.map {
      "<p class=\"missing\">\(Markup.tied($0))</p>\n"
    }
    return """
      <section id="\(section.id)" aria-labelledby="\(section.id)-h">
      <h2 id="\(section.id)-h">\(Markup.escaped(section.title))</h2>
      \(content.html)\(content.charts.map { figure($0) }.joined())\(content.end)\(missing ?? "")</section>
      """
  }

  /// The picture of a chart, for wide and for narrow screens.
  private func picture(_ chart: Chart) -> String {
    let name = Markup.escaped(chart.title)
    func scroll(_ style: String) -> String {
      "<div class=\"scroll \(style)\" tabindex=\"0\" role=\"group\" aria-label=\"\(name)\">"
        + chart.inline + "</div>"
    }
    guard let narrow = chart.inlineNarrow else { return scroll("sideways") }
    return scroll("broad") + "\n<div class=\"narrow\">\(narrow)</div>"
  }

  /// A chart with its caption and the table behind it.
  private func figure(_ chart: Chart) -> String {
    """
    <figure>
    <figcaption><strong>\(Markup.tied(chart.title))</strong> \
    <span>\(Markup.tied(chart.description))</span></figcaption>
    \(picture(chart))
    <details><summary>The numbers</summary>
    <div class="scroll" tabindex="0" role="group" aria-label="Table: \(Markup.escaped(chart.title))">\
    \(HTML.table(chart.columns, chart.rows))</div>
    </details>
    </figure>

    """
  }
}

import Experiments
import FacilityModel

/// The whole report as one page that needs nothing else: no network, no script.
package struct ReportPage {
  /// The page, and the charts in it as files of their own.
  package static func files(of input: ReportInput) -> (
    page: String, charts: [(name: String, text: String)]
  ) {
    var sections: [(kind: any ReportSection.Type, content: SectionContent)] = []
    for kind in ReportSections.catalogue where !input.base.figures.isEmpty || kind.id == "headline"
    {
      if let content = kind.content(of: input) { sections.append((kind, content)) }
    }
    var charts: [(name: String, text: String)] = []
    for chart in sections.flatMap({ $0.content.charts }) {
      charts.append((chart.name + ".svg", chart.file))
      charts.append((chart.name + ".vl.json", chart.vegaLite.text))
    }
    let links = sections.dropFirst().map { kind, _ in
      "<a href=\"#\(kind.id)\">\(Markup.escaped(kind.title))</a>"
    }
    let name = Markup.escaped(input.model.name)
    let about = input.model.about.map { "<p class=\"about\">\(Markup.escaped($0))</p>\n" } ?? ""
    let page = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="generator" content="Kendall \(Markup.escaped(input.identity.version))"/>
      <title>\(name)</title>
      <link rel="icon" href="data:,"/>
      <style>
      \(Palette.variables)
      \(style)
      \(Plot.style)
      </style>
      </head>
      <body>
      <header>
      <h1>\(name)</h1>
      \(about)<nav aria-label="Sections">\(links.joined(separator: " "))</nav>
      </header>
      <main>
      \(sections.map { section($0, $1) }.joined(separator: "\n"))
      </main>
      </body>
      </html>

      """
    return (page, charts)
  }

  private static func section(_ kind: any ReportSection.Type, _ content: SectionContent) -> String {
    let missing = content.missing.map {
      "<p class=\"missing\">\(Markup.escaped($0))</p>\n"
    }
    return """
      <section id="\(kind.id)" aria-labelledby="\(kind.id)-h">
      <h2 id="\(kind.id)-h">\(Markup.escaped(kind.title))</h2>
      \(content.html)\(content.charts.map { figure($0) }.joined())\(content.end)\(missing ?? "")</section>
      """
  }

  /// A chart with its caption and the table behind it.
  private static func figure(_ chart: Chart) -> String {
    """
    <figure>
    <figcaption><strong>\(Markup.escaped(chart.title))</strong> \
    <span>\(Markup.escaped(chart.description))</span></figcaption>
    <div class="scroll" tabindex="0" role="group" aria-label="\(Markup.escaped(chart.title))">\(chart.inline)</div>
    <details><summary>The numbers</summary>
    <div class="scroll" tabindex="0" role="group" aria-label="Table: \(Markup.escaped(chart.title))">\
    \(HTML.table(chart.columns, chart.rows))</div>
    </details>
    </figure>

    """
  }

  private static let style = """
    *{box-sizing:border-box}
    body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 Helvetica,Arial,'Liberation Sans',sans-serif}
    header,main{max-width:54rem;margin:0 auto;padding:0 1rem}
    h1{font-size:1.7rem;line-height:1.2;margin:1.5rem 0 .5rem}
    h2{font-size:1.25rem;margin:2.2rem 0 .6rem;border-top:1px solid var(--line);padding-top:1rem}
    h3{font-size:1.02rem;margin:1.2rem 0 .3rem}
    .about,.missing,figcaption span,.small{color:var(--soft)}.small,.missing{font-size:.9rem}
    .lead{font-size:1.12rem}
    nav{display:flex;flex-wrap:wrap;gap:.2rem 1rem;font-size:.92rem}
    a{color:var(--k0)}
    figure{margin:1.1rem 0 1.6rem}figcaption{margin-bottom:.3rem;font-size:.92rem}
    .scroll{overflow-x:auto}.scroll:focus-visible{outline:2px solid var(--k0)}
    .scroll>svg{display:block;width:100%;min-width:36rem;height:auto}
    .scroll>svg.flow{min-width:52rem;max-width:70rem}
    @media (min-width:74rem){figure.wide{margin-left:-9rem;margin-right:-9rem}}
    details{margin:.3rem 0}summary{cursor:pointer;color:var(--soft);font-size:.88rem;padding:.25rem 0}
    table{border-collapse:collapse;font-size:.86rem;font-variant-numeric:tabular-nums;margin:.3rem 0}
    th,td{padding:.22rem .6rem;text-align:right;border-bottom:1px solid var(--line);vertical-align:top}
    th:first-child,td:first-child,td.words,th.words{text-align:left}thead th{border-bottom:2px solid var(--soft)}
    .good{color:var(--good);font-weight:600}.bad{color:var(--bad);font-weight:600}
    pre{overflow-x:auto;background:var(--faint);padding:.7rem;font-size:.85rem;white-space:pre-wrap}
    code{background:var(--faint);padding:0 .2em}
    @media print{nav,details:not([open]){display:none}section,figure{break-inside:avoid}body{font-size:11pt}
    .scroll{overflow:visible}.scroll>svg{min-width:0}h2{break-after:avoid}}
    """
}

/// Small pieces of HTML.
enum HTML {
  static func paragraph(_ text: String, _ style: String = "") -> String {
    let styled = style.isEmpty ? "" : " class=\"\(style)\""
    return "<p\(styled)>\(Markup.escaped(text))</p>\n"
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
          ? "<th scope=\"row\">\(Markup.escaped(cell))</th>"
          : "<td\(style(index))>\(Markup.escaped(cell))</td>"
      }
      return "<tr>\(cells.joined())</tr>\n"
    }
    return
      "<table>\n<thead><tr>\(head.joined())</tr></thead>\n<tbody>\n\(body.joined())</tbody>\n</table>\n"
  }
}

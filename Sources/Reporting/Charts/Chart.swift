/// A chart: its picture, the table behind it, and its specification for other programs.
package struct Chart: Sendable {
  /// What its files are called, without an ending.
  package var name: String
  package var title: String
  /// What it shows, in a sentence.
  var description: String
  package var width: Double
  package var height: Double
  /// What is drawn, as SVG without the element around it.
  package var body: String
  /// The columns and rows behind it, as text.
  package var columns: [String]
  package var rows: [[String]]
  /// The Vega-Lite specification without its schema, title and description.
  var specification: [(name: String, value: JSONText)]
  /// The same drawn for a telephone; nil where it has to be scrolled there.
  package var narrow: Picture?

  /// What is drawn, and how large.
  package struct Picture: Sendable {
    package var width: Double
    package var height: Double
    package var body: String
  }

  /// Where a picture is looked at: it is drawn for either, since letters do not shrink with it.
  enum Format {
    case page, telephone

    var width: Double { self == .page ? 720 : 340 }
  }

  /// A chart that is drawn for both.
  static func drawn(_ draw: (Format) -> Chart) -> Chart {
    var chart = draw(.page)
    let narrow = draw(.telephone)
    chart.narrow = Picture(width: narrow.width, height: narrow.height, body: narrow.body)
    return chart
  }

  /// The picture for a page that has the styles.
  var inline: String { svg(picture, ids: name, style: "") }

  /// The picture for a narrow page; nil where there is none.
  var inlineNarrow: String? { narrow.map { svg($0, ids: name + "-n", style: "") } }

  private var picture: Picture { Picture(width: width, height: height, body: body) }

  /// The picture as a file of its own.
  var file: String {
    svg(picture, ids: name, style: "<style>\(Palette.variables)\n\(Plot.style)</style>") + "\n"
  }

  private func svg(_ picture: Picture, ids: String, style: String) -> String {
    let size = "\(Markup.number(picture.width)) \(Markup.number(picture.height))"
    let paper = style.isEmpty ? "" : "<rect width=\"100%\" height=\"100%\" class=\"paper\"/>"
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(size)" class="kendall chart" role="img" \
      aria-labelledby="\(ids)-t \(ids)-d"><title id="\(ids)-t">\(Markup.escaped(title))</title>\
      <desc id="\(ids)-d">\(Markup.escaped(description))</desc>\(style)\(paper)
      \(picture.body)
      </svg>
      """
  }

  /// The document for Vega-Lite.
  package var vegaLite: JSONText {
    .object(
      [
        ("$schema", .string("https://vega.github.io/schema/vega-lite/v5.json")),
        ("title", .string(title)), ("description", .string(description)),
        ("width", .number(560)),
      ] + specification)
  }
}

/// Pieces of Vega-Lite specifications.
enum Vega {
  static func data(_ columns: [String], _ rows: [[JSONText]]) -> (name: String, value: JSONText) {
    let values = rows.map { row in
      JSONText.object(zip(columns, row).map { (name: $0, value: $1) })
    }
    return ("data", .object([("values", .array(values))]))
  }

  /// A channel: `{ "field": …, "type": … }` with more members.
  static func field(
    _ field: String, _ type: String, title: String? = nil,
    _ more: [(name: String, value: JSONText)] = []
  ) -> JSONText {
    var members: [(name: String, value: JSONText)] = [
      ("field", .string(field)), ("type", .string(type)),
    ]
    if let title { members.append(("title", .string(title))) }
    return .object(members + more)
  }

  static func layer(_ mark: JSONText, _ encoding: [(name: String, value: JSONText)]) -> JSONText {
    .object([("mark", mark), ("encoding", .object(encoding))])
  }

  static let noSort: (name: String, value: JSONText) = ("sort", .null)
}

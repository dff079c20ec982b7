import Experiments
import FacilityModel
import Foundation
import Reporting
import Testing

/// Words of a picture: where they begin and end, in the units of its view box.
struct PictureWords {
  var text: String
  var left: Double
  var right: Double

  /// All words of a picture, by the styles that its letters have.
  static func all(in body: String) -> [PictureWords] {
    body.matches(
      of: /<text x="([-0-9.]+)" y="[-0-9.]+"( text-anchor="(\w+)")?( class="([^"]*)")?>([^<]*)</
    ).map { match in
      let text = String(match.output.6).replacing("&quot;", with: "\"")
        .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
      let style = match.output.5.map(String.init) ?? ""
      let isSmall = style.contains("tick") || style.contains("axis")
      let width = TextWidth.of(text, size: isSmall ? 11 : 12, bold: style.contains("heading"))
      let x = Double(match.output.1) ?? .nan
      let left =
        switch match.output.3.map(String.init) {
        case "end": x - width
        case "middle": x - width / 2
        default: x
        }
      return PictureWords(text: text, left: left, right: left + width)
    }
  }
}

@Suite("Pictures for narrow screens") struct NarrowPictureTests {
  /// Long names, a policy, classes, causes, three weeks: every section has its charts.
  private static let text = """
    { "name": "narrow", "observe": ["causes"],
      "time": { "start": "2026-01-05T00:00", "length": "3 weeks" },
      "parameters": { "units": 2 },
      "resources": { "a desk with a name that is rather long": { "capacity": "units" },
                     "desk": { "capacity": { "daily": { "00:00": 1, "08:00": 2 } } } },
      "arrivals": { "caller from far away": { "rate": "3 per hour", "pathway": "p",
        "attributes": { "kind": { "choice": { "1": 0.5, "2": 0.5 } } } } },
      "pathways": { "p": [
        { "do": "a conversation of some length", "with": "a desk with a name that is rather long",
          "for": { "exponential": { "mean": "25 min" } } },
        { "do": "note", "with": "desk", "for": { "exponential": { "mean": "5 min" } } } ] },
      "measures": { "in an hour": { "share": "timeInSystem <= 1 h", "target": 0.9, "by": "kind" },
                    "stay": { "mean": "timeInSystem" } },
      "policies": { "one more, as was asked for by all who wait": { "parameters": { "units": 3 } } } }
    """

  private static func input() async throws -> ReportInput {
    let compiler = try #require(
      ModelCompiler.read(
        SourceFile(name: "test.json", text: text), files: FolderFiles(folder: Models.root.path)
      ).compiler)
    let arms = try ([nil] + compiler.policyNames.map { Optional($0) }).map { name in
      Experiment.Arm(
        name: name ?? Experiment.asWritten,
        compiled: try #require(compiler.compile(policies: name.map { [$0] } ?? []).compiled))
    }
    let experiment = Experiment(arms: arms, replications: 10, seed: 1)
    return ReportInput(
      try await ExperimentResult.run(experiment, threads: 2),
      RunReport.Identity(
        modelName: "test.json", modelBytes: Array(text.utf8), settings: [], version: "0"))
  }

  @Test func `are there of all charts but those of ways, and no word leaves a picture`()
    async throws
  {
    let input = try await Self.input()
    let charts = ReportSections.catalogue.flatMap { $0.content(of: input)?.charts ?? [] }
    #expect(charts.count > 15)
    for chart in charts {
      for words in PictureWords.all(in: chart.body) {
        #expect(words.left > -1 && words.right < chart.width + 1, "\(chart.name): \(words)")
      }
      guard let narrow = chart.narrow else {
        #expect(chart.name == "ways", "\(chart.name)")
        continue
      }
      #expect(narrow.width <= 360)
      let all = PictureWords.all(in: narrow.body)
      #expect(!all.isEmpty)
      for words in all {
        #expect(words.left > -1 && words.right < narrow.width + 1, "\(chart.name): \(words)")
      }
    }
  }

  @Test func `tell estimate, interval and verdict without a pointer`() async throws {
    let input = try await Self.input()
    let chart = try #require(
      ReportSections.catalogue.flatMap { $0.content(of: input)?.charts ?? [] }
        .first { $0.name == "measure-1" })
    let words = PictureWords.all(in: chart.narrow?.body ?? "").map(\.text)
    for row in chart.rows {
      let interval = "(\(row[2]) to \(row[3]))"
      let isTold = words.contains { $0.hasPrefix(row[1]) && $0.contains(interval) }
      #expect(isTold, "\(row)")
    }
    let hasVerdict = words.contains {
      $0.hasSuffix(", target met") || $0.hasSuffix(", target not met")
    }
    #expect(hasVerdict)
    #expect(chart.narrow?.body.contains("<title>") == false)
  }

  @Test func `stand on the page beside the wide ones, each for its screens`() async throws {
    let page = ReportPage.files(of: try await Self.input()).page
    #expect(page.contains("@media screen and (max-width:40rem){.broad{display:none}"))
    let wide = page.ranges(of: "<div class=\"scroll broad\"").count
    #expect(wide > 15 && wide == page.ranges(of: "<div class=\"narrow\">").count)
    #expect(page.contains("<div class=\"scroll sideways\""))
    #expect(page.contains("background-attachment:local,local,scroll,scroll"))
    let ids = page.matches(of: #/ id="([^"]+)"/#).map { String($0.output.1) }
    #expect(ids.count == Set(ids).count)
  }

  @Test func `name what the rows of classes are`() async throws {
    let input = try await Self.input()
    let chart = try #require(
      ReportSections.catalogue.flatMap { $0.content(of: input)?.charts ?? [] }
        .first { $0.name == "measure-1" })
    let words = PictureWords.all(in: chart.body).map(\.text)
    #expect(words.contains("“as written”, by kind"))
  }
}

import FacilityModel
import Foundation
import Reporting
import Testing

@Suite("Drawings of models") struct DrawingTests {
  /// All steps of a chart, at any depth.
  private func all(_ steps: [FlowStep]) -> [FlowStep] {
    steps.flatMap { step in
      [step] + all(step.inner) + (step.ways + step.exits).flatMap { all($0.steps) }
    }
  }

  private func viewBox(of svg: String) -> (width: Double, height: Double)? {
    guard let match = svg.firstMatch(of: /viewBox="0 0 ([0-9.]+) ([0-9.]+)"/),
      let width = Double(match.1), let height = Double(match.2)
    else { return nil }
    return (width, height)
  }

  @Test func `are well-formed for every good model, whatever its steps`() throws {
    var drawn = 0
    for path in try Models.fixtures() {
      guard let model = try Models.model(path) else { continue }
      let chart = FlowReader.chart(of: model)
      let svg = FlowDrawing.svg(of: chart)
      #expect(problem(ofXML: svg) == nil, "\(path): \(problem(ofXML: svg) ?? "")")
      #expect(svg == FlowDrawing.svg(of: FlowReader.chart(of: model)), "\(path)")
      #expect(DOTText.text(of: chart).hasSuffix("}\n"), "\(path)")
      #expect(MermaidText.text(of: chart).contains("flowchart TD"), "\(path)")
      drawn += 1
    }
    #expect(drawn > 90)
  }

  @Test func `have a legend that is read whole, and are never shown larger than they are`() throws {
    for path in try Models.fixtures() + ["Models/factory-line.json"] {
      guard let model = try Models.model(path) else { continue }
      let svg = FlowDrawing.svg(of: FlowReader.chart(of: model), hasHeading: false)
      let box = try #require(viewBox(of: svg))
      #expect(svg.contains("style=\"--natural:"))
      var legend = ""
      for match in svg.matches(of: /<text x="([-0-9.]+)" y="[-0-9.]+" class="d l">([^<]*)</) {
        let left = 20 + (Double(match.output.1) ?? .nan)
        let width = TextWidth.of(String(match.output.2), size: 10.5)
        #expect(left + width < box.width, "\(path): \(match.output.2)")
        legend += match.output.2 + " "
      }
      #expect(legend.hasSuffix("dashed: gives up or finds no place "), "\(path)")
    }
  }

  @Test(arguments: Steps.keywords)
  func `show every kind of step`(_ keyword: String) throws {
    let path = "Tests/FacilityModelTests/good/step-\(keyword).json"
    let model = try #require(try Models.model(path))
    let chart = FlowReader.chart(of: model)
    let steps = all(chart.streams.flatMap(\.steps))
    let expected = try #require(
      model.pathways.flatMap(\.steps).first { $0.info.keyword == keyword }
        ?? model.pathways.lazy.flatMap(\.steps).first)
    #expect(steps.contains { $0.place.hasPrefix(expected.info.name + ", line ") }, "\(keyword)")
    let svg = FlowDrawing.svg(of: chart)
    for step in steps where step.shape != .frame && !step.title.isEmpty {
      let first = step.title.split(separator: " ").first.map(String.init) ?? ""
      #expect(svg.contains(first.replacing("&", with: "&amp;").replacing("<", with: "&lt;")))
    }
  }

  @Test func `put the emergency department on one readable page`() throws {
    let model = try #require(try Models.model("Models/emergency-department.json"))
    let svg = FlowDrawing.svg(of: FlowReader.chart(of: model))
    let size = try #require(viewBox(of: svg))
    #expect((0.6...1.3).contains(size.width / size.height), "\(size)")
    #expect(size.width < 1300)
    for words in ["walk-in", "127.2 a day, by the clock", "X-ray room", "test = blood", "26 units"]
    {
      #expect(svg.contains(words), "\(words)")
    }
    #expect(svg.contains("gives up after exponential"))
    #expect(svg.utf8.count < 100_000)
  }

  @Test func `tell branches by their shares and conditions as written`() throws {
    let model = try #require(
      Models.model(
        text: """
          { "name": "two ways", "time": { "length": "1 day" },
            "resources": { "desk": { "capacity": 2 } },
            "arrivals": { "caller": { "rate": "3 per hour", "pathway": "p",
              "attributes": { "kind": { "choice": { "a": 0.5, "b": 0.5 } } } } },
            "pathways": { "p": [
              { "branch": [ { "share": 0.25, "steps": [ { "leave": "lost" } ] },
                            { "otherwise": [] } ] },
              { "branch": "kind of call", "by": "kind", "cases": {
                  "a": [ { "do": "talk", "with": { "desk": 2 }, "for": "5 min" } ] } } ] } }
          """))
    let chart = FlowReader.chart(of: model)
    let steps = chart.streams[0].steps
    #expect(steps[0].ways.map(\.label) == ["25 %", "75 %"])
    #expect(steps[1].ways.map(\.label) == ["kind = a", "otherwise"])
    #expect(chart.streams[0].arrivals.map(\.detail) == ["72 a day"])
    #expect(
      DOTText.text(of: chart) == """
        digraph kendall {
          graph [label="two ways", labelloc=t, fontname="Helvetica"];
          node [shape=box, fontname="Helvetica", fontsize=11];
          edge [fontname="Helvetica", fontsize=10];
          n1 [label="caller\\n72 a day", shape=cds];
          n2 [label="?", shape=diamond];
          n3 [label="lost", shape=ellipse];
          n4 [label="kind of call", shape=diamond];
          n5 [label="talk\\nwith 2 × desk\\n5 min", color="#0072B2", penwidth=2];
          n6 [label="leaves", shape=ellipse];
          n1 -> n2;
          n2 -> n3 [label="25 %"];
          n2 -> n4 [label="75 %"];
          n4 -> n5 [label="kind = a"];
          n5 -> n6;
          n4 -> n6 [label="otherwise"];
        }

        """)
  }

  @Test func `stay pictures whatever things are called`() throws {
    let model = try #require(
      Models.model(
        text: """
          { "name": "</svg><script>alert(1)</script>", "time": { "length": "1 day" },
            "resources": { "a \\"b\\" & c": { "capacity": 1 } },
            "arrivals": { "x|y]": { "every": "1 h", "pathway": "p" } },
            "pathways": { "p": [ { "do": "<b>work</b>; #1", "with": "a \\"b\\" & c", "for": "5 min" } ] } }
          """))
    let chart = FlowReader.chart(of: model)
    let svg = FlowDrawing.svg(of: chart)
    #expect(problem(ofXML: svg) == nil)
    #expect(!svg.contains("<script"))
    let mermaid = MermaidText.text(of: chart)
    #expect(mermaid.contains("#lt;b#gt;work#lt;/b#gt;#59; #35;1<br>with a #34;b#34; #amp; c"))
    #expect(DOTText.text(of: chart).contains("with a \\\"b\\\" & c"))
  }
}

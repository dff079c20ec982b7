import KendallTestSupport
import Testing

/// A model in few words: time, resources, arrivals, pathways, measures, each as JSON members.
func facility(
  time: String = #""length": "8 h""#, resources: String = "", arrivals: String, pathways: String,
  measures: String = "", parameters: String = ""
) -> String {
  """
  { "name": "test", "time": { \(time) }, "parameters": { \(parameters) },
    "resources": { \(resources) }, "arrivals": { \(arrivals) }, "pathways": { \(pathways) },
    "measures": { \(measures) } }
  """
}

/// A model with one pathway, `p`, and one source, `a`, that sends someone every five minutes.
func facility(
  time: String = #""length": "8 h""#, resources: String = "",
  every: String = #""every": "5 min""#, attributes: String = "", steps: String,
  measures: String = ""
) -> String {
  facility(
    time: time, resources: resources,
    arrivals: #""a": { \#(every), "attributes": { \#(attributes) }, "pathway": "p" }"#,
    pathways: #""p": [ \#(steps) ]"#, measures: measures)
}

@Suite("The engine agrees with the reference interpreter")
struct AgreementTests {
  @Test("on hand-written models of every feature", arguments: HandWrittenModels.all)
  func handWritten(model: HandWrittenModel) throws {
    let compiled = try compiled(model.text, files: model.files)
    for replication in 1...3 {
      let differences = disagreements(compiled, seed: 7, replication: UInt64(replication))
      #expect(differences == [], "\(model.name), replication \(replication)")
    }
  }
}

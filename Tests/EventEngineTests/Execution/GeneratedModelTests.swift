import EventEngine
import FacilityModel
import KendallTestSupport
import Testing

#if DEBUG
  /// How many models are generated: a few where the engine runs unoptimised.
  let generatedModels = 400
#else
  let generatedModels = 1_000
#endif

@Suite("On generated models")
struct GeneratedModelTests {
  @Test("the engine agrees with the reference interpreter")
  func agreement() throws {
    for seed in 0..<UInt64(generatedModels) {
      let text = ModelGenerator.model(seed: seed)
      var model = try compiled(text)
      model.program.entityLimit = 500
      let differences = disagreements(model, seed: seed, replication: 1)
      #expect(differences == [], "model of seed \(seed)")
    }
  }
}

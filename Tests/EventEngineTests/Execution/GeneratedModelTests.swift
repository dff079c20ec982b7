import EventEngine
import FacilityModel
import KendallTestSupport
import Testing

#if DEBUG
  /// How many models are generated: a few where the engine runs unoptimised.
  let generatedModels = 120
#else
  let generatedModels = 1_000
#endif

@Suite("On generated models")
struct GeneratedModelTests {
  @Test("the engine agrees with the reference interpreter")
  func agreement() throws {
    for seed in 0..<UInt64(generatedModels) {
      let text = ModelGenerator.model(seed: seed)
      let model = try compiled(text)
      let differences = disagreements(model, seed: seed, replication: 1)
      #expect(differences == [], "model of seed \(seed)")
    }
  }
}

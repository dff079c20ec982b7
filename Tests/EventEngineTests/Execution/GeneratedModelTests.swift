import EventEngine
import FacilityModel
import KendallTestSupport
import Testing

#if DEBUG
  /// How many models are generated: a few where the engine runs unoptimised.
  let generatedModels = 400
  /// How many of them are run by engine and reference interpreter.
  let comparedModels = 120
#else
  let generatedModels = 1_000
  let comparedModels = 1_000
#endif

@Suite("On generated models")
struct GeneratedModelTests {
  @Test("the engine agrees with the reference interpreter")
  func agreement() throws {
    for seed in 0..<UInt64(comparedModels) {
      let text = ModelGenerator.model(seed: seed)
      var model = try compiled(text)
      model.program.entityLimit = 500
      let differences = disagreements(model, seed: seed, replication: 1)
      #expect(differences == [], "model of seed \(seed)")
    }
  }

  @Test("nobody is lost, no unit is in two hands, and time never runs back")
  func invariants() throws {
    for seed in 0..<UInt64(comparedModels) {
      var model = try compiled(ModelGenerator.model(seed: seed))
      model.program.entityLimit = 500
      guard
        case .ended(let record) = runEngine(model.program, seed: seed, replication: 2),
        let reference = try? ReferenceInterpreter.run(model.model, seed: seed, replication: 2)
      else { continue }
      #expect(record.isConserved, "seed \(seed)")
      #expect(record.fingerprint == reference.fingerprint, "seed \(seed)")
      let ticks = reference.story.map(\.tick)
      #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $0 <= $1 }, "seed \(seed)")
      for (index, resource) in model.program.resources.enumerated() {
        let most =
          resource.stock >= 0
          ? model.program.stocks[Int(resource.stock)].most : resource.mostUnits
        #expect(record.maximumBusy[index] <= most, "seed \(seed)")
        let inUse = record.area(.busy, of: index) + record.area(.dirty, of: index)
        #expect(inUse <= record.area(.onDuty, of: index), "seed \(seed)")
        let missing = record.area(.broken, of: index)
        let inService = record.area(.planned, of: index) - missing
        #expect(missing >= 0 && inService >= 0)
        #expect(inService <= record.area(.onDuty, of: index))
        let isSteady =
          resource.extraUnits == 0
          && !model.program.shocks.contains { !$0.effects.isEmpty }
          && !model.program.ratios.contains { Int($0.resource) == index }
        if resource.plan.changes.count == 1, isSteady,
          resource.turnaround < 0
            || !model.program.outages.contains(where: { Int($0.resource) == index })
        {
          #expect(inService == record.area(.onDuty, of: index))
        }
      }
    }
  }

  @Test("a run in steps is the run at once")
  func steps() throws {
    for seed in 0..<UInt64(generatedModels / 10) {
      var program = try compiled(ModelGenerator.model(seed: seed)).program
      program.entityLimit = 500
      guard case .ended(let record) = runEngine(program, seed: seed, replication: 1) else {
        continue
      }
      var engine = Engine(program, seed: seed, replication: 1, watching: .fingerprint)
      try engine.start()
      var last: Int64 = 0
      while try engine.step() {
        #expect(engine.now >= last)
        last = engine.now
      }
      #expect(engine.record().fingerprint == record.fingerprint)
    }
  }
}

import Experiments
import Testing

@Suite("Variations of parameters") struct SweepTests {
  @Test func `ranges are read as they are typed`() throws {
    let doctors = try Variation("doctors by day=3..6")
    #expect(doctors.name == "doctors by day" && doctors.values == [3, 4, 5, 6])
    #expect(try Variation("beds=10..41 by 10").values == [10, 20, 30, 40])
    let demand = try Variation("demand = 0.8..1.2")
    #expect(demand.values == nil && demand.lowest == 0.8 && demand.highest == 1.2)
    let service = try Variation("service=10 min..20 min")
    #expect(service.unit == "min" && service.values == nil)
    #expect(service.text(of: 12.5) == "12.5 min" && doctors.text(of: 4) == "4")
    #expect(try Variation("beds=24,18,20").values == [18, 20, 24])
    #expect(try Variation("service=10..20 min by 5").values == [10, 15, 20])
    for wrong in [
      "doctors", "=3..4", "doctors=3", "doctors=4..3", "doctors=a..b", "x=1 min..2 h",
      "x=1..2 by 0",
      "x=1,1", "x=0..1000000",
    ] {
      #expect(throws: FigureQuery.Failure.self, "\(wrong)") { try Variation(wrong) }
    }
  }

  @Test func `steps are the decimals that are typed, and end with the last of them`() throws {
    let tenths = try Variation("a=0.1..0.7 by 0.1")
    #expect(tenths.values == [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7] && tenths.highest == 0.7)
    #expect(tenths.values?.map { tenths.text(of: $0) }[2] == "0.3")
    // Ten is never run, so it is not an end.
    let fours = try Variation("c=1..10 by 4")
    #expect(fours.values == [1, 5, 9] && fours.lowest == 1 && fours.highest == 9)
    #expect(try Variation("x=-0.3..0.3 by 0.15").values == [-0.3, -0.15, 0, 0.15, 0.3])
    #expect(try Variation("x=0.001..0.0035 by 0.001").values == [0.001, 0.002, 0.003])
    #expect(throws: FigureQuery.Failure.self) { try Variation("x=1..2 by 3") }
  }

  @Test func `places become values, evenly`() throws {
    let doctors = try Variation("doctors=3..6")
    #expect(
      [0, 0.24, 0.25, 0.5, 0.99].map { doctors.value(at: $0, isStratum: true) } == [3, 3, 4, 5, 6])
    #expect([0, 1.0 / 3, 1].map { doctors.value(at: $0, isStratum: false) } == [3, 4, 6])
    let plan = SweepPlan([doctors, try Variation("n=1,5")], .grid, count: 9, seed: 1)
    #expect(plan.points.count == 8 && plan.points[1] == [3, 5])
    #expect(plan.variations.name(of: [3, 5]) == "doctors=3; n=5")
    let few = SweepPlan([try Variation("n=1..2")], .lhs, count: 9, seed: 1)
    #expect(few.points.count == 9 && few.distinct.count == 2)
  }
}

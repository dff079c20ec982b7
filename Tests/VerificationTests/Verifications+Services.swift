/// Cases of the facilities that Kendall is for: a junction, lifts, a railway, theatres, full wards.
extension Verifications {
  static let junction = Verification(
    id: "junction",
    checks: ["60, 28, 600", "60, 28, 720", "90, 40, 600", "90, 40, 720", "120, 50, 660"]
      .enumerated().flatMap { index, scenario in
        checks(
          scenario, "junction", index == 0 ? [] : [scenario],
          replications: scenario.hasSuffix("600") ? 20 : 60,
          ["mean delay": [figure("delay")]])
      })

  static let lifts = Verification(
    id: "lifts",
    checks: ["10 floors, 10 passengers", "10 floors, 8 passengers"].enumerated().flatMap {
      index, scenario in
      checks(
        scenario, "lifts", index == 0 ? [] : [scenario], replications: 20,
        [
          "round-trip time": [figure("round trip")],
          "stops": [figure("number of stops")],
          "highest floor": [figure("highest floor")],
        ])
    })

  static let singleTrack = Verification(
    id: "single-track",
    checks: ["run 5, margin 1", "run 8, margin 1", "run 12, margin 2"].enumerated().flatMap {
      index, scenario in
      checks(
        scenario, "single-track", index == 0 ? [] : [scenario], replications: 2,
        ["trains an hour, both ways": [rate("passage", "all", times: 60)]])
    }
      + checks(
        "run 5, margin 1", "single-track", replications: 2,
        [
          "minutes of delay behind a late train": [figure("delay in all")],
          "trains that it makes late, itself included": [figure("late trains")],
        ]))

  static let theatreList = Verification(
    id: "theatre-list",
    checks: lists("3 cases", replications: 170_000) + lists("4 cases", replications: 85_000)
      + lists("8 cases", replications: 60_000))

  private static func lists(_ scenario: String, replications: Int) -> [Check] {
    checks(
      scenario, "theatre-list", scenario == "3 cases" ? [] : [scenario],
      replications: replications,
      [
        "mean finish": [figure("finish")],
        "share of lists that overrun": [figure("overrun", "all", "share")],
        "mean overtime": [figure("past the session")],
      ])
  }

  static let fullUnits = Verification(
    id: "full-units",
    checks: ["12 beds", "14 beds", "16 beds", "24 charging points", "30 charging points"]
      .enumerated().flatMap { index, scenario in
        checks(
          scenario, "full-units", index == 0 ? [] : [scenario],
          replications: scenario.hasSuffix("beds") ? 140 : 40,
          [
            "share refused": [figure("outcome", "refused", "share")],
            "mean units in use": [figure("occupancy", "resource unit")],
          ])
      })
}

/// Cases of failures and maintenance.
extension Verifications {
  static let interference = Verification(
    id: "machine-interference",
    checks: [1, 2, 3].flatMap { crews in
      checks(
        crews == 1 ? "1 crew" : "\(crews) crews", "machine-interference",
        crews == 1 ? [] : ["\(crews) crews"], replications: 30,
        [
          "availability": [figure("availability", "resource machine")],
          "crew utilisation": [figure("utilisation", "resource crew")],
          "mean wait for a crew": [figure("waiting time", "resource crew")],
          "mean machines down": [figure("units out of service", "resource machine")],
        ])
    })

  static let ageReplacement = Verification(
    id: "age-replacement",
    checks: replacements("shape 2.5, at 493 h", [], failure: 5)
      + replacements("shape 3.5, at 411.5 h", ["steeper"], failure: 10))

  /// There are four parts, and each replacement is a wait for a fitter.
  private static func replacements(
    _ scenario: String, _ policies: [String], failure cost: Double
  ) -> [Check] {
    func number(_ step: String, times factor: Double) -> Term {
      Term(
        measure: "waiting time", scope: "step part/" + step, statistic: "mean",
        factor: factor / 4, isRate: true)
    }
    return checks(
      scenario, "age-replacement", policies, replications: 44,
      [
        "cost per hour": [number("replacement", times: 1), number("wear", times: cost)],
        "planned replacements per hour": [number("replacement", times: 1)],
        "failures per hour": [number("wear", times: 1)],
      ])
  }

  static let detection = Verification(
    id: "pf-detection",
    checks: visits.enumerated().flatMap { index, scenario in
      checks(
        scenario, "pf-detection", index == 0 ? [] : [scenario], replications: 30,
        ["share found before failure": [figure("outcome", "completed", "share")]])
    })

  private static let visits = [
    "L 8, T 4, s 0.9",
    "L 8, T 8, s 0.9",
    "L 8, T 12, s 0.9",
    "L 12, T 4, s 0.7",
    "L 4, T 4, s 0.7",
    "L 26, T 13, s 0.8",
    "L 6, T 13, s 0.8",
  ]
}

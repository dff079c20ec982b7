/// The appointment session: what answers its rows.
extension Verifications {
  static let appointments = Verification(
    id: "18-appointment-session",
    checks: session("20 min slots, all come", [])
      + session("20 min slots, two at the start", ["two at the start"])
      + session("20 min slots, 80% come", ["80% come"])
      + session("16 min slots, 80% come", ["16 min slots", "80% come"], end: 192)
      + session("20 min slots, two at the start, 80% come", ["two at the start", "80% come"]))

  private static func session(_ scenario: String, _ policies: [String], end: Int = 240) -> [Check] {
    let model = "18-appointment-session"
    var all = checks(
      scenario, model, policies, replications: 200_000,
      [
        "expected end of session": [figure("end of session")],
        "probability of running past \(end) min": [figure("runs over", "all", "share")],
        "expected overtime past \(end) min": [figure("past the booked end")],
      ])
    for patient in [2, 4, 8, 12] {
      all += checks(
        scenario, model, policies, replications: 200_000,
        [
          "expected wait of patient \(patient), given he comes": [
            figure("wait of patient \(patient)")
          ]
        ])
    }
    all.append(
      Check(
        row: RowKey(scenario, "expected wait, pooled over patients who come"), model: model,
        policies: policies, replications: 200_000, terms: [figure("wait")], isPooled: true))
    return all
  }
}

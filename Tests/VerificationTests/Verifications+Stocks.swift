/// Cases of what is used up, what is shared and what is never scarce.
extension Verifications {
  static let stocks = Verification(
    id: "stocks",
    checks: checks(
      "1 spare", "stocks", replications: 20,
      [
        "fill rate": [figure("fill rate", "stock spare", "share")],
        "share of time empty": [figure("stock empty", "stock spare", "share")],
      ])
      + ["2 spares", "3 spares"].flatMap { scenario in
        checks(
          scenario, "stocks", [scenario], replications: 20,
          ["fill rate": [figure("fill rate", "stock spare", "share")]])
      }
      + checks(
        "four at a time", "stocks", ["four at a time"], replications: 20,
        [
          "fill rate": [figure("fill rate", "stock spare", "share")],
          "mean level": [figure("stock level", "stock spare")],
          "orders a year": [figure("orders placed", "stock spare", "total", times: 1.0 / 2000)],
        ])
      + checks(
        "up to five", "stocks", ["up to five"], replications: 20,
        [
          "fill rate": [figure("fill rate", "stock spare", "share")],
          "mean level": [figure("stock level", "stock spare")],
        ])
      + checks(
        "nobody waits", "stocks", ["nobody waits"], replications: 20,
        [
          "share of demands met": [figure("outcome", "completed", "share")],
          "mean level": [figure("stock level", "stock spare")],
        ]))

  static let tanks = Verification(
    id: "tanks",
    checks: checks(
      "basin", "tanks", replications: 20,
      [
        "mean level": [figure("tank level", "tank basin")],
        "share of time empty": [figure("tank empty", "tank basin", "share")],
        "share of time above 2": [figure("above 2 m3", "all", "share")],
        "share of time above 4": [figure("above 4 m3", "all", "share")],
      ]))

  static let sharing = Verification(
    id: "sharing",
    checks: checks(
      "two sizes", "sharing", replications: 20,
      [
        "mean time in system": [figure("time in system")],
        "mean time of small work": [figure("small")],
        "mean time of large work": [figure("large")],
      ])
      + ["constant", "hyperexponential"].flatMap { law in
        checks(
          law, "sharing", [law], replications: law == "constant" ? 20 : 80,
          ["mean time in system": [figure("time in system")]])
      }
      + checks(
        "unlimited", "sharing", ["unlimited"], replications: 20,
        ["mean number in service": [figure("occupancy", "resource home")]]))
}

/// The cases that are small facilities: what answers their rows.
extension Verifications {
  static let jobShop = Verification(
    id: "13-job-shop",
    checks: jobTypes
      + (1...5).flatMap { station in
        let resource = "resource station \(station)"
        let replications = station == 3 ? 1600 : 7000
        return checks(
          "base", "13-job-shop", replications: replications,
          [
            "station \(station): mean queue length": [figure("queue length", resource)],
            "station \(station): utilisation": [figure("utilisation", resource)],
            "station \(station): mean wait": [figure("waiting time", resource)],
          ])
      })

  /// A type's delay is the mean of all its recorded waits times the number of its operations.
  private static let jobTypes: [Check] = checks(
    "base", "13-job-shop", replications: 7000,
    [
      "job type 1: mean total delay": [figure("wait of type 1", times: 4)],
      "job type 2: mean total delay": [figure("wait of type 2", times: 3)],
      "job type 3: mean total delay": [figure("wait of type 3", times: 5)],
      "overall mean total delay": [
        figure("wait of type 1", times: 4 * 0.3), figure("wait of type 2", times: 3 * 0.5),
        figure("wait of type 3", times: 5 * 0.2),
      ],
      "jobs completed": [figure("throughput", times: 2920)],
    ])

  static let urgentCare = Verification(
    id: "14-urgent-care-treat-sim",
    checks: ["base", "triage+1", "exam+1", "treat+1", "swap_exam_treat", "short_exam"].flatMap {
      centre($0, policies: $0 == "base" ? [] : [$0])
    })

  private static func centre(_ scenario: String, policies: [String]) -> [Check] {
    let utilisations: KeyValuePairs<String, [Term]> = [
      "triage utilisation": [figure("utilisation", "resource triage")],
      "registration utilisation": [figure("utilisation", "resource registration")],
      "examination utilisation": [figure("utilisation", "resource examination")],
      "trauma room utilisation": [figure("utilisation", "resource trauma room")],
      "trauma cubicle utilisation": [figure("utilisation", "resource trauma cubicle")],
      "non-trauma cubicle utilisation": [figure("utilisation", "resource non-trauma cubicle")],
    ]
    return checks(
      scenario, "14-urgent-care-treat-sim", policies, replications: 13_000,
      [
        "arrivals": [figure("arrivals", times: 19)],
        "mean wait for triage": [figure("waiting time", "resource triage")],
        "mean wait for registration": [figure("waiting time", "resource registration")],
        "mean wait for examination": [figure("waiting time", "resource examination")],
        "mean wait for non-trauma cubicle": [
          figure("waiting time", "resource non-trauma cubicle")
        ],
        "mean wait for trauma room": [figure("waiting time", "resource trauma room")],
        "mean wait for trauma cubicle": [figure("waiting time", "resource trauma cubicle")],
        "mean total time, non-trauma": [figure("time of the others")],
        "mean total time, trauma": [figure("time of trauma")],
        "patients completed": [figure("throughput", times: 19)],
      ])
      + (scenario == "base"
        ? checks(scenario, "14-urgent-care-treat-sim", replications: 13_000, utilisations) : [])
  }

  static let callCentre = Verification(
    id: "15-urgent-call-centre-111",
    checks: [(13, 9), (14, 9), (13, 10), (14, 10), (14, 11), (15, 11)].flatMap {
      operators, nurses -> [Check] in
      let scenario = "operators \(operators) nurses \(nurses)"
      return checks(
        scenario, "15-urgent-call-centre-111", operators + nurses == 22 ? [] : [scenario],
        replications: nurses == 9 ? 8000 : 14_000,
        [
          "mean wait for an operator": [figure("operator wait")],
          "operator utilisation": [figure("utilisation", "resource operator")],
          "mean wait for a nurse": [figure("nurse wait")],
          "nurse utilisation": [figure("utilisation", "resource nurse")],
        ])
    })

  static let repairShop = Verification(
    id: "16-test-and-repair-shop",
    checks: ["current demand", "10% more demand"].flatMap { scenario -> [Check] in
      let isMore = scenario != "current demand"
      let policies = isMore ? [scenario] : []
      let replications = isMore ? 1900 : 440
      let stations: KeyValuePairs<String, String> = [
        "diag": "diagnosis", "test1": "test 1", "test2": "test 2", "test3": "test 3",
        "repair": "repair",
      ]
      let shop = checks(
        scenario, "16-test-and-repair-shop", policies, replications: replications,
        [
          "mean time in system": [figure("time in system")],
          "fraction finished within 480 min": [figure("within 480 min", "all", "share")],
          "mean number in system": [figure("number inside")],
        ])
      return shop
        + stations.flatMap { name, resource in
          checks(
            scenario, "16-test-and-repair-shop", policies, replications: replications,
            [
              "\(name) utilisation": [figure("utilisation", "resource " + resource)],
              "\(name) mean wait": [figure("waiting time", "resource " + resource)],
            ])
        }
    })

  static let port = Verification(
    id: "17-tanker-port",
    checks: [(3, 0), (3, 5), (4, 0), (4, 5)].flatMap { berths, extra -> [Check] in
      let policies = (berths == 4 ? ["4 berths"] : []) + (extra == 5 ? ["5 extra tankers"] : [])
      let scenario = "berths \(berths) extra \(extra)"
      let types = (1...(extra == 5 ? 4 : 3)).flatMap { type in
        checks(
          scenario, "17-tanker-port", policies, replications: 3200,
          [
            "mean in-port time, type \(type)": [
              figure("time in port, type \(type)", type == 4 ? "all" : "source tanker")
            ]
          ])
      }
      return types
        + checks(
          scenario, "17-tanker-port", policies, replications: 3200,
          [
            "berth utilisation": [figure("utilisation", "resource berth")],
            "mean number waiting for a berth": [figure("queue length", "resource berth")],
          ])
    })

  static let pumps = Verification(
    id: "11-machine-repair-crews",
    checks: [(2, 1), (2, 2), (2, 3), (0, 2)].flatMap { spares, crews -> [Check] in
      checks(
        "\(spares) spares, \(crews) crews", "11-machine-repair-crews",
        (crews == 1 ? [] : ["\(crews) crews"]) + (spares == 0 ? ["no spares"] : []),
        replications: 80,
        [
          "fraction of time all 10 run": [figure("all ten run", "all", "share")],
          "mean running": [figure("occupancy", "resource position")],
          "mean failed (waiting or in repair)": [
            figure("queue length", "resource crew"), figure("occupancy", "resource crew"),
          ],
          "crew utilisation": [figure("utilisation", "resource crew")],
          "failures per hour": [rate("waiting time", "resource crew")],
          "mean wait for a crew": [figure("waiting time", "resource crew")],
          "mean downtime per failure": [figure("downtime")],
        ])
    })

  static let line = Verification(
    id: "12-factory-line-blocking", checks: lines + tandem)

  private static var lines: [Check] {
    let scenarios: KeyValuePairs<String, [String]> = [
      "3 stations, no buffers": [], "3 stations, buffers of 1": ["buffers of 1"],
      "3 stations, buffers of 4": ["buffers of 4"],
      "rates 1.2, 1, 1.1, buffers of 2": ["unequal"], "4 stations, no buffers": ["4 stations"],
    ]
    return scenarios.flatMap { scenario, policies -> [Check] in
      checks(
        scenario, "12-factory-line-blocking", policies, replications: 30,
        [
          "throughput": [rate("made", "all")],
          "fraction of time the first station is blocked": [
            figure("first station blocked", "all", "share")
          ],
          "fraction of time the last station is starved": [
            figure("last station starved", "all", "share")
          ],
        ])
    }
  }

  private static let tandem: [Check] = checks(
    "open tandem, one waiting place", "12-open-tandem", replications: 60,
    [
      "mean number in system": [figure("number inside")],
      "mean time in system": [figure("time in system")],
      "fraction of time worker 1 is busy or blocked": [
        figure("utilisation", "resource worker 1")
      ],
      "fraction of time worker 1 is blocked": [figure("worker 1 blocked", "all", "share")],
      "utilisation of worker 2": [figure("utilisation", "resource worker 2")],
      "mean wait for worker 1": [figure("waiting time", "resource worker 1")],
      "mean number in the waiting place": [figure("in the waiting place")],
    ])
}

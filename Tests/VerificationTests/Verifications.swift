/// The cases and what answers them.
enum Verifications {
  static let all: [Verification] = [
    singleServer, staffing, overflow, generalService, reneging, priority, jackson, census,
    transient, trace, interference, ageReplacement, detection, pumps, line, jobShop, urgentCare,
    callCentre,
    repairShop, port, appointments, stocks, tanks, sharing,
    junction, lifts, singleTrack, theatreList, fullUnits,
  ]

  static let singleServer = Verification(
    id: "01-mm1",
    checks: checks(
      "base", "01-mm1", replications: 30,
      [
        "utilisation": [figure("utilisation", "resource server")],
        "probability of waiting": [figure("waits", "all", "share")],
        "mean wait in queue": [figure("waiting time", "resource server")],
        "mean time in system": [figure("time in system")],
        "mean queue length": [figure("queue length", "resource server")],
        "mean number in system": [figure("number inside")],
        "median time in system": [figure("time in system", "all", "p50")],
        "90th percentile of time in system": [figure("time in system", "all", "p90")],
        "95th percentile of wait in queue": [figure("waiting time", "resource server", "p95")],
        "standard deviation of wait in queue": [
          figure("waiting time", "resource server", "sd")
        ],
      ]))

  static let staffing = Verification(
    id: "02-mmc-staffing",
    checks: [5, 6, 7].flatMap { clinicians in
      checks(
        "\(clinicians) clinicians", "02-mmc-staffing",
        clinicians == 5 ? [] : ["\(clinicians) clinicians"],
        replications: clinicians == 7 ? 120 : 30,
        [
          "utilisation": [figure("utilisation", "resource clinician")],
          "probability of waiting": [figure("waits", "all", "share")],
          "mean wait in queue": [figure("waiting time", "resource clinician")],
          "mean queue length": [figure("queue length", "resource clinician")],
          "mean number in system": [figure("number inside")],
          "90th percentile of wait": [figure("waiting time", "resource clinician", "p90")],
          "95th percentile of wait": [figure("waiting time", "resource clinician", "p95")],
          "fraction waiting more than 0.25 h": [
            figure("waits more than a quarter of an hour", "all", "share")
          ],
        ])
    })

  static let overflow = Verification(
    id: "03-ward-overflow-loss", checks: wards + [smallRoom, oneServer].flatMap { $0 })

  /// The wards are run with each of the three laws of the stay: the answer must not depend on it.
  private static var wards: [Check] {
    var all: [Check] = []
    for beds in [18, 20, 22, 24, 26] {
      for stay in [[], ["constant stay"], ["lognormal stay"]] {
        all += checks(
          "\(beds) beds", "03-ward-overflow-loss", stay + (beds == 18 ? [] : ["\(beds) beds"]),
          replications: beds < 24 ? 20 : beds == 24 ? 36 : 60,
          [
            "fraction of arrivals turned away": [figure("outcome", "turned away", "share")],
            "mean occupied beds": [figure("occupancy", "resource bed")],
            "bed utilisation": [figure("utilisation", "resource bed")],
          ])
      }
    }
    return all
  }

  private static let smallRoom: [Check] = checks(
    "M/M/2/3", "03-small-waiting-rooms", replications: 20,
    [
      "P(0 in system)": [figure("finds 0", "all", "share")],
      "P(1 in system)": [figure("finds 1", "all", "share")],
      "P(2 in system)": [figure("finds 2", "all", "share")],
      "P(3 in system)": [figure("finds 3", "all", "share")],
      "fraction turned away": [figure("outcome", "turned away", "share")],
      "mean number in system": [figure("number inside")],
    ])

  private static let oneServer: [Check] = checks(
    "M/M/1/10", "03-small-waiting-rooms", ["M/M/1/10"], replications: 20,
    [
      "fraction turned away": [figure("outcome", "turned away", "share")],
      "mean number in system": [figure("number inside")],
      "mean time in system of admitted": [figure("time in system", "outcome completed")],
    ])

  static let generalService = Verification(
    id: "04-single-server-general", checks: laws + punctual + batches)

  private static var laws: [Check] {
    let scenarios: KeyValuePairs<String, [String]> = [
      "constant": ["constant"], "Erlang-2": ["Erlang-2"], "exponential": [],
      "lognormal, cv 1.5": ["lognormal"], "hyperexponential, scv 4": ["hyperexponential"],
    ]
    return scenarios.flatMap { scenario, policies -> [Check] in
      checks(
        scenario, "04-single-server-general", policies, replications: 30,
        [
          "mean wait in queue": [figure("waiting time", "resource server")],
          "mean number in system": [figure("number inside")],
        ])
    }
  }

  private static var punctual: [Check] {
    ["0.8", "0.9"].flatMap { load -> [Check] in
      checks(
        "punctual arrivals rho=" + load, "04-single-server-general", ["punctual at " + load],
        replications: 30,
        [
          "probability of waiting": [figure("waits", "all", "share")],
          "mean wait in queue": [figure("waiting time", "resource server")],
        ])
    }
  }

  private static var batches: [Check] {
    let scenarios: KeyValuePairs<String, [String]> = [
      "batches of exactly 3": [], "geometric batches, mean 3": ["geometric"],
      "uniform 1-5 batches": ["uniform"],
    ]
    return scenarios.flatMap { scenario, policies -> [Check] in
      checks(
        scenario, "04-batches", policies, replications: 30,
        [
          // Members come at 0.6 a minute: Little's law.
          "mean number in system": [figure("time of a member", times: 0.6)],
          "mean wait in queue of an individual": [figure("wait of a member")],
        ])
    }
  }

  static let reneging = Verification(
    id: "05-reneging-erlang-a",
    checks: [10, 12, 14].flatMap { agents in
      checks(
        "\(agents) agents", "05-reneging-erlang-a", agents == 10 ? [] : ["\(agents) agents"],
        replications: agents == 14 ? 50 : 30,
        [
          "probability of being delayed": [figure("waits", "all", "share")],
          "fraction abandoning": [figure("outcome", "hung up", "share")],
          "mean queue length": [figure("queue length", "resource agent")],
          "mean wait, all callers": [figure("wait of all callers")],
          "utilisation": [figure("utilisation", "resource agent")],
        ])
    })

  static let priority = Verification(
    id: "06-priority-single-server", checks: threeClasses + preemptive + twoClasses)

  private static let preemptive: [Check] = checks(
    "preemptive resume", "06-priority-single-server", ["preemptive resume"], replications: 30,
    [
      "mean time in system, class 1": [figure("time in system", "source class 1")],
      "mean time in system, class 2": [figure("time in system", "source class 2")],
      "mean time in system, class 3": [figure("time in system", "source class 3")],
    ])

  private static let threeClasses: [Check] = checks(
    "non-preemptive", "06-priority-single-server", replications: 30,
    [
      "mean wait in queue, class 1": [figure("wait of class 1", "source class 1")],
      "mean wait in queue, class 2": [figure("wait of class 2", "source class 2")],
      "mean wait in queue, class 3": [figure("wait of class 3")],
    ])

  private static let twoClasses: [Check] = checks(
    "Ciw two-class", "06-priority-single-server", ["two classes"], replications: 30,
    [
      "mean time in system, class 1": [figure("time in system", "source class 1")],
      "mean time in system, class 2": [figure("time in system", "source class 2")],
    ])

  static let jackson = Verification(
    id: "07-jackson-ed",
    checks: station("triage", step: "triage", "triage nurse")
      + station("doctor", step: "rounds/consultation", "doctor")
      + station("tests", step: "rounds/tests", "laboratory")
      + station("observation", step: "observation", "observation bed") + department)

  private static func station(_ name: String, step: String, _ resource: String) -> [Check] {
    let resource = "resource " + resource
    let rows: KeyValuePairs<String, [Term]> = [
      "visits per hour": [rate("waiting time", "step attendance/" + step)],
      "utilisation": [figure("utilisation", resource)],
      "mean wait in queue per visit": [figure("waiting time", resource)],
      "mean number present": [figure("queue length", resource), figure("occupancy", resource)],
    ]
    return rows.map { metric, terms in
      Check(
        row: RowKey("base", name + ": " + metric), model: "07-jackson-ed", policies: [],
        replications: 64, terms: terms)
    }
  }

  private static let department: [Check] = checks(
    "base", "07-jackson-ed", replications: 64,
    [
      "mean number of patients in the department": [figure("number inside")],
      "mean time in department": [figure("time in system")],
    ])

  static let census = Verification(
    id: "08-bed-census-time-varying",
    checks: counts("exponential stay", []) + counts("constant stay", ["constant stay"]) + tails)

  private static func counts(_ scenario: String, _ policies: [String]) -> [Check] {
    ["00:00", "03:00", "06:00", "09:00", "12:00", "15:00", "18:00", "21:00"].map { time in
      Check(
        row: RowKey(scenario, "mean occupied beds at " + time),
        model: "08-bed-census-time-varying", policies: policies, replications: 20,
        terms: [figure("beds at " + time)])
    }
  }

  private static var tails: [Check] {
    ["25", "30", "35", "40"].map { beds in
      Check(
        row: RowKey("exponential stay", "P(more than " + beds + " occupied at 03:00)"),
        model: "08-bed-census-time-varying", policies: [], replications: 140,
        terms: [figure("more than " + beds + " at 03:00", "all", "share")])
    }
  }

  /// The first customers need more replications than the later ones, and shorter ones.
  static let transient = Verification(
    id: "09-mm1-transient",
    checks: customers(["1", "2", "5", "10"], ["first ten only"], replications: 100_000)
      + customers(["25", "50", "100", "200"], [], replications: 40_000) + averages)

  private static func customers(
    _ numbers: [String], _ policies: [String], replications: Int
  ) -> [Check] {
    numbers.map { number in
      Check(
        row: RowKey("base", "expected delay of customer " + number), model: "09-mm1-transient",
        policies: policies, replications: replications,
        terms: [figure("delay of customer " + number)])
    }
  }

  private static var averages: [Check] {
    ["10", "25", "50", "100"].map { number in
      Check(
        row: RowKey("base", "expected average delay of the first " + number + " customers"),
        model: "09-mm1-transient", policies: [], replications: 40_000,
        terms: [figure("delay of the first " + number)])
    }
  }

  static let trace = Verification(
    id: "10-trace-driven-queue",
    checks: oneServerDay + twoServers + changed("SJF", "shortest job first")
      + changed("LIFO", "last come first served"))

  private static let oneServerDay: [Check] = checks(
    "base", "10-trace-driven-queue", replications: 1,
    [
      "mean interarrival time (last arrival / 1000)": [figure("last arrival", times: 0.001)],
      "mean service time": [figure("service time")],
      "mean wait in queue": [figure("waiting time", "resource server")],
      "mean time in system": [figure("time in system")],
      "departure time of the last job": [figure("run length", "all", "total")],
      "utilisation to the last departure": [figure("utilisation", "resource server")],
      "time-average number in system": [figure("number inside")],
      "time-average queue length": [figure("queue length", "resource server")],
      "largest wait": [figure("waiting time", "resource server", "max")],
      "fraction that did not wait": [figure("did not wait", "all", "share")],
    ])

  private static var twoServers: [Check] {
    changed("two servers", "two servers")
      + checks(
        "two servers", "10-trace-driven-queue", ["two servers"], replications: 1,
        ["departure time of the last job": [figure("run length", "all", "total")]])
  }

  private static func changed(_ scenario: String, _ policy: String) -> [Check] {
    checks(
      scenario, "10-trace-driven-queue", [policy], replications: 1,
      [
        "mean wait in queue": [figure("waiting time", "resource server")],
        "largest wait": [figure("waiting time", "resource server", "max")],
      ])
  }
}

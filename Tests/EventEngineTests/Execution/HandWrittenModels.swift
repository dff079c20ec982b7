/// A model that shows one feature.
struct HandWrittenModel: Sendable, CustomStringConvertible {
  let name: String
  let text: String
  var files: [String: String] = [:]

  var description: String { name }
}

/// Small models, each for one feature of the language and its meeting with others.
enum HandWrittenModels {
  static let all = steps + queues + capacities + arrivals + ends + instants

  private static let random = #"{ "exponential": { "mean": "10 min" } }"#

  private static let steps = [
    HandWrittenModel(
      name: "a service by one resource",
      text: facility(
        resources: #""r": { "capacity": 2 }"#, every: #""rate": "12 per hour""#,
        steps: #"{ "do": "s", "with": "r", "for": \#(random) }"#,
        measures: """
          "in time": { "share": "timeInSystem <= 15 min" },
          "stay": { "mean": "timeInSystem", "where": "ordinal > 3" },
          "odd": { "mean": "ordinal mod 2", "of": "a" }
          """)),
    HandWrittenModel(
      name: "seize, delay, release in parts",
      text: facility(
        resources: #""r": { "capacity": 4 }"#,
        steps: """
          { "seize": { "r": 3 } }, { "delay": "one", "for": "7 min" }, { "release": { "r": 1 } },
          { "delay": "two", "for": "4 min" }, { "release": "r" }
          """)),
    HandWrittenModel(
      name: "branches by share and by condition, sets, records and leaves",
      text: facility(
        resources: #""r": { "capacity": 1 }"#,
        attributes: """
          "k": { "choice": { "red": 0.3, "green": 0.7 } }, "n": { "poisson": { "mean": 2 } },
          "d": { "uniform": { "min": "1 min", "max": "9 min" } }
          """,
        steps: """
          { "branch": [ { "share": 0.3, "steps": [ { "delay": "x", "for": "2 min" } ] },
                        { "share": 0.2, "steps": [ { "leave": "early" } ] },
                        { "otherwise": [ { "set": { "n": "n + 1", "w": "d * 2" } } ] } ] },
          { "branch": [ { "when": "k = red and n > 1", "steps": [ { "leave": "red" } ] },
                        { "when": "n mod 2 = 0", "steps": [ { "seize": "r" }, { "delay": "y", "for": "d" } ] } ] },
          { "record": "n seen", "value": "n" }, { "record": "long", "value": "d > 5 min" },
          { "record": "length", "value": "timeInSystem + d" },
          { "set": { "z": { "normal": { "mean": 0, "sd": 1 } } } }
          """,
        measures: """
          "n": { "mean": "n", "by": "k" }, "z": { "mean": "if(z > 0, z, -z)", "outcome": "completed" },
          "red": { "share": "k = red", "outcome": "early" }
          """)),
    HandWrittenModel(
      name: "parameters of distributions computed at the draw",
      text: facility(
        resources: #""r": { "capacity": 2 }"#,
        attributes: #""age": { "uniform": { "min": 20, "max": 80 } }"#,
        steps: """
          { "do": "s", "with": "r", "for": { "lognormal": { "mean": "5 min * (1 + age / 50)", "sd": "4 min" } } },
          { "delay": "t", "for": { "triangular": { "min": "1 min", "mode": "2 min + 1 min * queue(r)", "max": "20 min + 1 min * queue(r)" } } },
          { "set": { "m": { "binomial": { "n": "3 + ordinal mod 4", "p": 0.5 } } } },
          { "delay": "u", "for": { "gamma": { "mean": "if(hour < 3, 4 min, 9 min)", "sd": "3 min" } } }
          """, measures: #""m": { "mean": "m" }"#)),
    HandWrittenModel(
      name: "every word and function of an expression",
      text: facility(
        time: #""start": "2026-01-06T22:30", "length": "9 h""#,
        resources: #""r": { "capacity": { "daily": { "00:00": 1, "06:00": 3 } } }"#,
        steps: """
          { "do": "s", "with": "r", "for": "7 min", "priority": "if(weekday = Wed, hour, -hour)" },
          { "set": { "a": "now / 1 h + inside ^ 2 - abs(free(r) - busy(r)) * capacity(r)",
                     "b": "floor(hour) + ceil(hour / 2) + round(hour * 3) + sqrt(hour) + ln(1 + hour) + exp(-hour)",
                     "c": "min(ordinal, 7, queue(r)) + max(-1, waitingTime / timeInSystem)",
                     "t": "not (weekday = Tue or ordinal mod 3 = 1) and timeInSystem >= 8 min",
                     "e": "waitingTime % 4 min" } }
          """,
        measures: """
          "a": { "mean": "a" }, "b": { "mean": "b" }, "c": { "mean": "c" }, "t": { "share": "t" },
          "e": { "mean": "e" }
          """)),
  ]

  private static let queues = [
    HandWrittenModel(
      name: "priorities with ties, and balking",
      text: facility(
        resources: #""r": { "capacity": 1 }"#,
        attributes: #""p": { "choice": { "1": 1, "2": 1, "3": 1 } }"#,
        steps: """
          { "do": "s", "with": "r", "for": "8 min", "priority": "p",
            "balk": { "when": "queue(r) >= 4", "then": [ { "delay": "out", "for": "5 min" }, { "leave": "balked" } ] } }
          """, measures: #""w": { "mean": "waitingTime", "by": "p" }"#)),
    HandWrittenModel(
      name: "last come first served",
      text: facility(
        resources: #""r": { "capacity": 1, "queue": "last come first served" }"#,
        every: #""rate": { "daily": { "00:00": "20 per hour", "01:00": "3 per hour" } }"#,
        attributes: #""p": { "choice": { "1": 1, "2": 1 } }"#,
        steps: #"{ "do": "s", "with": "r", "for": "6 min", "priority": "p" }"#)),
    HandWrittenModel(
      name: "reneging at the very instant of a grant",
      text: facility(
        resources: #""r": { "capacity": 1 }"#,
        attributes: #""q": { "choice": { "3 min": 1, "5 min": 2, "10 min": 1, "0 min": 0.2 } }"#,
        steps: """
          { "do": "s", "with": "r", "for": "10 min",
            "renege": { "after": "q", "then": [ { "delay": "home", "for": "5 min" }, { "leave": "gone" } ] } }
          """, measures: #""w": { "mean": "waitingTime", "outcome": "gone" }"#)),
    HandWrittenModel(
      name: "requests of several resources and different numbers of units",
      text: facility(
        resources: """
          "r": { "capacity": 3 }, "q": { "capacity": 2 },
          "l": { "capacity": 1, "queue": "last come first served" }
          """, every: #""every": "2 min""#,
        attributes: #""k": { "choice": { "1": 1, "2": 1, "3": 1, "4": 1 } }"#,
        steps: """
          { "branch": [
            { "when": "k = 1", "steps": [ { "do": "one", "with": { "r": 2, "q": 1 }, "for": "5 min" } ] },
            { "when": "k = 2", "steps": [ { "do": "two", "with": { "q": 2, "l": 1 }, "for": "4 min",
                "renege": { "after": "6 min" } } ] },
            { "when": "k = 3", "steps": [ { "do": "three", "with": [ "l", "r" ], "for": "3 min", "priority": -1 } ] },
            { "otherwise": [ { "do": "four", "with": { "r": "k - 1" }, "for": "2 min", "priority": "ordinal mod 3" } ] } ] }
          """)),
  ]

  private static let capacities = [
    HandWrittenModel(
      name: "a rota with drops during work",
      text: facility(
        time: #""start": "2026-01-05T06:20", "warmUp": "1 h", "length": "50 h""#,
        resources: """
          "r": { "capacity": { "daily": { "08:00": 4, "12:00": 1, "13:00": 3, "18:00": 0 } } },
          "w": { "capacity": { "weekly": { "Mon 07:00": 2, "Tue 07:00": 1, "Tue 19:00": 0 } } }
          """, every: #""every": "20 min""#,
        steps: """
          { "seize": "w", "renege": { "after": "9 h", "then": [ { "leave": "gone" } ] } },
          { "do": "s", "with": "r", "for": "50 min", "balk": { "when": "queue(r) > 9", "then": [ { "leave": "balked" } ] } },
          { "release": "w" }
          """))
  ]

  private static let arrivals = [
    HandWrittenModel(
      name: "every process of arrivals",
      text: facility(
        time: #""start": "2026-01-05T09:15", "warmUp": "30 min", "length": "30 h""#,
        resources: #""r": { "capacity": 3 }"#,
        arrivals: """
          "poisson": { "rate": "3 per hour", "pathway": "p", "count": 40 },
          "day": { "rate": { "daily": { "06:00": "4 per hour", "22:00": "0 per hour" } }, "pathway": "p" },
          "week": { "rate": { "weekly": { "Mon": 1, "Tue 12:00": 6 }, "per": "hour", "times": 0.5 }, "pathway": "q" },
          "table": { "rate": { "file": "rates.csv", "hour": "h", "column": "n", "per": "h" }, "pathway": "q" },
          "regular": { "every": "17 min", "pathway": "p", "attributes": { "x": "ordinal" } },
          "drawn": { "every": { "gamma": { "mean": "40 min", "sd": "20 min" } }, "pathway": "q" },
          "busy": { "every": "10 min + 5 min * queue(r)", "pathway": "p" },
          "list": { "at": [ "0 min", "0 min", "5 min", "1 h", "1 h", "20 h" ], "pathway": "q" },
          "trace": { "at": { "file": "trace.csv", "column": "t", "unit": "min",
                     "attributes": { "x": "x", "d": { "column": "d", "unit": "min" } } }, "pathway": "t" }
          """,
        pathways: """
          "p": [ { "do": "s", "with": "r", "for": "9 min" } ],
          "q": [ { "do": "s", "with": "r", "for": "5 min", "priority": "hour" } ],
          "t": [ { "do": "s", "with": "r", "for": "d" } ]
          """,
        measures: #""x": { "mean": "x", "of": "trace" }, "y": { "mean": "x", "of": "regular" }"#),
      files: [
        "rates.csv": "h,n\n" + (0..<24).map { "\($0),\($0 % 5)" }.joined(separator: "\n") + "\n",
        "trace.csv": "t,x,d\n0,1,5\n10,2.5,7\n10,3,8.25\n45,4,0\n",
      ])
  ]

  private static let ends: [HandWrittenModel] = [
    #""until": "5 h""#, #""until": { "arrivals": 30 }"#, #""until": { "departures": 25 }"#,
    #""until": "empty", "length": "4 h""#, #""until": { "departures": 25 }, "warmUp": "1 h""#,
    #""until": { "arrivals": 30 }, "warmUp": "10 days""#,
    #""until": "empty", "warmUp": "3 h""#,
    #""until": { "arrivals": 300 }"#,
  ].map { time in
    HandWrittenModel(
      name: "the end \(time)",
      text: facility(
        time: time,
        resources: #""r": { "capacity": { "daily": { "00:00": 2, "02:00": 1, "02:30": 2 } } }"#,
        every: #""every": "3 min", "count": 100"#,
        steps: #"{ "do": "s", "with": "r", "for": "7 min" }"#))
  }

  private static let instants: [HandWrittenModel] = [
    HandWrittenModel(
      name: "a service within a seize of the same resource",
      text: facility(
        resources: #""r": { "capacity": 5 }"#,
        attributes: #""n": { "choice": { "1": 1, "2": 1 } }"#,
        steps: """
          { "seize": "r" }, { "do": "s", "with": { "r": "n" }, "for": "6 min" },
          { "set": { "n": 1 } },
          { "delay": "d", "for": "3 min" }, { "release": { "r": 1 } }
          """)),
    HandWrittenModel(
      name: "numbers of units that read what is being seized",
      text: facility(
        resources: #""r": { "capacity": 2 }, "q": { "capacity": 3 }"#,
        steps:
          #"{ "do": "s", "with": { "r": 1, "q": "min(3, busy(r) + 1 + queue(r))" }, "for": "7 min" }"#
      )),
    HandWrittenModel(
      name: "turnaround, released by a step or in leaving",
      text: facility(
        resources: """
          "bed": { "capacity": { "daily": { "00:00": 4, "03:00": 2, "05:00": 5 } },
                   "turnaround": { "uniform": { "min": "2 min", "max": "12 min" } } },
          "tool": { "capacity": 3, "turnaround": "3 min" }
          """,
        steps: """
          { "seize": { "bed": 2, "tool": 1 } }, { "delay": "stay", "for": \(random) },
          { "branch": [ { "share": 0.4, "steps": [ { "release": "bed" }, { "delay": "talk", "for": "2 min" } ] },
                        { "share": 0.3, "steps": [ { "leave": "away" } ] }, { "otherwise": [] } ] }
          """)),
    HandWrittenModel(
      name: "nested loops with draws of their own",
      text: facility(
        resources: #""r": { "capacity": 2, "turnaround": { "exponential": { "mean": "1 min" } } }"#,
        every: #""every": "20 min""#,
        attributes: #""n": { "choice": { "0": 1, "1": 1, "3": 1 } }, "m": 0"#,
        steps: """
          { "repeat": "outer", "times": "n", "steps": [
            { "delay": "pause", "for": { "uniform": { "min": "1 min", "max": "3 min" } } },
            { "repeat": "inner", "while": "iteration < 2 and m < 9", "steps": [
              { "do": "s", "with": "r", "for": \(random), "renege": { "after": "30 min" } },
              { "set": { "m": "m + iteration", "g": { "normal": { "mean": 0, "sd": 1 } } } },
              { "record": "g", "value": "g + iteration" } ] },
            { "branch": [ { "share": 0.2, "steps": [ { "seize": "r" }, { "leave": "out" } ] }, { "otherwise": [] } ] } ] }
          """)),
    HandWrittenModel(
      name: "arrivals at the very start of a run without warm-up",
      text: facility(
        resources: #""r": { "capacity": 1 }"#, every: #""at": [ "0 min", "0 min", "5 min" ]"#,
        steps: #"{ "do": "s", "with": "r", "for": { "choice": { "0 min": 1, "6 min": 1 } } }"#,
        measures: #""stay": { "mean": "timeInSystem" }"#)),
    HandWrittenModel(
      name: "a turnaround that depends on who has gone",
      text: facility(
        resources: #""r": { "capacity": 2, "turnaround": "dirt + 1 min" }"#,
        attributes: #""dirt": { "choice": { "1 min": 1, "6 min": 1 } }"#,
        steps: #"{ "do": "s", "with": "r", "for": "4 min" }"#)),
    HandWrittenModel(
      name: "arrivals so rare that the clock cannot hold them",
      text: facility(
        arrivals: """
          "a": { "rate": "1e-30 per hour", "pathway": "p" },
          "b": { "rate": { "daily": { "00:00": "1e-30 per hour", "08:00": "2e-30 per hour" } }, "pathway": "p" },
          "c": { "every": { "constant": "60000 * 365 days" }, "pathway": "p" },
          "d": { "every": "1 h", "pathway": "p" }
          """, pathways: #""p": [ { "delay": "d", "for": "90 min" } ]"#)),
  ]
}

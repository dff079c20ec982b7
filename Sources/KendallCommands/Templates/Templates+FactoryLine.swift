extension Templates {
  static let factoryLine = Template(
    name: "factory-line",
    summary: "stations in a row, little room between them, failures and scrap",
    text: #"""
      {
        "name": "Factory line",
        "about": "Three stations in a row with little room between them; the second breaks down. All numbers are examples: put your own in their place.",
        "time": { "start": "2026-01-05T00:00", "warmUp": "1 day", "length": "2 weeks" },

        "parameters": { "room before assembly": 4, "room before packing": 4, "parts an hour": 9 },

        "resources": {
          "cutter": { "capacity": 1 },
          "place before assembly": { "capacity": "room before assembly" },
          "assembly cell": {
            "capacity": 1,
            "failures": {
              "after": { "exponential": { "mean": "12 h" } }, "clock": "operating",
              "repair": { "lognormal": { "mean": "50 min", "sd": "40 min" } }, "with": "fitter" } },
          "place before packing": { "capacity": "room before packing" },
          "packer": { "capacity": 1 },
          "fitter": { "capacity": { "daily": { "06:00": 1, "22:00": 1 } } }
        },

        "arrivals": {
          "part": { "rate": "'parts an hour' / 1 h", "pathway": "line" }
        },

        "pathways": {
          "line": [
            { "seize": "cutter" },
            { "delay": "cutting", "for": { "triangular": { "min": "4 min", "mode": "5 min", "max": "7 min" } } },
            { "seize": "place before assembly" },
            { "release": "cutter" },
            { "seize": "assembly cell" },
            { "release": "place before assembly" },
            { "delay": "assembly", "for": { "gamma": { "mean": "5.5 min", "cv": 0.4 } } },
            { "seize": "place before packing" },
            { "release": "assembly cell" },
            { "seize": "packer" },
            { "release": "place before packing" },
            { "delay": "packing", "for": { "uniform": { "min": "4 min", "max": "6 min" } } },
            { "release": "packer" },
            { "branch": [
                { "share": 0.03, "steps": [ { "leave": "scrapped" } ] },
                { "otherwise": [] } ] }
          ]
        },

        "measures": {
          "through in 2 hours": { "share": "timeInSystem <= 2 h", "target": 0.9 },
          "time in the line": { "mean": "timeInSystem" },
          "cutter blocked": { "shareOfTime": "queue('place before assembly') > 0" }
        },

        "observe": [ "causes", "blocking" ],

        "policies": {
          "more room": { "parameters": { "room before assembly": 10, "room before packing": 10 } },
          "a second assembly cell": { "resources": { "assembly cell": { "capacity": 2 } } }
        }
      }

      """#)
}

extension Templates {
  static let clinic = Template(
    name: "clinic",
    summary: "appointments, lateness, those who do not come",
    text: #"""
      {
        "name": "Outpatient clinic",
        "about": "A clinic by appointment: some do not come, some are late. All numbers are examples: put your own in their place.",
        "time": { "start": "2026-01-05T00:00", "length": "4 weeks" },

        "parameters": { "doctors": 2 },

        "resources": {
          "desk": { "capacity": 1 },
          "doctor": { "capacity": { "daily": { "00:00": 0, "08:30": "doctors", "17:00": 0 } } }
        },

        "arrivals": {
          "patient": {
            "appointments": {
              "days": [ "Mon", "Tue", "Wed", "Thu", "Fri" ], "first": "09:00", "every": "10 min", "number": 42,
              "noShow": 0.1, "lateness": { "normal": { "mean": "-5 min", "sd": "10 min" } }, "earliest": "30 min" },
            "pathway": "visit" }
        },

        "pathways": {
          "visit": [
            { "do": "check in", "with": "desk", "for": "2 min" },
            { "do": "consultation", "with": "doctor", "priority": "appointment / 1 min",
              "for": { "gamma": { "mean": "18 min", "cv": 0.5 } } }
          ]
        },

        "measures": {
          "seen in half an hour": { "share": "wait(doctor) <= 30 min", "target": 0.9 },
          "wait for the doctor": { "mean": "wait(doctor)" }
        },

        "observe": [ "causes" ],

        "policies": {
          "a third doctor": { "parameters": { "doctors": 3 } }
        }
      }

      """#)
}

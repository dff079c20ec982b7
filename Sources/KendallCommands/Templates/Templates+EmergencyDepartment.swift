extension Templates {
  static let emergencyDepartment = Template(
    name: "emergency-department",
    summary: "arrivals by the hour, triage, cubicles, doctors by shift, patience",
    text: #"""
      {
        "name": "Emergency department",
        "about": "A small emergency department. All numbers are examples: put your own in their place.",
        "time": { "start": "2026-01-05T00:00", "warmUp": "1 week", "length": "4 weeks" },

        "parameters": { "doctors by day": 4, "cubicles": 14 },

        "resources": {
          "triage nurse": { "capacity": 1 },
          "cubicle": {
            "capacity": "cubicles",
            "turnaround": { "triangular": { "min": "5 min", "mode": "8 min", "max": "20 min" } } },
          "doctor": { "capacity": { "daily": { "00:00": 2, "08:00": "doctors by day", "23:00": 2 } } },
          "X-ray room": { "capacity": 1 }
        },

        "arrivals": {
          "patient": {
            "rate": { "daily": { "00:00": 2, "08:00": 6, "12:00": 8, "20:00": 5 }, "per": "hour" },
            "attributes": { "triage": { "choice": { "1": 0.02, "2": 0.18, "3": 0.45, "4": 0.35 } } },
            "pathway": "attendance" }
        },

        "pathways": {
          "attendance": [
            { "do": "triage", "with": "triage nurse",
              "for": { "triangular": { "min": "3 min", "mode": "5 min", "max": "10 min" } } },
            { "seize": "cubicle", "priority": "triage",
              "renege": { "after": { "exponential": { "mean": "6 h" } },
                          "then": [ { "leave": "left without being seen" } ] } },
            { "do": "assessment", "with": "doctor", "priority": "triage",
              "for": { "lognormal": { "mean": "22 min", "sd": "14 min" } } },
            { "branch": [
                { "share": 0.3, "steps": [
                    { "do": "X-ray", "with": "X-ray room", "priority": "triage",
                      "for": { "gamma": { "mean": "15 min", "cv": 0.5 } } } ] },
                { "otherwise": [] } ] },
            { "delay": "treatment", "for": { "lognormal": { "mean": "50 min", "sd": "40 min" } } },
            { "release": "cubicle" }
          ]
        },

        "measures": {
          "out in 4 hours": { "share": "timeInSystem <= 4 h", "target": 0.95, "by": "triage" },
          "wait for a doctor": { "mean": "wait(doctor)" }
        },

        "observe": [ "causes" ],

        "policies": {
          "one more doctor by day": { "parameters": { "doctors by day": 5 } },
          "four more cubicles": { "parameters": { "cubicles": 18 } }
        }
      }

      """#)
}

extension Templates {
  static let maintenanceCrew = Template(
    name: "maintenance-crew",
    summary: "planned and urgent work orders, shifts, a crane, spare parts",
    text: #"""
      {
        "name": "Maintenance crew",
        "about": "Work orders of a plant: planned ones come by the calendar, urgent ones by chance; a crew on shifts, a crane, and spare parts on the shelf. All numbers are examples: put your own in their place.",
        "time": { "start": "2026-01-05T00:00", "warmUp": "2 weeks", "length": "12 weeks" },

        "parameters": { "fitters by day": 3, "spares kept": 6 },

        "resources": {
          "fitter": {
            "capacity": { "shifts": [
              { "name": "day", "days": "Mon-Fri", "from": "07:00", "to": "15:30", "units": "fitters by day" },
              { "name": "standby", "from": "15:30", "to": "07:00", "units": 2 },
              { "name": "weekend", "days": "Sat-Sun", "from": "07:00", "to": "15:30", "units": 2 } ] } },
          "crane": { "capacity": 1 }
        },

        "stocks": {
          "spare pump": {
            "initial": "spares kept",
            "reorder": { "at": "'spares kept' - 2", "upTo": "spares kept",
                         "leadTime": { "triangular": { "min": "3 days", "mode": "5 days", "max": "12 days" } } } }
        },

        "arrivals": {
          "planned order": { "rate": "4 per day", "pathway": "planned work" },
          "breakdown": {
            "rate": "1.5 per day",
            "attributes": { "urgency": { "choice": { "1": 0.3, "2": 0.7 } } },
            "pathway": "breakdown work" }
        },

        "pathways": {
          "planned work": [
            { "do": "planned maintenance", "with": "fitter", "priority": 5,
              "for": { "lognormal": { "mean": "3 h", "sd": "2 h" } } },
            { "leave": "done" }
          ],
          "breakdown work": [
            { "do": "diagnosis", "with": "fitter", "priority": "urgency",
              "for": { "triangular": { "min": "15 min", "mode": "40 min", "max": "2 h" } } },
            { "branch": [
                { "share": 0.25, "steps": [
                    { "take": "spare pump" },
                    { "do": "exchange of the pump", "with": { "fitter": 2, "crane": 1 }, "priority": "urgency",
                      "for": { "lognormal": { "mean": "5 h", "sd": "2 h" } } } ] },
                { "otherwise": [
                    { "do": "repair", "with": "fitter", "priority": "urgency",
                      "for": { "lognormal": { "mean": "2.5 h", "sd": "2 h" } } } ] } ] },
            { "leave": "in service again" }
          ]
        },

        "measures": {
          "breakdowns over in a day": { "share": "timeInSystem <= 24 h", "of": "breakdown", "target": 0.9 },
          "breakdown to repair": { "mean": "timeInSystem", "of": "breakdown" }
        },

        "observe": [ "causes" ],

        "policies": {
          "one more fitter by day": { "parameters": { "fitters by day": 4 } },
          "three more spares": { "parameters": { "spares kept": 9 } }
        }
      }

      """#)
}

extension Templates {
  static let queue = Template(
    name: "queue",
    summary: "one line and two servers: the least there is",
    text: #"""
      {
        "name": "One line",
        "about": "The least there is to a model: who comes, what is done, what it takes.",
        "time": { "warmUp": "1 day", "length": "10 days" },
        "resources": { "server": { "capacity": 2 } },
        "arrivals": { "customer": { "rate": "10 per hour", "pathway": "visit" } },
        "pathways": {
          "visit": [
            { "do": "service", "with": "server", "for": { "exponential": { "mean": "10 min" } } }
          ]
        },
        "measures": { "served in 20 minutes": { "share": "timeInSystem <= 20 min", "target": 0.8 } },
        "policies": { "three servers": { "resources": { "server": { "capacity": 3 } } } }
      }

      """#)
}

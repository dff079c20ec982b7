extension CoverageStudy {
  /// One server at 50 % and, by policy, a second one: 1,000 customers a replication.
  ///
  /// The relaxation time of M/M/1 is 1/(μ(1 − √ρ)²) = 12 min (Cohen, The Single Server Queue, 1982):
  /// after a warm-up of ten of them the empty start has left e⁻¹⁰ of its effect. A window of 170 of
  /// them keeps the bias of ratios and percentiles small against the half-width of twenty
  /// replications, as the tallies say.
  private static let line = """
    { "name": "line",
      "time": { "unit": "min", "warmUp": "120 min", "length": "2000 min", "profile": "none" },
      "parameters": { "servers": 1 },
      "resources": { "server": { "capacity": "servers" } },
      "arrivals": { "customer": { "rate": "0.5 per min", "pathway": "visit" } },
      "pathways": { "visit": [
        { "do": "service", "with": "server", "for": { "exponential": { "mean": "1 min" } } } ] },
      "measures": {
        "wait": { "mean": "waitingTime", "key": true },
        "seen in 2 min": { "share": "waitingTime <= 2 min", "key": true } },
      "policies": { "second server": { "parameters": { "servers": 2 } } } }
    """

  private static let one = MarkovLine(arrivalRate: 0.5, serviceRate: 1)
  private static let two = MarkovLine(servers: 2, arrivalRate: 0.5, serviceRate: 1)
  private static let wait = "waiting time of server"
  private static let policy = "second server"

  /// The difference that the second server makes to a figure.
  private static func difference(_ words: String, _ figure: (MarkovLine) -> Double) -> KnownFigure {
    KnownFigure(words, .difference(policy), is: figure(two) - figure(one))
  }

  /// Means, shares, percentiles, averages over time and differences, of so many replications.
  package static func figures(replications: Int = 20) throws -> CoverageStudy {
    try CoverageStudy(
      "\(replications) replications", line, policies: [policy], replications: replications,
      figures: [
        KnownFigure(wait, is: one.meanWait),
        KnownFigure("seen in 2 min", is: one.share(waitingAtMost: 2)),
        KnownFigure("p90 of " + wait, is: one.waitPercentile(0.9)),
        KnownFigure("p95 of time in system", is: one.stayPercentile(0.95)),
        KnownFigure("utilisation of server", is: one.utilisation),
        KnownFigure("queue length of server", is: one.meanQueue),
        KnownFigure(wait, .controlled, is: one.meanWait),
        difference(wait, \.meanWait),
        difference("p95 of " + wait) { $0.waitPercentile(0.95) },
        difference("wait", \.meanWait),
        difference("seen in 2 min") { $0.share(waitingAtMost: 2) },
      ])
  }

  /// Runs that go on until the mean wait is known within a part of itself, from ten replications on.
  package static func sequential(percent: Int) throws -> CoverageStudy {
    try CoverageStudy(
      "until the wait is known within \(percent) %", line, replications: 10, firstSeed: 10_001,
      until: ["\(wait): \(percent)%"],
      figures: [
        KnownFigure(wait, is: one.meanWait),
        KnownFigure("seen in 2 min", is: one.share(waitingAtMost: 2)),
      ])
  }

  /// Comparisons that go on until the difference is known within a part of the baseline's mean.
  package static func sequentialDifference(percent: Int) throws -> CoverageStudy {
    try CoverageStudy(
      "until the difference is known within \(percent) %", line, policies: [policy],
      replications: 10, firstSeed: 20_001, until: ["\(wait): \(percent)%"],
      figures: [
        difference(wait, \.meanWait),
        difference("wait", \.meanWait),
        difference("seen in 2 min") { $0.share(waitingAtMost: 2) },
      ])
  }

  /// Two orders of service with the same mean wait (Kingman 1962, Proceedings of the Cambridge
  /// Philosophical Society 58:163): an interval without 0 is a false alarm.
  package static func noDifference(replications: Int = 20) throws -> CoverageStudy {
    try CoverageStudy(
      "orders of service with the same mean",
      """
      { "name": "orders",
        "time": { "unit": "min", "warmUp": "120 min", "length": "2000 min", "profile": "none" },
        "resources": { "server": { "capacity": 1 } },
        "arrivals": { "customer": { "rate": "0.5 per min", "pathway": "visit" } },
        "pathways": { "visit": [
          { "do": "service", "with": "server", "for": { "exponential": { "mean": "1 min" } } } ] },
        "measures": { "wait": { "mean": "waitingTime" } },
        "policies": {
          "last first": { "resources": { "server": { "queue": "last come first served" } } } } }
      """, policies: ["last first"], replications: replications, firstSeed: 30_001,
      figures: [KnownFigure("wait", .difference("last first"), is: 0)])
  }

  /// The mean number in a busy line over a short time: skewed, and free of any other bias, for it is
  /// an average over time that begins in the steady state (ten relaxation times of 90 min).
  package static func skewed(replications: Int) throws -> CoverageStudy {
    try CoverageStudy(
      "\(replications) replications of a skewed figure",
      """
      { "name": "short",
        "time": { "unit": "min", "warmUp": "900 min", "length": "100 min", "profile": "none" },
        "resources": { "server": { "capacity": 1 } },
        "arrivals": { "customer": { "rate": "0.8 per min", "pathway": "visit" } },
        "pathways": { "visit": [
          { "do": "service", "with": "server", "for": { "exponential": { "mean": "1 min" } } } ] } }
      """, replications: replications, firstSeed: 40_001,
      figures: [
        KnownFigure(
          "queue length of server", is: MarkovLine(arrivalRate: 0.8, serviceRate: 1).meanQueue)
      ])
  }
}

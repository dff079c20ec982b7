import EventEngine
import Experiments
import FacilityModel
import Testing

@Suite("What theory expects of queues") struct OutlookTests {
  private func outlooks(_ text: String) throws -> [QueueOutlook] {
    let file = SourceFile(name: "model.json", text: text)
    let (compiler, findings) = ModelCompiler.read(file, files: NoFiles())
    let compilation = compiler?.compile()
    let compiled = try #require(
      compilation?.compiled,
      "\(FindingRenderer().text(compilation?.findings ?? findings))")
    return try #require(QueueOutlooks.of(compiled))
  }

  /// Load, units, probability of waiting: Gross and others, section 2.3, and the sum over states.
  static let waiting: [[Double]] = [
    [0.9, 1, 0.9], [2, 3, 4.0 / 9], [8, 10, 0.4091801507964435], [0, 4, 0],
  ]

  @Test(arguments: waiting)
  func `Erlang's delay formula`(_ row: [Double]) {
    let waiting = DelayFormula.probabilityOfWaiting(load: row[0], units: Int(row[1]))
    #expect(abs(waiting - row[2]) < 1e-12)
  }

  @Test func `of an overloaded queue is an infinite wait`() {
    #expect(DelayFormula.meanWait(load: 3, units: 3) == .infinity)
    #expect(DelayFormula.probabilityOfWaiting(load: 4, units: 3) == 1)
  }

  /// 6 an hour, 20 minutes each, 3 units: load 2, wait 4/9 · 20 min / (3 − 2).
  ///
  /// The run is of some 130,000 entities, so that load and rate are off by less than 1 % with a
  /// probability of 0.999.
  @Test func `M over M over 3 is what its formula says, whatever the policies of its line`() throws
  {
    let queue = try #require(
      outlooks(
        """
        { "name": "q", "time": { "length": "500 days" }, "resources": { "desk": { "capacity": 3 } },
          "arrivals": { "x": { "rate": "6 per hour", "pathway": "p" } },
          "pathways": { "p": [
            { "do": "work", "with": "desk", "for": { "exponential": { "mean": "20 min" } } } ] } }
        """
      ).first)
    #expect(abs(queue.load - 2) < 0.02)
    #expect(abs(queue.askedPerHour - 6) < 0.06)
    let wait = try #require(queue.wait) / Double(Ticks.minute)
    #expect(abs(wait - 80.0 / 9) < 0.5)
    #expect(queue.reason == nil && !queue.isOverloaded)
  }

  /// Entities of constant times: the load is exact.
  ///
  /// 4 an hour for 45 min; a cleaning of 15 min.
  @Test func `counts the turnaround, and a wait for another resource not`() throws {
    let queues = try outlooks(
      """
      { "name": "q", "time": { "warmUp": "1 day", "length": "10 days" },
        "resources": { "bed": { "capacity": 3, "turnaround": "15 min" }, "nurse": { "capacity": 1 } },
        "arrivals": { "x": { "every": "15 min", "pathway": "p" } },
        "pathways": { "p": [
          { "seize": "bed" }, { "do": "care", "with": "nurse", "for": "45 min" },
          { "release": "bed" } ] } }
      """)
    #expect(queues[0].load == 4 && queues[1].load == 3)
    #expect(queues[0].units == 3)
    #expect(queues[0].isOverloaded && queues[1].isOverloaded)
    #expect(queues[0].held == Double(Ticks.hour))
  }

  /// 2 an hour by day for 30 min, one unit by day and two by night: a load of 1 in every hour from
  /// 08:00, of 1 by day; all hours of the night have more than they need.
  @Test func `names the hour in which the load comes closest to the units`() throws {
    let queue = try #require(
      outlooks(
        """
        { "name": "q", "time": { "warmUp": "1 day", "length": "28 days" },
          "resources": { "r": { "capacity": { "daily": { "00:00": 3, "12:00": 2, "13:00": 3 } } } },
          "arrivals": { "x": { "every": "30 min", "pathway": "p" } },
          "pathways": { "p": [ { "do": "work", "with": "r", "for": "30 min" } ] } }
        """
      ).first)
    #expect(queue.load == 1)
    let peak = try #require(queue.peak)
    #expect(peak.hour == 12 && peak.units == 2 && peak.load == 1 && !peak.isOfWeek)
    let units = try #require(queue.units)
    #expect(abs(units - 71.0 / 24) < 1e-12)
  }

  @Test(arguments: [
    ("\"renege\": { \"after\": \"5 min\", \"then\": [] }, ", QueueOutlook.Reason.impatient),
    ("\"balk\": { \"when\": \"queue(r) > 3\", \"then\": [] }, ", .impatient), ("", .overloaded),
  ])
  func `is overloaded only where everybody waits to the end`(
    _ key: String, _ reason: QueueOutlook.Reason
  ) throws {
    let queue = try #require(
      outlooks(
        """
        { "name": "q", "time": { "length": "10 days" }, "resources": { "r": { "capacity": 1 } },
          "arrivals": { "x": { "rate": "10 per hour", "pathway": "p" } },
          "pathways": { "p": [ { "do": "work", "with": "r", \(key)"for": "9 min" } ] } }
        """
      ).first)
    #expect(queue.reason == reason)
    #expect(queue.isOverloaded == (reason == .overloaded))
    #expect(queue.wait == nil)
  }

  /// Whoever waits at the line for the light holds it: how long is no time of service.
  @Test func `gives no figure for what is held while waiting for the state`() throws {
    let queue = try #require(
      outlooks(
        """
        { "name": "q", "time": { "length": "2 days" }, "resources": { "line": { "capacity": 1 } },
          "arrivals": { "x": { "rate": "60 per hour", "pathway": "p" } },
          "pathways": { "p": [ { "seize": "line" }, { "wait": "green",
            "until": "now mod (90 s) < 40 s" }, { "delay": "go", "for": "2 s" },
            { "release": "line" } ] } }
        """
      ).first)
    #expect(queue.reason == .blocked && !queue.isOverloaded)
  }

  /// 4 an hour for 60 min, whatever happens to the two units: a load of exactly 4.
  @Test(arguments: [
    "\"capacity\": 2, \"failures\": { \"after\": \"90 h\", \"repair\": \"10 h\" }",
    "\"capacity\": 2, \"maintenance\": { \"every\": \"90 h\", \"for\": \"10 h\" }",
    "\"capacity\": 2, \"failures\": { \"after\": \"90 h\", \"repair\": \"10 h\", \"clock\": \"operating\" }",
    "\"units\": [ { \"name\": \"a\", \"x\": 1 }, { \"name\": \"b\", \"x\": 2 } ]",
    "\"units\": [ { \"name\": \"a\", \"count\": 2 } ], \"failures\": { \"after\": \"90 h\", \"repair\": \"10 h\" }",
    "\"capacity\": 1, \"extra\": { \"units\": 1, \"opensWhen\": \"queue(r) > 5\", \"closesWhen\": \"queue(r) = 0\" }",
    "\"capacity\": 5, \"limitedBy\": { \"resource\": \"nurse\", \"ratio\": 2 }",
    "\"capacity\": 2, \"sharing\": \"processor\"",
  ])
  func `shows what is asked for, whatever keeps units from being without end`(_ units: String)
    throws
  {
    let queues = try outlooks(
      """
      { "name": "q", "time": { "warmUp": "1 week", "length": "500 hours" },
        "resources": { "r": { \(units) }, "nurse": { "capacity": 1 } },
        "arrivals": { "x": { "every": "15 min", "pathway": "p" } },
        "pathways": { "p": [ { "do": "work", "with": "r", "for": "1 h" } ] } }
      """)
    #expect(queues[0].load == 4 && queues[0].certainty == .whole)
    #expect(queues[0].isOverloaded)
    let has = try #require(queues[0].units)
    let expected = units.contains("90 h") ? 1.8 : 2
    #expect(abs(has - expected) < 0.02)
  }

  /// 1.9 units are asked for of 2 that are in service 90 h of 100: too few.
  @Test func `takes what is out of service off the units`() throws {
    let queue = try #require(
      outlooks(
        """
        { "name": "q", "time": { "warmUp": "1 week", "length": "500 hours" },
          "resources": { "r": { "capacity": 2,
            "failures": { "after": "90 h", "repair": "10 h" } } },
          "arrivals": { "x": { "every": "30 min", "pathway": "p" } },
          "pathways": { "p": [ { "do": "work", "with": "r", "for": "57 min" } ] } }
        """
      ).first)
    #expect(abs(queue.load - 1.9) < 1e-9)
    #expect(queue.isOverloaded)
  }

  /// Each of 10 machines calls every 100 h for 20 h: 10 · 20 / 120 crews, whoever works.
  @Test func `crews have their calls, though nobody waits`() throws {
    let queues = try outlooks(
      """
      { "name": "q", "time": { "warmUp": "1200 h", "length": "1200 hours" },
        "resources": { "crew": { "capacity": 1 }, "machine": { "capacity": 10,
          "failures": { "after": "100 h", "repair": "20 h", "with": "crew" } } },
        "arrivals": { "x": { "every": "30 min", "pathway": "p" } },
        "pathways": { "p": [ { "do": "work", "with": "machine", "for": "1 h" } ] } }
      """)
    #expect(abs(queues[0].load - 10.0 / 6) < 0.02)
    #expect(queues[0].isOverloaded && !queues[1].isOverloaded)
  }

  @Test func `says nothing of crews that are called by wear`() throws {
    let queues = try outlooks(
      """
      { "name": "q", "time": { "length": "500 hours" },
        "resources": { "crew": { "capacity": 1 }, "machine": { "capacity": 10,
          "failures": { "after": "100 h", "repair": "200 h", "with": "crew",
            "clock": "operating" } } },
        "arrivals": { "x": { "every": "30 min", "pathway": "p" } },
        "pathways": { "p": [ { "do": "work", "with": "machine", "for": "1 h" } ] } }
      """)
    #expect(queues[0].certainty == .unknown && queues[0].reason == .worn)
    #expect(!queues[0].isOverloaded)
  }

  /// 6 an hour come for the one desk behind three scanners that break down: 6 get there.
  @Test func `what breaks down holds nobody up on the way to the next`() throws {
    let queues = try outlooks(
      """
      { "name": "q", "time": { "warmUp": "1 week", "length": "500 hours" },
        "resources": { "scanner": { "capacity": 3,
          "failures": { "after": "90 h", "repair": "10 h" } }, "desk": { "capacity": 1 } },
        "arrivals": { "x": { "every": "10 min", "pathway": "p" } },
        "pathways": { "p": [ { "do": "scan", "with": "scanner", "for": "1 h" },
          { "do": "report", "with": "desk", "for": "30 min" } ] } }
      """)
    #expect(queues.map(\.load) == [6, 3])
    #expect(queues.map(\.isOverloaded) == [true, true])
  }

  /// 48 slots a day of an hour each, for one unit: 2; 24 of them just fit.
  @Test(arguments: [(48, "30 min", 2.0, true), (24, "1 h", 1.0, false)])
  func `lists of appointments can ask for too much, too`(
    _ number: Int, _ every: String, _ load: Double, _ isOverloaded: Bool
  ) throws {
    let queue = try #require(
      outlooks(
        """
        { "name": "q", "time": { "start": "2026-01-05T00:00", "warmUp": "1 day",
            "length": "10 days" }, "resources": { "r": { "capacity": 1 } },
          "arrivals": { "x": { "appointments": { "days": "daily", "first": "00:00",
            "every": "\(every)", "number": \(number) }, "pathway": "p" } },
          "pathways": { "p": [ { "do": "work", "with": "r", "for": "1 h" } ] } }
        """
      ).first)
    #expect(abs(queue.load - load) < 1e-9)
    #expect(queue.isOverloaded == isOverloaded)
  }
}

import EventEngine
import FacilityModel
import KendallTestSupport
import Testing

private let minute = Ticks.minute

/// An oven with loaves that come at given times and are baked for 10 minutes.
private func bakery(_ batch: String, _ times: String, rank: String = "0") -> String {
  """
  { "name": "bakery", "time": { "until": "empty" }, "resources": { "oven": { "capacity": 1 } },
    "arrivals": { "loaf": { "at": [ \(times) ], "pathway": "p",
      "attributes": { "rank": "\(rank)", "n": 0 } } },
    "pathways": { "p": [ { "batch": "load", \(batch), "with": "oven", "countAs": "n",
        "steps": [ { "delay": "bake", "for": "10 min" } ] },
      { "record": "size", "value": "n" } ] },
    "measures": { "wait": { "mean": "waitingTime" } } }
  """
}

@Suite("Batches that ask for resources")
struct AskingBatchTests {
  @Test("take others in until they get them, worked by hand")
  func most() throws {
    // The loaf of 0 is baked alone until 10; those of 1, 2 and 3 fill the oven until 20; that of 4
    // follows. Waits are 0, 9, 8, 7 and 16 minutes.
    let record = try record(
      bakery(#""max": 3"#, #""0 min", "1 min", "2 min", "3 min", "4 min""#))
    #expect(record.tallies[1].mean == Double(40 * minute) / 5)
    #expect(record.tallies[0].mean == Double(1 + 3 * 3 + 1) / 5)
    #expect(record.stays[0].mean == Double(90 * minute) / 5)
    // What the first of each batch waits for the oven: 0, 9 and 16; and what the others wait.
    #expect(record.waits[0].mean == Double(25 * minute) / 3)
    #expect(record.gatherings[0].mean == Double(15 * minute) / 5)
    #expect(record.area(.busy, of: 0) == Int128(30 * minute))
  }

  @Test("give the place of who is worst to who is better")
  func order() throws {
    // Ranks 1, 1, 3, 2, 0: the loaf of 4 takes the place of that of 2, which goes with the third.
    let record = try record(
      bakery(
        #""max": 3, "order": "rank""#, #""0 min", "1 min", "2 min", "3 min", "4 min""#,
        rank: "if(ordinal = 1, 1, if(ordinal = 2, 1, if(ordinal = 3, 3, if(ordinal = 4, 2, 0))))"))
    #expect(record.tallies[1].mean == Double((0 + 9 + 18 + 7 + 6) * minute) / 5)
  }

  @Test("wait until enough are there, or the first has waited long enough")
  func least() throws {
    // Nobody joins the loaf of 0 before 5: it is baked until 15. Those of 6 and 7 are enough, but
    // wait for the oven; the one of 30 waits 5 minutes again.
    let record = try record(
      bakery(
        #""min": 2, "max": 4, "timeOut": "5 min""#, #""0 min", "6 min", "7 min", "30 min""#))
    #expect(record.tallies[1].mean == Double((5 + 9 + 8 + 5) * minute) / 4)
    #expect(record.tallies[0].mean == Double(1 + 2 + 2 + 1) / 4)
  }

  @Test(
    "from Poisson arrivals, served in exponential times, wait as the chain of Bailey and Neuts says",
    arguments: [(1, 4), (3, 5)])
  func bulkService(least: Int, most: Int) throws {
    let (arrival, service) = (2.0, 1.0)
    let record = try record(
      """
      { "name": "bulk service", "time": { "warmUp": "2 h", "length": "2 weeks", "profile": "none" },
        "resources": { "oven": { "capacity": 1 } },
        "arrivals": { "loaf": { "rate": "2 per min", "pathway": "p" } },
        "pathways": { "p": [ { "batch": "load", "min": \(least), "max": \(most), "with": "oven",
          "steps": [ { "delay": "bake", "for": { "exponential": { "mean": "1 min" } } } ] } ] },
        "measures": { "wait": { "mean": "waitingTime" } } }
      """)
    // States: idle with 0 … least − 1 waiting, and busy with 0 … 199 waiting.
    let last = 199
    var idle = [Double](repeating: 0, count: least)
    var busy = [Double](repeating: 0, count: last + 1)
    idle[0] = 1
    let step = 0.9 / (arrival + service)
    for _ in 0..<6_000 {
      var (nextIdle, nextBusy) = (idle, busy)
      for (count, share) in idle.enumerated() {
        nextIdle[count] -= step * arrival * share
        if count + 1 < least {
          nextIdle[count + 1] += step * arrival * share
        } else {
          nextBusy[0] += step * arrival * share
        }
      }
      for (count, share) in busy.enumerated() {
        if count < last {
          nextBusy[count] -= step * arrival * share
          nextBusy[count + 1] += step * arrival * share
        }
        nextBusy[count] -= step * service * share
        if count < least {
          nextIdle[count] += step * service * share
        } else {
          nextBusy[max(0, count - most)] += step * service * share
        }
      }
      (idle, busy) = (nextIdle, nextBusy)
    }
    var waiting = 0.0
    for (count, share) in idle.enumerated() { waiting += Double(count) * share }
    for (count, share) in busy.enumerated() { waiting += Double(count) * share }
    if least == 1 {
      // Bailey: shares fall like the powers of the root of service · r^(most + 1)
      // − (arrival + service) · r + arrival below 1.
      var root = 0.5
      for _ in 0..<200 {
        var power = 1.0
        for _ in 0...most { power *= root }
        root = (service * power + arrival) / (arrival + service)
      }
      let scale = 1 / (1 / (1 - root) + service / arrival)
      #expect(abs(scale * root / (1 - root) / (1 - root) - waiting) < 1e-6)
    }
    let expected = waiting / arrival * Double(minute)
    // 40,000 customers in 10,000 services: a standard error of about 1 %, and four of them.
    let wait = try #require(record.tallies[0].mean)
    #expect(abs(wait / expected - 1) < 0.04, "\(wait / expected)")
  }
}

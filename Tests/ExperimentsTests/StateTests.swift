import Foundation
import Testing

@Suite("Variables of the facility") struct VariableTests {
  @Test func `are averaged over time, with their greatest, least and last value`() async throws {
    // 3 to 10 min, 2 to 15, 1 to 25 (the first is back at 10 + 15), 2 to 30, 3 to 40 minutes.
    let result = try await SmallResult(
      """
      { "name": "boats", "time": { "length": "40 min" },
        "variables": { "boats free": 3, "any out": false, "last": "0 min" },
        "arrivals": { "x": { "at": ["10 min", "15 min"], "pathway": "p" } },
        "pathways": { "p": [
          { "set": { "boats free": "'boats free' - 1", "any out": true, "last": "now" },
            "name": "out" },
          { "delay": "row", "for": "15 min" },
          { "set": { "boats free": "'boats free' + 1", "any out": "'boats free' < 3" },
            "name": "in" } ] } }
      """)
    #expect(try result.value("boats free") == (30.0 + 10 + 10 + 10 + 30) / 40)
    #expect(try result.value("boats free", "all", "min") == 1)
    #expect(try result.value("boats free", "all", "max") == 3)
    #expect(try result.value("boats free", "all", "last") == 3)
    // “any out” is computed after “boats free”: it is false from 30 on.
    #expect(try result.value("any out", "all", "share") == 0.5)
    #expect(try result.value("any out", "all", "last") == 0)
    // 0 to 10, then 10 to 15, then 15 minutes.
    #expect(try result.value("last") == (5.0 * 10 + 25 * 15) / 40)
    #expect(try result.value("last", "all", "last") == 15)
  }

  @Test func `that count who is inside agree with what is observed`() async throws {
    let result = try await SmallResult(
      """
      { "name": "M/M/1", "time": { "warmUp": "1 day", "length": "3 days" },
        "variables": { "here": 0 }, "resources": { "r": { "capacity": 1 } },
        "arrivals": { "x": { "rate": "6 per hour", "pathway": "p" } },
        "pathways": { "p": [
          { "set": { "here": "here + 1" }, "name": "in" },
          { "do": "work", "with": "r", "for": { "exponential": { "mean": "6 min" } } },
          { "set": { "here": "here - 1" }, "name": "out" } ] } }
      """)
    #expect(try result.value("here") == result.value("number inside"))
    #expect(try result.value("here", "all", "max") == result.value("number inside", "all", "max"))
  }
}

@Suite("Waits for conditions and signals") struct WaitTests {
  @Test func `end when the state allows it, by priority and order, worked by hand`() async throws {
    // Four come at 0, 1, 2 and 3 min; two places are made free at 10 and one at 20 min. The one
    // of priority 0 is the last to come and the first to go; the fourth in line gives up at 15.
    let result = try await SmallResult(
      """
      { "name": "places", "time": { "length": "1 h" }, "variables": { "free": 0 },
        "arrivals": {
          "x": { "at": ["0 min", "1 min", "2 min", "3 min"], "pathway": "p" },
          "y": { "at": ["10 min", "20 min"], "pathway": "q" } },
        "pathways": {
          "p": [
            { "wait": "for a place", "until": "free > 0",
              "priority": "if(ordinal = 4, 0, 1)",
              "renege": { "after": "15 min", "unless": "ordinal = 2",
                          "then": [ { "leave": "gone" } ] } },
            { "set": { "free": "free - 1" } } ],
          "q": [ { "set": { "free": "free + if(ordinal = 1, 2, 1)" }, "name": "more" } ] } }
      """)
    // 10 − 3, 10 − 0 and 20 − 1 minutes; the third gives up 15 minutes after 2.
    #expect(try result.value("waiting time", "step p/for a place") == 12)
    #expect(try result.value("time until giving up", "step p/for a place") == 15)
    #expect(try result.value("gave up waiting", "step p/for a place", "share") == 0.25)
    #expect(try result.value("free", "all", "last") == 0)
  }

  @Test func `follow the clock to the very tick`() async throws {
    // Monday 06:00: one comes at once and one at 20:00; the doors are open from 07:30 to 18:00.
    let result = try await SmallResult(
      """
      { "name": "doors", "time": { "start": "2026-01-05T06:00", "length": "3 days" },
        "arrivals": { "x": { "at": ["0 h", "2 h", "14 h"], "pathway": "p" } },
        "pathways": { "p": [
          { "wait": "for the doors", "until": "hour >= 7.5 and hour < 18" },
          { "wait": "for Wednesday", "until": "weekday = Wed" },
          { "wait": "for long enough", "until": "timeInSystem > 50 h" },
          { "wait": "for the tide", "until": "hour mod 6 < 0.5", "checkEvery": "25 min" } ] } }
      """)
    #expect(try result.value("waiting time", "step p/for the doors") == 260)
    // Wednesday begins 42 h after the start; they wait from 1.5, 2 and 25.5 h: 97 h in all.
    #expect(try result.value("waiting time", "step p/for Wednesday") == 97 * 20)
    // A tick past 50 h they look at the tide every 25 minutes: it is right from 54 to 54.5 h and
    // from 66 to 66.5 h, so they leave at 3250, 3250 and 3975 minutes.
    #expect(try result.value("time in system") == (3250.0 + 3130 + 3135) / 3)
  }

  @Test func `follow a traffic light to the very tick`() async throws {
    // Green in the first 40 of every 90 seconds; the second light is 20 s behind the first. At the
    // first they wait 0, 49, 0, 50, 49 s, and pass at 39, 90, 90, 180, 180 s; at the second, which
    // turns green at 20, 110 and 200 s, they wait 0, 20, 20, 20, 20 s.
    let result = try await SmallResult(
      """
      { "name": "lights", "time": { "length": "1 h" },
        "arrivals": { "car": {
          "at": ["39 s", "41 s", "90 s", "130 s", "131 s"], "pathway": "street" } },
        "pathways": { "street": [
          { "wait": "first", "until": "now mod (90 s) < 40 s" },
          { "wait": "second", "until": "(now - 20 s) mod 90 s < 40 s" },
          { "wait": "third", "until": "(10 s + timeInSystem) mod 50 s >= 40 s" } ] } }
      """)
    // Reported in minutes.
    let first = try 60 * result.value("waiting time", "step street/first")
    #expect(abs(first - (0.0 + 49 + 0 + 50 + 49) / 5) < 1e-9)
    let second = try 60 * result.value("waiting time", "step street/second")
    #expect(abs(second - 80.0 / 5) < 1e-9)
    // They pass the second after 0, 69, 20, 70 and 69 s; the third opens after 30, 80 s.
    let third = try 60 * result.value("waiting time", "step street/third")
    #expect(abs(third - (30.0 + 11 + 10 + 10 + 11) / 5) < 1e-9)
  }

  @Test func `of a signal let all go, or the first so many`() async throws {
    // Five come at 0 … 4 min; a signal to two at 10, to all at 30 min.
    let result = try await SmallResult(
      """
      { "name": "signals", "time": { "length": "1 h" },
        "arrivals": {
          "x": { "at": ["0 min", "1 min", "2 min", "3 min", "4 min"], "pathway": "p" },
          "y": { "at": ["10 min", "30 min"], "pathway": "q" } },
        "pathways": {
          "p": [ { "wait": "here", "signal": "go" } ],
          "q": [ { "branch": [
            { "when": "ordinal = 1", "steps": [ { "signal": "go", "count": 2 } ] },
            { "otherwise": [ { "signal": "go" } ] } ] } ] } }
      """)
    #expect(
      try result.value("waiting time", "step p/here") == 20)
    #expect(try result.observations("waiting time", "step p/here", "mean") == 5)
  }

  @Test func `for a place in a region of c are the line of M/M/c`() async throws {
    // A region as a variable: M/M/2, λ = 1.5, μ = 1 per hour: Lq = 27/14 (Erlang C).
    let result = try await SmallResult(
      """
      { "name": "M/M/2", "time": { "warmUp": "10 days", "length": "400 days", "profile": "none" },
        "variables": { "here": 0 },
        "arrivals": { "x": { "rate": "1.5 per hour", "pathway": "p" } },
        "pathways": { "p": [
          { "wait": "for a place", "until": "here < 2" },
          { "set": { "here": "here + 1" }, "name": "in" },
          { "delay": "stay", "for": { "exponential": { "mean": "1 h" } } },
          { "set": { "here": "here - 1" }, "name": "out" } ] } }
      """, replications: 30)
    #expect(try result.isNear(1.5, "here"))
    #expect(try result.isNear(27.0 / 14 / 1.5 * 60, "waiting time", "step p/for a place"))
  }

  @Test func `in a line are given up on a condition`() async throws {
    // One server is busy from 0 to 60; the second gives up at 20, when somebody else has set the
    // flag; the third comes at 30 and turns at once in the same minute.
    let result = try await SmallResult(
      """
      { "name": "line", "time": { "length": "2 h" }, "variables": { "closing": false },
        "resources": { "r": { "capacity": 1 } },
        "arrivals": {
          "x": { "at": ["0 min", "5 min", "30 min"], "pathway": "p" },
          "y": { "at": ["20 min"], "pathway": "q" } },
        "pathways": {
          "p": [ { "do": "s", "with": "r", "for": "1 h",
                   "renege": { "when": "closing", "then": [ { "leave": "home" } ] } } ],
          "q": [ { "set": { "closing": true } } ] } }
      """)
    #expect(try result.value("time until giving up", "step p/s") == (15.0 + 0) / 2)
    #expect(try result.value("gave up waiting", "step p/s", "share") == 2.0 / 3)
    #expect(try result.value("queue length", "resource r") == 15.0 / 120)
  }
}

@Suite("Regions, calls and loops") struct BlockTests {
  @Test func `give a region back however its steps end, as M/M/c/K says`() async throws {
    // A department with room for 2, left at once where it is full: M/M/2/2 with a = 1 erlang loses
    // a²/2 / (1 + a + a²/2) = 1/5 (Erlang B), and half of those inside leave from there.
    let result = try await SmallResult(
      """
      { "name": "region", "time": { "warmUp": "1 day", "length": "100 days", "profile": "none" },
        "resources": { "department": { "capacity": 2 } },
        "arrivals": { "x": { "rate": "6 per hour", "pathway": "p" } },
        "pathways": { "p": [
          { "using": "department",
            "balk": { "when": "free(department) = 0", "then": [ { "leave": "lost" } ] },
            "steps": [
              { "delay": "stay", "for": { "exponential": { "mean": "10 min" } } },
              { "branch": [ { "share": 0.5, "steps": [ { "leave": "from inside" } ] },
                            { "otherwise": [] } ] } ] } ] } }
      """, replications: 30)
    #expect(try result.isNear(0.2, "outcome", "lost", "share"))
    #expect(try result.isNear(0.4, "outcome", "from inside", "share"))
    #expect(try result.isNear(0.8, "occupancy", "resource department"))
  }

  @Test func `do what is called with its values, and loops until they may end`() async throws {
    let result = try await SmallResult(
      """
      { "name": "calls", "time": { "length": "1 day" },
        "arrivals": { "x": { "at": ["0 min"], "pathway": "p" }, "y": { "at": ["0 min"], "pathway": "q" } },
        "pathways": {
          "p": [
            { "call": "q" }, { "call": "q", "name": "more", "with": { "length": "20 min", "n": 2 } },
            { "repeat": "l", "until": "iteration >= 3", "steps": [ { "delay": "d", "for": "1 min" } ] },
            { "repeat": "m", "until": "true", "steps": [ { "delay": "d", "for": "1 min" } ] } ],
          "q": { "parameters": { "length": "5 min", "n": 1 }, "steps": [
            { "repeat": "l", "times": "n", "steps": [ { "delay": "d", "for": "length" } ] } ] } } }
      """)
    #expect(try result.value("time in system", "all", "max") == 5 + 2 * 20 + 3 + 1)
    #expect(try result.value("time in system", "all", "p50") == (49.0 + 5) / 2)
  }
}

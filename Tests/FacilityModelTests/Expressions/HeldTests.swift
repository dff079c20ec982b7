import EventEngine
import FacilityModel
import Testing

@Suite struct `Units that an entity holds` {
  @Test func `are counted for each by itself`() throws {
    let compilation = Compilation(
      """
      { "name": "held", "time": { "length": "5 h" },
        "resources": { "nurse": { "capacity": 9 }, "bed": { "units": [ { "name": "bed", "count": 4 } ] } },
        "arrivals": { "patient": { "at": ["0 h", "0 h"], "pathway": "p" } },
        "pathways": { "p": [
          { "seize": { "nurse": 3 } }, { "seize": "bed" }, { "seize": "bed", "name": "other bed" },
          { "delay": "stay", "for": "1 h" },
          { "record": "before", "value": "held(nurse) + 10 * held(bed)" },
          { "release": { "nurse": 1, "bed": 1 } },
          { "record": "between", "value": "held(nurse) + 10 * held(bed)" },
          { "branch": [ { "when": "held(bed) > 0", "steps": [ { "release": "bed", "name": "all" } ] },
            { "otherwise": [ { "leave": "wrong" } ] } ] },
          { "record": "after", "value": "held(nurse) + 10 * held(bed)" },
          { "release": "nurse", "name": "the rest" } ] } }
      """)
    #expect(compilation.findings.hasErrors == false, "\(compilation.messages)")
    let record = try run(#require(compilation.program))
    #expect(record.tallies.prefix(3).map(\.mean) == [23, 12, 2])
  }

  @Test func `have no meaning without an entity`() {
    let compilation = Compilation(
      """
      { "name": "held", "time": { "length": "5 h" }, "resources": { "nurse": { "capacity": 1 } },
        "arrivals": { "patient": { "at": ["0 h"], "pathway": "p" } },
        "pathways": { "p": [ { "do": "see", "with": "nurse", "for": "1 h" } ] },
        "measures": { "m": { "timeAverage": "held(nurse)" } } }
      """)
    #expect(compilation.findings.hasErrors)
    #expect("\(compilation.messages)".contains("belongs to an entity"))
  }
}

import EventEngine
import FacilityModel
import KendallTestSupport
import Testing

/// One fault in an otherwise sound program.
struct Fault: Sendable, CustomStringConvertible {
  let description: String
  let make: @Sendable (inout Program) -> Void

  init(_ description: String, _ make: @escaping @Sendable (inout Program) -> Void) {
    self.description = description
    self.make = make
  }
}

@Suite("The verifier of programs")
struct ProgramVerifierTests {
  /// A program with every table filled.
  private static func sound() throws -> Program {
    try compiled(
      facility(
        time: #""length": "2 days""#,
        resources: """
          "r": { "capacity": { "daily": { "00:00": 2, "08:00": 3 } }, "turnaround": "1 min" },
          "q": { "capacity": 1 }
          """,
        arrivals: """
          "a": { "every": { "gamma": { "mean": "10 min", "sd": "3 min" } }, "pathway": "p",
                 "attributes": { "n": { "poisson": { "mean": 2 } }, "e": "ordinal" } },
          "b": { "at": { "file": "t.csv", "column": "t", "unit": "min", "attributes": { "c": "t" } }, "pathway": "p" },
          "c": { "rate": "1 per hour", "pathway": "p" },
          "d": { "every": "10 min + 1 min * queue(r)", "pathway": "p" }
          """,
        pathways: """
          "p": [ { "do": "s", "with": { "r": "min(2, ordinal)", "q": 1 }, "for": "5 min", "priority": "hour",
                   "renege": { "after": "9 min", "then": [ { "leave": "gone" } ] } },
                 { "branch": [ { "share": 0.5, "steps": [ { "set": { "n": "n + 1" } } ] }, { "otherwise": [] } ] },
                 { "branch": [ { "when": "n > 2 and queue(r) + busy(r) + free(r) + capacity(r) > 1", "steps": [ { "delay": "d", "for": { "gamma": { "mean": "1 min * (1 + n)", "sd": "2 min" } } } ] } ] },
                 { "repeat": "l", "times": 2, "steps": [ { "record": "m", "value": "iteration" } ] },
                 { "mark": "door" }, { "seize": "r" }, { "release": { "r": 1 } } ]
          """,
        measures: """
          "w": { "mean": "waitingTime", "where": "n > 1", "of": "a", "outcome": "gone" },
          "s": { "standard": { "within": "1 h", "share": 0.9 }, "between": ["door", "departure"], "by": "source" },
          "x": { "between": ["arrival", "door"] }, "y": { "mean": "wait(r)" },
          "g": { "timeAverage": "queue(r)", "levels": 3, "foundBy": "a" }
          """
      ),
      files: ["t.csv": "t\n1\n2\n"]
    ).program
  }

  @Test("accepts what the lowering makes")
  func acceptsSound() throws {
    #expect(ProgramVerifier.problems(in: try Self.sound()) == [])
  }

  @Test("refuses every broken index", arguments: faults)
  func refuses(fault: Fault) throws {
    var program = try Self.sound()
    fault.make(&program)
    #expect(!ProgramVerifier.problems(in: program).isEmpty)
  }
}

extension Program {
  /// Replaces the first instruction that a change knows how to break.
  fileprivate mutating func breakInstruction(_ change: (Instruction) -> Instruction?) {
    for index in code.indices {
      if let broken = change(code[index]) {
        code[index] = broken
        return
      }
    }
    preconditionFailure("nothing to break")
  }

  fileprivate mutating func breakOperation(
    _ change: (ExpressionOperation) -> ExpressionOperation?
  ) {
    for index in operations.indices {
      if let broken = change(operations[index]) {
        operations[index] = broken
        return
      }
    }
    preconditionFailure("nothing to break")
  }
}

private let faults: [Fault] =
  instructionFaults + expressionFaults + quantityFaults + requestFaults + sourceFaults
  + otherFaults

private let instructionFaults: [Fault] = [
  Fault("delay step") {
    $0.breakInstruction {
      if case .delay(_, let d) = $0 { .delay(step: 999, duration: d) } else { nil }
    }
  },
  Fault("delay duration") {
    $0.breakInstruction {
      if case .delay(let s, _) = $0 { .delay(step: s, duration: -1) } else { nil }
    }
  },
  Fault("request") {
    $0.breakInstruction { if case .seize = $0 { .seize(request: 99) } else { nil } }
  },
  Fault("release") {
    $0.breakInstruction { if case .release = $0 { .release(release: -1) } else { nil } }
  },
  Fault("branch") {
    $0.breakInstruction { if case .branch = $0 { .branch(table: 9) } else { nil } }
  },
  Fault("condition") {
    $0.breakInstruction {
      if case .jumpUnless(_, let t) = $0 { .jumpUnless(condition: 999, target: t) } else { nil }
    }
  },
  Fault("target of a conditional jump") {
    $0.breakInstruction {
      if case .jumpUnless(let c, _) = $0 { .jumpUnless(condition: c, target: -1) } else { nil }
    }
  },
  Fault("target of a jump") {
    $0.breakInstruction { if case .jump = $0 { .jump(target: 9_999) } else { nil } }
  },
  Fault("assigned attribute") {
    $0.breakInstruction {
      if case .assign(_, let v) = $0 { .assign(attribute: 99, value: v) } else { nil }
    }
  },
  Fault("assigned value") {
    $0.breakInstruction {
      if case .assign(let a, _) = $0 { .assign(attribute: a, value: 999) } else { nil }
    }
  },
  Fault("expression of a gauge") { $0.gauges[0].expression = 99 },
  Fault("gauge that reads an entity") { $0.gauges[0].expression = $0.tallies[1].condition },
  Fault("finder of a gauge") { $0.gauges[0].finder = .source(9) },
  Fault("levels of a gauge") { $0.gauges[0].levels = -1 },
  Fault("mark") {
    $0.breakInstruction { if case .mark(let s, _) = $0 { .mark(step: s, mark: 7) } else { nil } }
  },
  Fault("attribute of a mark") { $0.marks[0].attribute = 99 },
  Fault("tallies of a mark") { $0.marks[0].tallyCount = 99 },
  Fault("tally of a mark") { $0.markTallies[0] = 99 },
  Fault("classes of a tally") { $0.tallies[2].classes.count = 99 },
  Fault("expression of classes") { $0.tallies[2].classes.expression = 999 },
  Fault("total of waits") { $0.waitTotals[0] = 99 },
  Fault("totals of a request") { $0.requests[0].totalCount = 99 },
  Fault("recorded tally") {
    $0.breakInstruction {
      if case .record(let s, _, let v) = $0 { .record(step: s, tally: 99, value: v) } else { nil }
    }
  },
  Fault("recorded value") {
    $0.breakInstruction {
      if case .record(let s, let t, _) = $0 { .record(step: s, tally: t, value: -1) } else { nil }
    }
  },
  Fault("loop entered") {
    $0.breakInstruction { if case .enterLoop = $0 { .enterLoop(level: 1) } else { nil } }
  },
  Fault("loop counted") {
    $0.breakInstruction {
      if case .nextIteration(_, let t) = $0 { .nextIteration(level: -1, target: t) } else { nil }
    }
  },
  Fault("target of a loop") {
    $0.breakInstruction {
      if case .nextIteration(let l, _) = $0 { .nextIteration(level: l, target: -7) } else { nil }
    }
  },
  Fault("outcome") {
    $0.breakInstruction {
      if case .depart(let s, _) = $0 { .depart(step: s, outcome: 9) } else { nil }
    }
  },
  Fault("step of a departure") {
    $0.breakInstruction {
      if case .depart(_, let o) = $0 { .depart(step: -1, outcome: o) } else { nil }
    }
  },
  Fault("code that runs past its end") { $0.code.append(.delay(step: 0, duration: 0)) },
  Fault("no code at all") { $0.code = [] },
]

private let expressionFaults: [Fault] = [
  Fault("attribute read") {
    $0.breakOperation { if case .attribute = $0 { .attribute(99) } else { nil } }
  },
  Fault("queue read") {
    $0.breakOperation { if case .queueLength = $0 { .queueLength(99) } else { nil } }
  },
  Fault("busy units read") {
    $0.breakOperation { if case .busyUnits = $0 { .busyUnits(-1) } else { nil } }
  },
  Fault("free units read") {
    $0.breakOperation { if case .freeUnits = $0 { .freeUnits(2) } else { nil } }
  },
  Fault("capacity read") {
    $0.breakOperation { if case .capacity = $0 { .capacity(2) } else { nil } }
  },
  Fault("iteration read") {
    $0.breakOperation { if case .iteration = $0 { .iteration(1) } else { nil } }
  },
  Fault("an operator without operands") {
    $0.expressions.append(ExpressionRange(first: Int32($0.operations.count), count: 1))
    $0.operations.append(.add)
  },
  Fault("an expression that leaves two numbers") {
    $0.expressions.append(ExpressionRange(first: Int32($0.operations.count), count: 2))
    $0.operations += [.push(1), .push(2)]
  },
  Fault("an empty expression") { $0.expressions[0].count = 0 },
  Fault("an expression outside the operations") { $0.expressions[0].first = 99_999 },
]

private let quantityFaults: [Fault] = [
  Fault("a quantity without end") { $0.quantities[0] = .constant(.infinity) },
  Fault("expression of a quantity") { $0.quantities[0] = .expression(-1) },
  Fault("draw of a quantity") { $0.quantities[0] = .draw(99) },
  Fault("parameters of a draw") { $0.draws[0].parameters = 99 },
  Fault("loops around a draw") { $0.draws[0].loopDepth = 2 },
  Fault("law of computed parameters") { $0.drawParameters[0].entry = 999 },
  Fault("form of computed parameters") { $0.drawParameters[0].form = -1 },
  Fault("expression of a parameter") { $0.drawParameters[0].expressions.1 = -1 },
  Fault("number of parameters") { $0.drawParameters[0].count = 5 },
  Fault("part of a distribution") { $0.drawParameters[0].part = 99 },
  Fault("a part made from itself") { $0.drawParts = [.shifted(0, by: 0)] },
  Fault("bound of a part") {
    $0.drawParts = [.fixed($0.draws[0].distribution), .truncated(0, min: -1, max: 999)]
  },
  Fault("parameters of a part") { $0.drawParts = [.computed(parameters: 99)] },
  Fault("parameters of a part that are parts") {
    $0.drawParameters[0].part = 0
    $0.drawParts = [.computed(parameters: 0)]
  },
  Fault("ways of a part") { $0.drawParts = [.cases(firstWay: 0, count: 1)] },
  Fault("condition of a way") {
    $0.drawParts = [.fixed($0.draws[0].distribution), .cases(firstWay: 0, count: 1)]
    $0.drawWays = [DrawWay(condition: 999, part: 0)]
  },
  Fault("factors of a correlated draw") {
    $0.drawParts = [
      .fixed($0.draws[0].distribution), .correlated(0, firstFactor: 0, count: 1),
    ]
  },
  Fault("law of a correlated draw") {
    $0.copulaFactors = [CopulaFactor(weight: 1, purpose: 1)]
    $0.drawParts = [.correlated(0, firstFactor: 0, count: 1)]
  },
  Fault("weights of a mixture") {
    $0.drawParts = [
      .fixed($0.draws[0].distribution), .mixture(firstWay: 0, count: 1, weights: 9_999),
    ]
    $0.drawWays = [DrawWay(part: 0)]
  },
]

private let requestFaults: [Fault] = [
  Fault("step of a request") { $0.requests[0].step = -1 },
  Fault("priority") { $0.requests[0].priority = 999 },
  Fault("patience") { $0.requests[0].patience = 999 },
  Fault("way out") { $0.requests[0].renegeTarget = -1 },
  Fault("way out beyond the code") { $0.requests[0].renegeTarget = 9_999 },
  Fault("items") { $0.requests[0].itemCount = 99 },
  Fault("no items") { $0.requests[0].itemCount = 0 },
  Fault("resource of an item") { $0.items[0].resource = 9 },
  Fault("units of an item") { $0.items[0].quantity = 999 },
  Fault("no units of an item") { ($0.items[0].quantity, $0.items[0].units) = (-1, 0) },
  Fault("step of a release") { $0.releases[0].step = 999 },
  Fault("resource of a release") { $0.releases[0].resource = -1 },
  Fault("units of a release") { $0.releases[0].quantity = 999 },
  Fault("loops around a release") { $0.releases[0].loopDepth = 2 },
]

private let sourceFaults: [Fault] = [
  Fault("entry") { $0.sources[0].entry = 9_999 },
  Fault("step of a source") { $0.sources[0].step = -1 },
  Fault("attribute of a source") { $0.sources[0].attributes[0].attribute = 99 },
  Fault("value of an attribute") { $0.sources[0].attributes[0].value = -1 },
  Fault("attribute of a column") { $0.sources[1].columns[0].attribute = -1 },
  Fault("a column too short") { $0.sources[1].columns[0].values = [1] },
  Fault("arrivals that run back") { $0.sources[1].process = .scheduled([5, 4]) },
  Fault("columns without a list") { $0.sources[1].process = .constantRate(meanTicks: 9) },
  Fault("no rate") { $0.sources[2].process = .constantRate(meanTicks: 0) },
  Fault("time between arrivals") { $0.sources[3].process = .interarrival(quantity: 999) },
  Fault("time between arrivals that reads an entity") {
    $0.expressions.append(ExpressionRange(first: Int32($0.operations.count), count: 1))
    $0.operations.append(.ordinal)
    $0.quantities.append(.expression(Int32($0.expressions.count - 1)))
    $0.sources[3].process = .interarrival(quantity: Int32($0.quantities.count - 1))
  },
  Fault("time between arrivals drawn with parameters that read an entity") {
    $0.expressions.append(ExpressionRange(first: Int32($0.operations.count), count: 1))
    $0.operations.append(.ordinal)
    $0.drawParameters.append(
      DrawParameters(entry: 0, form: 0, expressions: [Int32($0.expressions.count - 1)]))
    var draw = $0.draws[0]
    draw.parameters = Int32($0.drawParameters.count - 1)
    $0.draws.append(draw)
    $0.quantities.append(.draw(Int32($0.draws.count - 1)))
    $0.sources[3].process = .interarrival(quantity: Int32($0.quantities.count - 1))
  },
  Fault("time between arrivals drawn in a loop") {
    var draw = $0.draws[0]
    draw.loopDepth = 1
    $0.draws.append(draw)
    $0.quantities.append(.draw(Int32($0.draws.count - 1)))
    $0.sources[3].process = .interarrival(quantity: Int32($0.quantities.count - 1))
  },
]

private let otherFaults: [Fault] = [
  Fault("step of shares") { $0.shares[0].step = 999 },
  Fault("target of shares") { $0.shares[0].targets[0] = -1 },
  Fault("fewer targets than shares") { $0.shares[0].targets.removeLast() },
  Fault("loops around shares") { $0.shares[0].loopDepth = 2 },
  Fault("turnaround") { $0.resources[0].turnaround = 999 },
  Fault("cleaning") { $0.resources[0].cleaning = 999 },
  Fault("a plan that starts late") { $0.resources[0].plan.changes[0].tick = 5 },
  Fault("a plan that runs back") { $0.resources[0].plan.changes.reverse() },
  Fault("an empty plan") { $0.resources[0].plan.changes = [] },
  Fault("a plan longer than its period") { $0.resources[0].plan.period = 1 },
  Fault("negative capacity") { $0.resources[0].plan.changes[0].value = -1 },
  Fault("value of a tally") { $0.tallies[1].value = 999 },
  Fault("condition of a tally") { $0.tallies[1].condition = 999 },
  Fault("source of a tally") { $0.tallies[1].source = 9 },
  Fault("outcome of a tally") { $0.tallies[1].outcome = 9 },
  Fault("depth of loops") { $0.loopDepth = 0 },
  Fault("no outcome") { $0.outcomes = [] },
  Fault("a profile without width") { $0.profileBin = 0 },
]

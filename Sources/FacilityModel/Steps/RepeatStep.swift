import EventEngine

/// Do steps again and again, a number of times or as long as a condition holds.
package struct RepeatStep: Step, StepKind {
  package var info: StepInfo
  /// What must hold for one more passage.
  package var condition: Expression
  /// Whether it is looked at behind each passage only, so that there is at least one.
  package var isTestedAfter = false
  package var steps: [any Step]
  /// The level of this loop, from 0.
  package var level: Int32

  package static let keyword = "repeat"
  package static let summary =
    "Do steps a number of times, while a condition holds, or until one does; each passage has draws of its own."
  package static let fields = [
    StepField("repeat", required: true, .text, "the name of the loop"),
    StepField("times", .expression, "how often: a number or an expression"),
    StepField("while", .condition, "a condition looked at before each passage"),
    StepField(
      "until", .condition, "a condition looked at behind each passage: with it the loop ends"),
    StepField("steps", required: true, .steps, "what is done in each passage"),
    StepField("name", .text, "what the step is called, where that is not enough to tell it apart"),
  ]
  package static let example =
    #"{ "repeat": "dressing", "times": 3, "steps": [ { "do": "change", "with": "nurse", "for": "10 min" } ] }"#

  package static func decode(
    _ reader: inout ObjectReader, _ head: LocatedNode, in block: Block, _ decoder: Decoder
  ) -> (any Step)? {
    let name = decoder.text(head, "the name of a loop") ?? "?"
    let info = decoder.name(&reader, default: name, keyword: keyword, in: block, draws: true)
    var inner = block
    inner.path = info.name.split(separator: "/").map(String.init)
    inner.loopDepth += 1
    decoder.loopDepth = max(decoder.loopDepth, inner.loopDepth)
    var condition: Expression?
    let way = reader.oneOf(["times", "while", "until"])
    switch way?.key {
    case "times":
      let count = way.flatMap {
        decoder.expression($0.node, wanting: .number, "“times”", in: decoder.scope(in: block))
      }
      if let value = count?.expression.constantValue,
        value < 0 || value > 1e9 || value != value.rounded()
      {
        decoder.report(
          .badValue, "“times” is a whole number from 0 to 1000000000, not \(Decoder.plain(value))",
          at: way?.node.place ?? reader.place, help: "look at how often the steps are to be done")
      }
      condition = count.map {
        .binary(.less, .leaf(.iteration(block.loopDepth)), $0.expression)
      }
    case "while":
      condition =
        way.flatMap {
          decoder.expression($0.node, wanting: .truth, "“while”", in: decoder.scope(in: inner))
        }?.expression
    case "until":
      condition =
        way.flatMap {
          decoder.expression($0.node, wanting: .truth, "“until”", in: decoder.scope(in: inner))
        }.map { .unary(.not, $0.expression) }
    default:
      decoder.report(
        .missingKey, "a loop lacks “times”, “while” or “until”", at: reader.place,
        help: "say how often, or as long as what")
    }
    let steps =
      reader.required("steps", help: "say what is done in each passage").map {
        decoder.steps($0, in: inner)
      } ?? []
    return condition.map {
      RepeatStep(
        info: info, condition: $0, isTestedAfter: way?.key == "until", steps: steps,
        level: block.loopDepth)
    }
  }

  package func lower(into lowering: inout Lowering) {
    let start = lowering.makeLabel()
    let end = lowering.makeLabel()
    lowering.enterLoop(level)
    let first = lowering.makeLabel()
    if isTestedAfter { lowering.jump(to: first) }
    lowering.place(start)
    lowering.jump(to: end, unless: condition)
    lowering.place(first)
    lowering.lower(steps)
    lowering.nextIteration(level, to: start)
    lowering.place(end)
  }
}

import EventEngine

/// Record a value, here and now.
package struct RecordStep: Step, StepKind {
  package var info: StepInfo
  package var value: Expression
  /// Which of the recorded measures it fills.
  package var measure: Int

  package static let keyword = "record"
  package static let summary = "Add a value to the statistics of a measure, here and now."
  package static let fields = [
    StepField("record", required: true, .text, "the name of the measure"),
    StepField(
      "value", required: true, .expression, "an expression: a number, a duration or a condition"),
    StepField("name", .text, "what the step is called, where that is not enough to tell it apart"),
  ]
  package static let example = #"{ "record": "time to doctor", "value": "timeInSystem" }"#

  package static func decode(
    _ reader: inout ObjectReader, _ head: LocatedNode, in block: Block, _ decoder: Decoder
  ) -> (any Step)? {
    let name = decoder.text(head, "the name of a measure") ?? "?"
    let info = decoder.name(&reader, default: name, keyword: keyword, in: block, draws: false)
    let value = reader.required("value", help: "say what is recorded").flatMap {
      decoder.expression($0, wanting: nil, "“value”", in: decoder.scope(in: block))
    }
    guard let value else { return nil }
    let kind: TallyKind
    switch value.type {
    case .truth: kind = .share
    case .measure(1): kind = .duration
    case .measure: kind = .number
    case .text:
      decoder.report(
        .badExpression, "a text cannot be recorded", at: reader.place,
        help: "record a comparison with one of its values")
      return nil
    }
    if let index = decoder.recorded.firstIndex(where: { $0.name == name }) {
      if decoder.recorded[index].tallyKind != kind {
        decoder.report(
          .contradiction, "measure “\(name)” is recorded with another unit elsewhere",
          at: reader.place, help: "use one unit, or two names",
          notes: [Finding.Note("the other is here", at: decoder.recorded[index].place)])
      }
      return RecordStep(info: info, value: value.expression, measure: index)
    }
    var measure =
      MeasureDefinition(
        name: name, kind: .recorded, tallyKind: kind, value: nil, condition: nil, source: nil,
        outcome: nil, scope: nil, target: nil, isKey: false, place: reader.place)
    measure.unit = decoder.accountUnit(of: value.expression)
    decoder.recorded.append(measure)
    return RecordStep(
      info: info, value: value.expression, measure: decoder.recorded.count - 1)
  }

  package func lower(into lowering: inout Lowering) {
    lowering.record(value, measure: measure, info)
  }
}

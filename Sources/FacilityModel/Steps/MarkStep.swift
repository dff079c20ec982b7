import EventEngine

/// Note the time at which an entity passes here.
package struct MarkStep: Step, StepKind {
  package var info: StepInfo
  /// The number of the mark; several steps may set one mark.
  package var mark: Int

  package static let keyword = "mark"
  package static let summary =
    "Note the time at which the entity passes, for measures between marks and for “since”."
  package static let fields = [
    StepField("mark", required: true, .text, "the name of the mark"),
    StepField("name", .text, "what the step is called, if not after its mark"),
  ]
  package static let example = #"{ "mark": "door" }"#

  package static func decode(
    _ reader: inout ObjectReader, _ head: LocatedNode, in block: Block, _ decoder: Decoder
  ) -> (any Step)? {
    let name = decoder.text(head, "the name of a mark") ?? "?"
    let info = decoder.name(
      &reader, default: name.replacing("/", with: " "), keyword: keyword, in: block, draws: false)
    guard let mark = decoder.marks.firstIndex(where: { $0.name == name }) else { return nil }
    return MarkStep(info: info, mark: mark)
  }

  package func lower(into lowering: inout Lowering) { lowering.pass(mark, info) }
}

/// A mark that steps set.
package struct MarkDefinition: Sendable {
  package var name: String
  /// The attribute that holds the time of the latest passage.
  package var attribute: Int32
}

extension Decoder {
  /// The marks that every entity has: where it came in, and where it leaves.
  static let naturalMarks = ["arrival", "departure"]

  /// Makes the marks known that steps set, so that expressions before them may read them.
  func declareMarks(_ node: LocatedNode?) {
    forEachMapping(node) { members in
      for member in members where member.key == MarkStep.keyword {
        guard let name = member.value.string, !marks.contains(where: { $0.name == name }) else {
          continue
        }
        if Self.naturalMarks.contains(name) {
          report(
            .duplicateName, "every entity has the mark “\(name)” already", at: member.value.place,
            help: "give the mark another name")
        }
        let attribute = hiddenAttribute("mark “\(name)”")
        marks.append(MarkDefinition(name: name, attribute: attribute))
        scope.marks[name] = attribute
      }
    }
  }

  /// An attribute of the program's own, which no expression can name.
  func hiddenAttribute(_ name: String, type: ValueType = .duration) -> Int32 {
    attributes.append(AttributeDefinition(name: name, type: type, values: []))
    return Int32(attributes.count - 1)
  }
}

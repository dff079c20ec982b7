import EventEngine

extension Model {
  /// The tally of a measure; a part is filled through the measure that it is a part of.
  func tally(of measure: MeasureDefinition, _ lowering: inout Lowering) -> TallySpecification {
    var tally = TallySpecification(
      name: measure.name, kind: measure.tallyKind,
      value: measure.isPart ? -1 : measure.value.map { lowering.expression($0) } ?? -1,
      condition: measure.isPart ? -1 : measure.condition.map { lowering.expression($0) } ?? -1,
      source: Int32(measure.source ?? -1), outcome: Int32(measure.outcome ?? -1),
      atEnd: measure.atEnd.map { lowering.expression($0) } ?? -1)
    tally.isTakenAtDeparture = tally.value >= 0 && measure.mark == nil
    if let classes = measure.classes {
      tally.classes = TallyClasses(
        expression: lowering.expression(classes), count: Int32(measure.classCount))
    }
    return tally
  }

  /// The marks with the measures that end at each, and the totals of waits.
  func lowerMarks(into lowering: inout Lowering) {
    for (number, mark) in marks.enumerated() {
      let tallies = measures.indices.filter {
        measures[$0].mark == number && !measures[$0].isPart
      }
      lowering.edit {
        $0.marks.append(
          MarkSpecification(
            attribute: mark.attribute, firstTally: Int32($0.markTallies.count),
            tallyCount: Int32(tallies.count)))
        $0.markTallies += tallies.map(Int32.init)
      }
    }
    lowering.totals = waitTotals
  }
}

extension Lowering {
  package mutating func pass(_ mark: Int, _ info: StepInfo) {
    emit(.mark(step: step(info), mark: Int32(mark)))
  }

  /// Lets the waits of a request add to the totals that name its step or one of its resources.
  mutating func addTotals(to request: Int) {
    let first = program.waitTotals.count
    let specification = program.requests[request]
    let step = program.steps[Int(specification.step)].name
    let items =
      Int(specification.firstItem)..<Int(specification.firstItem + specification.itemCount)
    let asked = program.items[items].map(\.resource)
    let wanted = totals.filter { total in
      total.resource.map { asked.contains($0) } ?? total.steps.contains(step)
    }
    if wanted.isEmpty { return }
    edit {
      $0.waitTotals += wanted.map(\.attribute)
      $0.requests[request].firstTotal = Int32(first)
      $0.requests[request].totalCount = Int32(wanted.count)
    }
  }
}

import EventEngine

extension Lowering {
  /// The rules of all lines that are more than a line in the order of joining.
  mutating func lowerLines() {
    for (index, line) in lines.enumerated() {
      var specification = LineSpecification()
      switch line.order {
      case .expression(let order, isReevaluated: true):
        specification.ordering = .reevaluated
        specification.order = expression(order)
      case .random:
        specification.ordering = .random
        specification.purpose = hash(ofName: program.resources[index].name + "/queue")
      default: continue
      }
      edit { $0.resources[index].line = specification }
    }
  }

  /// One resource of a request, with what its line is ordered by.
  mutating func add(_ units: Units, service: Int32?) {
    var item = RequestItem(resource: units.resource, units: 0)
    if let count = units.count.constantValue {
      item.units = Int32(count)
    } else {
      item.quantity = quantity(.expression(units.count))
    }
    switch lines[Int(units.resource)].order {
    case .expression(let order, isReevaluated: false):
      item.order = quantity(.expression(order))
    case .service(let longestFirst):
      if let service {
        let time = Expression.leaf(.attribute(service))
        item.order = quantity(.expression(longestFirst ? .unary(.negate, time) : time))
      }
    default: break
    }
    edit { $0.items.append(item) }
  }

  /// Whether any line that a request may join is ordered by the time its step will take.
  func isOrderedByService(_ request: SeizeRequest) -> Bool {
    request.items.contains { units in
      if case .service = lines[Int(units.resource)].order { true } else { false }
    }
  }

  /// Turns those away who would have to wait in a line that has no place left, but for those who
  /// pre-empt.
  ///
  /// - Parameter end: where those go on who have another way.
  mutating func turnAway(_ request: SeizeRequest, _ info: StepInfo, end: Label) {
    guard let full = request.full else { return }
    let goesOn = makeLabel()
    var waits: Expression?
    var isFull: Expression?
    func or(_ one: Expression?, _ other: Expression) -> Expression {
      one.map { .binary(.or, $0, other) } ?? other
    }
    for units in request.items {
      let queue = Expression.leaf(.queueLength(units.resource))
      let isShort = Expression.binary(.less, .leaf(.freeUnits(units.resource)), units.count)
      waits = or(waits, .binary(.or, .binary(.less, .constant(0), queue), isShort))
      guard let places = lines[Int(units.resource)].places else { continue }
      isFull = or(isFull, .binary(.lessOrEqual, .constant(Double(places)), queue))
    }
    guard let waits, let isFull else { return }
    jump(to: goesOn, unless: .binary(.and, waits, isFull))
    if let preempt = request.preempt { jump(to: goesOn, unless: .unary(.not, preempt)) }
    if let steps = full.steps {
      lower(steps)
      jump(to: end)
    } else {
      depart(full.outcome, info)
    }
    place(goesOn)
  }
}

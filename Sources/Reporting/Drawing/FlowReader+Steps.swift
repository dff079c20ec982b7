import FacilityModel

extension FlowReader {
  /// A step of the model as a step of the chart.
  mutating func step(of step: any Step) -> FlowStep {
    let node = written.node(at: step.info.place)
    var result = FlowStep(shape: .other, title: Self.title(of: step, node))
    result.place = step.info.name + ", line \(step.info.place.line)"
    result.name = step.info.name
    result.holds = Self.holds(step)
    result.hasLine = step is WaitStep || step is BatchStep || step is MatchStep || step is TankStep
    result.travels = step is MoveStep
    result.repeats = step is RepeatStep
    fill(&result, from: step, node)
    return result
  }

  /// What a step is called: its own name, else what stands behind its keyword.
  private static func title(of step: any Step, _ node: LocatedNode?) -> String {
    if let name = node?.member("name")?.string { return name }
    let last = step.info.name.split(separator: "/").last.map(String.init) ?? step.info.name
    return node?.member(step.info.keyword)?.string ?? last
  }

  /// Whether entities can be at a step for a time, other than in line.
  private static func holds(_ step: any Step) -> Bool {
    step is ServiceStep || step is DelayStep || step is MoveStep || step is ForkStep
      || step is BatchStep || step is MatchStep || step is TankStep
  }

  private mutating func fill(_ result: inout FlowStep, from step: any Step, _ node: LocatedNode?) {
    func text(_ key: String, most: Int = 90) -> String? {
      WrittenText.words(node?.member(key), most: most)
    }
    switch step {
    case let step as ServiceStep:
      result.shape = .task
      result.details = [text("for"), text("wrapUp").map { "wrap-up " + $0 }].compactMap(\.self)
      add(step.request, to: &result, node)
    case let step as SeizeStep:
      result.shape = .take
      result.details = ["take"]
      add(step.request, to: &result, node)
    case let step as TakeStep:
      result.shape = .take
      result.details = ["use up"]
      add(step.request, to: &result, node)
    case let step as ReleaseStep:
      result.shape = .give
      result.title = "give back"
      result.needs = step.items.map {
        FlowStep.Need(
          resource: Int($0.resource), count: $0.count.map { Self.count($0) } ?? "")
      }
    case let step as PutStep:
      result.shape = .give
      result.title = "bring"
      result.needs = needs(step.items)
    case let step as TankStep:
      result.shape = step.isDraw ? .take : .give
      result.details = [
        text(step.isDraw ? "draw" : "pour"), text("from").map { "from " + $0 },
        text("into").map { "into " + $0 }, text("rate"),
      ].compactMap(\.self)
      result.exits = renege(in: node, of: step)
    case is DelayStep:
      result.shape = .delay
      result.details = [text("for")].compactMap(\.self)
    case let step as MoveStep:
      result.shape = .delay
      result.title = "to " + result.title
      result.details = [text("speed").map { "at " + $0 }].compactMap(\.self)
      if step.ride != nil { add(step.request, to: &result, node) }
    case is WaitStep:
      result.shape = .wait
      result.details = [
        text("until").map { "until " + $0 }, text("signal").map { "for the signal " + $0 },
      ].compactMap(\.self)
      result.exits = renege(in: node, of: step)
    case let step as BranchStep: fill(&result, from: step, node)
    case let step as ForkStep:
      result.shape = .parallel
      let isOne = step.branches.count == 1 && step.branches[0].count != nil
      result.ways = ways(
        step.branches.map {
          (isOne ? text("each").map { "\($0) times" } ?? "each" : Self.last($0.info.name), $0.steps)
        })
      result.details = [text("join").map { "waits for " + $0 } ?? "waits for all"]
    case let step as RepeatStep:
      frame(&result, "repeat " + result.title, step.steps)
      result.details = [
        text("times").map { "\($0) times" }, text("while").map { "while " + $0 },
        text("until").map { "until " + $0 },
      ].compactMap(\.self)
    case let step as WithinStep:
      frame(&result, "within " + (text("within") ?? "a time"), step.steps)
      result.exits = ways([("the time is over", step.otherwise)])
    case let step as UsingStep:
      frame(&result, node?.member("name")?.string ?? "holding", step.steps)
      add(step.request, to: &result, node)
      result.details = []
    case let step as CallStep: frame(&result, result.title, step.steps)
    case let step as BatchStep:
      frame(&result, "together: " + result.title, step.steps)
      result.details = [
        text("size").map { "\($0) make a batch" }, text("by").map { "by " + $0 },
        text("timeOut").map { "at most " + $0 },
      ].compactMap(\.self)
    case let step as SpawnStep:
      result.title = "make " + result.title
      result.target = model.pathways[step.pathway].name
      result.details = [text("count")].compactMap(\.self)
    case let step as SplitStep:
      result.details = [text("into").map { "into " + $0 }].compactMap(\.self)
      if let pathway = step.pathway {
        result.shape = .end
        result.target = model.pathways[pathway].name
      }
    case is LeaveStep: result.shape = .end
    case is SetStep:
      result.shape = .note
      result.title =
        "set " + (node?.member("set")?.members?.map(\.key).joined(separator: ", ") ?? result.title)
    case is RecordStep: note(&result, "note ")
    case is MarkStep: note(&result, "mark ")
    case is SignalStep: note(&result, "signal ")
    default: fillGenerically(&result, from: step, node)
    }
  }

  private func note(_ result: inout FlowStep, _ verb: String) {
    result.shape = .note
    result.title = verb + result.title
  }

  private mutating func frame(_ result: inout FlowStep, _ title: String, _ steps: [any Step]) {
    result.shape = .frame
    result.title = title
    result.inner = steps.map { step(of: $0) }
  }

  private mutating func ways(_ ways: [(String, [any Step])]) -> [FlowStep.Way] {
    var result: [FlowStep.Way] = []
    for (label, steps) in ways {
      result.append(FlowStep.Way(label: label, steps: steps.map { step(of: $0) }))
    }
    return result
  }

  /// The ways of a branch, each with its share or its condition as written.
  private mutating func fill(_ result: inout FlowStep, from step: BranchStep, _ node: LocatedNode?)
  {
    result.shape = .choice
    let isNamed = node?.member("name") != nil || node?.member("branch")?.string != nil
    if !isNamed { result.title = "" }
    let elements = node?.member("branch")?.elements ?? []
    let by = WrittenText.words(node?.member("by"), most: 30)
    let cases = node?.member("cases")?.members ?? []
    var labelled: [(String, [any Step])] = []
    var hasOtherwise = false
    for (index, way) in step.ways.enumerated() {
      var label = "otherwise"
      if case .share(let share) = way.way {
        label = Self.percent(share)
        hasOtherwise = true
      } else if case .chosen(let option) = way.way {
        label = step.choice?.options[option].text ?? ""
        hasOtherwise = true
      } else if case .otherwise = way.way {
        hasOtherwise = true
      } else if elements.indices.contains(index) {
        label = WrittenText.words(elements[index].member("when"), most: 80) ?? "a condition"
      } else if cases.indices.contains(index) {
        label = "\(by ?? "") = \(cases[index].key)"
      } else {
        label = "way \(index + 1)"
      }
      labelled.append((label, way.steps))
    }
    if !hasOtherwise { labelled.append(("otherwise", [])) }
    result.ways = ways(labelled)
  }

  /// What a request asks for, in which order, and who leaves its line.
  private mutating func add(
    _ request: SeizeRequest, to result: inout FlowStep, _ node: LocatedNode?
  ) {
    result.needs = needs(request.items)
    result.hasLine = true
    if let priority = WrittenText.words(node?.member("priority"), most: 60) {
      result.details.append("first by " + priority)
    }
    if request.preempt != nil { result.details.append("may take units away from others") }
    if let balk = request.balk {
      let when = WrittenText.words(node?.member("balk")?.member("when"), most: 60)
      result.exits += ways([("turns away when " + (when ?? "it is full"), balk.steps)])
    }
    if let steps = request.full?.steps { result.exits += ways([("finds no place", steps)]) }
    if let renege = request.renege { result.exits += exits(of: renege, node) }
  }

  private mutating func exits(of renege: Renege, _ node: LocatedNode?) -> [FlowStep.Way] {
    let given = node?.member("renege")
    let after = WrittenText.words(given?.member("after"), most: 80).map { "after " + $0 }
    let when = WrittenText.words(given?.member("when"), most: 80).map { "when " + $0 }
    let label = [after, when].compactMap(\.self).joined(separator: ", or ")
    return ways([("gives up " + label, renege.steps)])
  }

  private mutating func renege(in node: LocatedNode?, of step: any Step) -> [FlowStep.Way] {
    guard let renege = (step as? WaitStep ?? (step as? TankStep)?.wait)?.request.renege else {
      return []
    }
    return exits(of: renege, node)
  }

  /// Whatever a step of another kind holds: its requests and its lists of steps.
  private mutating func fillGenerically(
    _ result: inout FlowStep, from step: any Step, _ node: LocatedNode?
  ) {
    result.details = [step.info.keyword]
    var lists: [(String, [any Step])] = []
    for child in Mirror(reflecting: step).children {
      if let steps = child.value as? [any Step] {
        lists.append((child.label ?? "", steps))
      } else if let request = child.value as? SeizeRequest {
        add(request, to: &result, node)
      } else if let items = child.value as? [Units] {
        result.needs = needs(items)
      }
    }
    if let first = lists.first {
      result.shape = .frame
      result.title = step.info.keyword + " " + result.title
      result.details = []
      result.inner = first.1.map { self.step(of: $0) }
      result.exits += ways(Array(lists.dropFirst()))
    }
  }

  private func needs(_ items: [Units]) -> [FlowStep.Need] {
    items.map { FlowStep.Need(resource: Int($0.resource), count: Self.count($0.count)) }
  }

  /// How many units, where it is not one.
  private static func count(_ count: Expression) -> String {
    guard let value = count.constantValue else { return "n" }
    return value == 1 ? "" : String(Int(value))
  }

  private static func last(_ name: String) -> String {
    name.split(separator: "/").last.map(String.init) ?? name
  }
}

import EventEngine

/// Steps that read an attribute which the entity has not got yet.
///
/// What is set on some way only counts as set, so that no finding is wrong: a run stops at each of
/// them as soon as an entity comes there.
struct AttributeReads {
  private let model: Model
  /// All attributes that arrivals or steps give.
  private var settable: Set<Int32> = []
  /// What the entities of some source have from the start.
  private var given: Set<Int32> = []
  /// What entities have that others make, by the step that makes them, and which are to be followed.
  private var inherited: [Int: (pathway: Int, known: Set<Int32>)] = [:]
  private var open: [Int] = []
  private var found: [Finding] = []
  private var seen: Set<String> = []
  private var source = ""

  static func findings(_ model: Model) -> [Finding] {
    var reads = AttributeReads(model)
    reads.followAll()
    return reads.found
  }

  private init(_ model: Model) {
    self.model = model
    for source in model.sources where source.origin == .arrival {
      given.formUnion(Self.given(source))
      for part in source.mix?.parts ?? [] { given.formUnion(part.attributes.map(\.index)) }
    }
    settable = given
    for pathway in model.pathways {
      forEachStep(pathway.steps) { step in
        switch step {
        case let step as SetStep:
          for value in step.values {
            if case .attribute(let index) = value.target { settable.insert(index) }
          }
        case let step as SeizeStep: settable.formUnion(step.request.named)
        case let step as ServiceStep: settable.formUnion(step.request.named)
        case let step as UsingStep: settable.formUnion(step.request.named)
        case let step as SpawnStep: settable.formUnion(step.attributes.map(\.index))
        case let step as SplitStep: settable.formUnion(step.attributes.map(\.index))
        case let step as MoveStep: settable.insert(step.place)
        case let step as BatchStep: if let index = step.countAs { settable.insert(index) }
        default: break
        }
      }
    }
  }

  /// What the entities of a source have from the start, whatever their class.
  private static func given(_ source: SourceDefinition) -> Set<Int32> {
    var known = Set(source.attributes.map(\.index) + source.columns.map(\.attribute))
    if let mix = source.mix { known.insert(mix.attribute) }
    if case .appointments(let list) = source.process {
      known.formUnion([list.timeAttribute, list.slotAttribute])
    }
    return known
  }

  private mutating func followAll() {
    for source in model.sources where source.origin == .arrival {
      self.source = source.name
      let known = Self.given(source)
      for part in source.mix?.parts ?? [] {
        _ = follow(
          model.pathways[part.pathway].steps, known.union(part.attributes.map(\.index)), false)
      }
      if source.mix == nil { _ = follow(model.pathways[source.pathway].steps, known, false) }
    }
    while let child = open.popLast(), let entry = inherited[child] {
      source = model.sources[child].name
      _ = follow(model.pathways[entry.pathway].steps, entry.known, false)
    }
  }

  /// What may be set behind some steps; nil where all have left.
  ///
  /// - Parameter isConditional: whether only those come here for whom a condition holds, which may
  ///   tell the entities of one source from those of another.
  private mutating func follow(
    _ steps: [any Step], _ before: Set<Int32>, _ isConditional: Bool
  ) -> Set<Int32>? {
    var known = before
    for step in steps {
      guard let next = followOne(step, known, isConditional) else { return nil }
      known = next
    }
    return known
  }

  private mutating func followOne(
    _ step: any Step, _ before: Set<Int32>, _ isConditional: Bool
  ) -> Set<Int32>? {
    func check(_ expressions: [Expression]) {
      for expression in expressions { self.check(expression, step, before, isConditional) }
    }
    var ways: [Set<Int32>?] = []
    switch step {
    case let step as SeizeStep:
      check(step.request.expressions)
      ways = [before.union(step.request.named)]
    case let step as TakeStep:
      check(step.request.expressions)
      ways = [before]
    case let step as WaitStep:
      check(step.request.expressions)
      if case .condition(let condition) = step.cause { check([condition.expression]) }
      ways = [before]
    case let step as TankStep:
      check(step.expressions)
      ways = [before.union(step.given.map(\.attribute))]
    case let step as ServiceStep:
      check(step.request.expressions + step.duration.expressions)
      check(step.wrapUp?.expressions ?? [])
      ways = [before.union(step.request.named)]
    case let step as DelayStep:
      check(step.duration.expressions)
      ways = [before]
    case let step as MoveStep:
      check(step.request.expressions + step.expressions)
      ways = [before]
    case let step as UsingStep:
      check(step.request.expressions)
      for way in step.request.ways { ways.append(follow(way, before, isConditional)) }
      ways.append(follow(step.steps, before.union(step.request.named), isConditional))
      return Self.joined(ways)
    case let step as BranchStep: return followBranch(step, before, isConditional)
    case let step as RepeatStep:
      if !step.isTestedAfter { check([step.condition]) }
      let after = follow(step.steps, before, isConditional)
      if step.isTestedAfter {
        if let after { self.check(step.condition, step, after, isConditional) }
        return after
      }
      return Self.joined([before, after])
    case let step as WithinStep:
      check(step.limit.expressions)
      let inTime = follow(step.steps, before, isConditional)
      let late = follow(step.otherwise, before.union(inTime ?? settable), true)
      return Self.joined([inTime, late])
    case let step as SetStep: return followSet(step, before, isConditional)
    case let step as RecordStep:
      check([step.value])
      return before
    case let step as SignalStep:
      check([step.count].compactMap { $0 })
      return before
    case let step as SpawnStep:
      check([step.count].compactMap { $0 } + step.attributes.flatMap { $0.value.expressions })
      inherit(step.source, step.pathway, before.union(step.attributes.map(\.index)))
      return before
    case let step as SplitStep:
      check([step.count] + step.attributes.flatMap { $0.value.expressions })
      let known = before.union(step.attributes.map(\.index))
      guard let pathway = step.pathway else { return known }
      inherit(step.source, pathway, known)
      return nil
    case let step as ForkStep:
      check(step.branches.flatMap { $0.count?.expressions ?? [] })
      check([step.needed].compactMap { $0 })
      for branch in step.branches { _ = follow(branch.steps, before, isConditional) }
      return before.union(step.keep)
    case let step as BatchStep:
      check([step.size] + [step.most, step.order, step.key].compactMap { $0 })
      check((step.timeOut?.expressions ?? []) + (step.request?.expressions ?? []))
      let counted = before.union([step.countAs].compactMap { $0 })
      let after = follow(step.steps, counted, isConditional)
      return step.isPermanent ? after : Self.joined([after, counted])
    case let step as MatchStep:
      check([step.definition.key].compactMap { $0 })
      check(step.renege?.patience?.expressions ?? [])
      if let renege = step.renege { ways.append(follow(renege.steps, before, isConditional)) }
      if step.kind == 0 {
        ways.append(follow(step.steps, before.union(step.definition.keep), isConditional))
      } else if !step.definition.isPermanent {
        ways.append(before)
      }
      return Self.joined(ways)
    case let step as CallStep: return follow(step.steps, before, isConditional)
    case is LeaveStep: return nil
    default: return before
    }
    for way in blocks(of: step) { ways.append(follow(way, before, isConditional)) }
    return Self.joined(ways)
  }

  private mutating func followBranch(
    _ step: BranchStep, _ before: Set<Int32>, _ isConditional: Bool
  ) -> Set<Int32>? {
    var isGuarded = isConditional
    var isComplete = false
    var ways: [Set<Int32>?] = []
    for (index, way) in step.ways.enumerated() {
      switch way.way {
      case .condition(let condition):
        // The conditions behind the first are for those for whom it does not hold.
        check(condition, step, before, isConditional || index > 0)
        isGuarded = true
      case .share, .otherwise, .chosen: isComplete = true
      }
      ways.append(follow(way.steps, before, isGuarded))
    }
    return Self.joined(isComplete ? ways : ways + [before])
  }

  private mutating func followSet(
    _ step: SetStep, _ before: Set<Int32>, _ isConditional: Bool
  ) -> Set<Int32> {
    var known = before
    for value in step.values {
      for expression in value.value.expressions {
        check(expression, step, known, isConditional)
      }
      if case .attribute(let index) = value.target { known.insert(index) }
    }
    return known
  }

  private mutating func inherit(_ child: Int, _ pathway: Int, _ known: Set<Int32>) {
    let before = inherited[child]?.known
    let all = (before ?? []).union(known)
    guard all != before else { return }
    inherited[child] = (pathway, all)
    if !open.contains(child) { open.append(child) }
  }

  private mutating func check(
    _ expression: Expression, _ step: any Step, _ known: Set<Int32>, _ isConditional: Bool
  ) {
    for index in expression.alwaysRead where settable.contains(index) && !known.contains(index) {
      if isConditional, given.contains(index) { continue }
      let name = model.attributes[Int(index)].name
      let message = "“\(name)” is read here, but “\(source)” has no such attribute yet"
      guard seen.insert("\(step.info.place.path) \(name)").inserted else { continue }
      found.append(
        .warning(
          ModelCode.notSet, message, at: step.info.place,
          help: "give it under “attributes” of the arrivals, or “set” it before; a run stops here"))
    }
  }

  private static func joined(_ ways: [Set<Int32>?]) -> Set<Int32>? {
    let ways = ways.compactMap { $0 }
    guard let first = ways.first else { return nil }
    return ways.dropFirst().reduce(first) { $0.union($1) }
  }
}

extension Expression {
  /// The attributes that are read whatever the conditions in it say.
  fileprivate var alwaysRead: [Int32] {
    var found: [Int32] = []
    var rest = [self]
    while let part = rest.popLast() {
      switch part {
      case .leaf(.attribute(let index)): found.append(index)
      case .leaf: break
      case .unary(_, let a): rest.append(a)
      case .binary(let operation, let a, let b):
        rest.append(a)
        if operation != .and, operation != .or { rest.append(b) }
      case .select(let condition, _, _): rest.append(condition)
      }
    }
    return found
  }
}

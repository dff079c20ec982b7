package import EventEngine
import Foundation
import RandomStreams

/// The NFC form of a name, hashed: what streams and fingerprints know it by.
package func hash(ofName name: String) -> UInt64 {
  nameHash(name.precomposedStringWithCanonicalMapping)
}

/// Appends a model's steps to a program: instructions, with labels mended when they are placed.
package struct Lowering {
  /// A place in the code that jumps can name before it is known.
  package struct Label { fileprivate let index: Int }

  package private(set) var program: Program
  private var targets: [Int32?] = []
  /// The totals that waits add to.
  var totals: [WaitTotal] = []
  /// The step that is being lowered.
  private var owner: Int32 = 0
  /// The lines of the resources.
  var lines: [LineDefinition] = []
  /// What has to be set up, by resource.
  var setUps: [Int32: SetUpDefinition] = [:]
  /// How many sections with a limit of time are open where the next instruction stands.
  var openSections: Int32 = 0
  /// How many forks are open here whose clones may be stopped.
  var cancellable = 0
  /// Where the pathways begin.
  var pathwayLabels: [Label] = []
  /// Where the targets of labels are still to be filled in.
  private var fixUps: [(label: Label, write: (inout Program, Int32) -> Void)] = []

  /// Stands where the distribution is made at the draw.
  private static let placeholder: Distribution = {
    guard let zero = try? Distributions.catalogue[0].forms[0].make([0]) else {
      preconditionFailure("internal: no constant distribution; please report")
    }
    return zero
  }()

  init(_ program: Program) { self.program = program }

  /// Changes a table of the program.
  mutating func edit(_ change: (inout Program) -> Void) { change(&program) }

  /// Makes a step the one that the following instructions belong to.
  mutating func begin(_ step: Int32) { owner = step }

  /// The number of the next instruction.
  var counter: Int32 { Int32(program.code.count) }

  mutating func emit(_ instruction: Instruction) {
    program.code.append(instruction)
    program.owners.append(owner)
  }

  /// A label that is placed later.
  package mutating func makeLabel() -> Label {
    targets.append(nil)
    return Label(index: targets.count - 1)
  }

  /// Lets a label stand for the next instruction.
  package mutating func place(_ label: Label) {
    targets[label.index] = counter
  }

  /// Remembers what depends on where a label will be placed.
  mutating func fix(_ label: Label, _ write: @escaping (inout Program, Int32) -> Void) {
    fixUps.append((label, write))
  }

  /// Fills in all labels.
  mutating func finish() -> Program {
    for fixUp in fixUps {
      guard let target = targets[fixUp.label.index] else {
        preconditionFailure("internal: a label without a place; please report with the model")
      }
      fixUp.write(&program, target)
    }
    fixUps = []
    return program
  }

  /// Emits instructions that belong to a step.
  mutating func on(_ step: Int32, _ emit: (inout Lowering) -> Void) {
    let around = owner
    owner = step
    emit(&self)
    owner = around
  }

  package mutating func lower(_ steps: [any Step]) {
    let around = owner
    for step in steps {
      owner = self.step(step.info)
      step.lower(into: &self)
    }
    owner = around
  }

  package mutating func jump(to label: Label) {
    let at = program.code.count
    emit(.jump(target: -1))
    fixUps.append((label, { $0.code[at] = .jump(target: $1) }))
  }

  package mutating func jump(to label: Label, unless condition: Expression) {
    let at = program.code.count
    let index = expression(condition)
    emit(.jumpUnless(condition: index, target: -1))
    fixUps.append((label, { $0.code[at] = .jumpUnless(condition: index, target: $1) }))
  }

  package mutating func branch(
    shares: [Double], to labels: [Label], _ info: StepInfo, loopDepth: Int32
  ) {
    var sum = 0.0
    var cumulative = shares.map { share -> Double in
      sum += share
      return sum
    }
    cumulative[cumulative.count - 1] = 1
    let table = program.shares.count
    program.shares.append(
      ShareTable(
        step: step(info), purpose: hash(ofName: info.name + "/branch"), loopDepth: loopDepth,
        cumulative: cumulative, targets: labels.map { _ in -1 }))
    emit(.branch(table: Int32(table)))
    for (index, label) in labels.enumerated() {
      fixUps.append((label, { $0.shares[table].targets[index] = $1 }))
    }
  }

  package mutating func enterLoop(_ level: Int32) { emit(.enterLoop(level: level)) }

  package mutating func nextIteration(_ level: Int32, to label: Label) {
    let at = program.code.count
    emit(.nextIteration(level: level, target: -1))
    fixUps.append((label, { $0.code[at] = .nextIteration(level: level, target: $1) }))
  }

  package mutating func assign(_ attribute: Int32, _ value: QuantityModel) {
    emit(.assign(attribute: attribute, value: quantity(value)))
  }

  package mutating func assign(_ target: SetStep.Target, _ value: QuantityModel) {
    switch target {
    case .attribute(let attribute): assign(attribute, value)
    case .variable(let variable):
      emit(.assignVariable(variable: variable, value: quantity(value)))
    }
  }

  package mutating func depart(_ outcome: Int, _ info: StepInfo) {
    owner = step(info)
    closeAllSections()
    emit(.depart(step: owner, outcome: Int32(outcome)))
  }

  /// Records in a tally; the recorded measures are the first tallies of a program.
  package mutating func record(_ value: Expression, measure: Int, _ info: StepInfo) {
    emit(.record(step: step(info), tally: Int32(measure), value: expression(value)))
  }

  /// An attribute of the program's own, in which an entity keeps a number for a later instruction.
  package mutating func makeAttribute(_ name: String) -> Int32 {
    program.attributes.append(name)
    return Int32(program.attributes.count - 1)
  }

  /// Balking, waiting, giving up: those who do not get what they ask for go on at `end`.
  ///
  /// - Parameters:
  ///   - first: what an entity that does not balk is given before it asks.
  ///   - service: the attribute that holds how long the step will take, if it is known.
  /// - Returns: what is asked for, as items of the program.
  @discardableResult
  package mutating func seize(
    _ request: SeizeRequest, _ info: StepInfo, end: Label,
    first given: [(attribute: Int32, value: QuantityModel)] = [], service: Int32? = nil
  ) -> Range<Int32> {
    if let choice = request.choice { return seizeAny(choice, request, info, end: end).items }
    balk(request, end: end)
    for (attribute, value) in given { assign(attribute, value) }
    turnAway(request, info, end: end)
    let first = Int32(program.items.count)
    for units in request.items { add(units, service: service) }
    choose(request.selection, firstItem: Int(first))
    for units in request.items where program.resources[Int(units.resource)].stock >= 0 {
      move(.demand, units, info)
    }
    let index = self.request(request, info, items: first..<Int32(program.items.count))
    let isRemovable = request.items.contains {
      program.resources[Int($0.resource)].isRemovable
    }
    emit(
      isRemovable ? .seizeRemovable(request: Int32(index)) : .seize(request: Int32(index)))
    giveUp(request.renege, of: index, end: end)
    return first..<(first + Int32(request.items.count))
  }

  /// Lets those turn away who balk.
  mutating func balk(_ request: SeizeRequest, end: Label) {
    if let balk = request.balk {
      let stays = makeLabel()
      jump(to: stays, unless: balk.condition)
      lower(balk.steps)
      jump(to: end)
      place(stays)
    }
  }

  /// What entities ask for at a step, made known to the program.
  mutating func request(_ request: SeizeRequest, _ info: StepInfo, items: Range<Int32>) -> Int {
    var specification = RequestSpecification(
      step: step(info), firstItem: items.lowerBound, itemCount: Int32(items.count))
    if let priority = request.priority {
      specification.priority = quantity(.expression(priority))
    }
    let index = program.requests.count
    specification.choosesUnits = areListed(items)
    program.requests.append(specification)
    setPatience(request.renege, of: index)
    addTotals(to: index)
    if let preempt = request.preempt {
      program.requests[index].preempt = expression(preempt)
    }
    return index
  }

  /// - Parameter newest: whether of several listed units that is given back which was got last.
  package mutating func release(
    _ item: ReleaseStep.Item, _ info: StepInfo, loopDepth: Int32, newest: Bool = true
  ) {
    let count = item.count.map { quantity(.expression($0)) } ?? -1
    let name = program.resources[Int(item.resource)].name
    program.releases.append(
      ReleaseSpecification(
        step: step(info), resource: item.resource, quantity: count,
        turnaroundPurpose: hash(ofName: info.name + "/turnaround/" + name),
        loopDepth: loopDepth))
    program.releases[program.releases.count - 1].newestFirst = newest
    emit(.release(release: Int32(program.releases.count - 1)))
  }

  /// The number of a step, made known to the program at its first use.
  package mutating func step(_ info: StepInfo) -> Int32 {
    if let index = program.steps.lastIndex(where: { $0.name == info.name }) {
      return Int32(index)
    }
    program.steps.append(
      StepSpecification(
        name: info.name, keyword: info.keyword, hash: hash(ofName: info.name),
        place: "\(info.place.file.name):\(info.place.line):\(info.place.column)"))
    return Int32(program.steps.count - 1)
  }

  package mutating func expression(_ expression: Expression) -> Int32 {
    let operations = expression.operations
    program.expressions.append(
      ExpressionRange(first: Int32(program.operations.count), count: Int32(operations.count)))
    program.operations += operations
    return Int32(program.expressions.count - 1)
  }

  package mutating func quantity(_ model: QuantityModel) -> Int32 {
    switch model {
    case .expression(let expression):
      if let value = expression.constantValue {
        program.quantities.append(.constant(value))
      } else {
        program.quantities.append(.expression(self.expression(expression)))
      }
    case .random(let random):
      var draw = Draw(
        purpose: hash(ofName: random.purpose), distribution: Self.placeholder,
        loopDepth: random.loopDepth)
      switch random.law {
      case _ where !random.factors.isEmpty: draw.parameters = correlated(random)
      case .fixed(let distribution): draw.distribution = distribution
      default: draw.parameters = drawParameters(of: random.law)
      }
      program.draws.append(draw)
      program.drawNames.append(random.purpose)
      program.quantities.append(.draw(Int32(program.draws.count - 1)))
    }
    return Int32(program.quantities.count - 1)
  }
}

/// Prints a program as a person can read it: its tables and its code, with names for indices.
package struct Disassembler {
  let program: Program
  var lines: [String] = []

  private init(_ program: Program) { self.program = program }

  /// The whole program as text.
  package static func text(of program: Program) -> String {
    var disassembler = Disassembler(program)
    disassembler.printTables()
    disassembler.printPlaces()
    disassembler.printGauges()
    disassembler.printFactors()
    disassembler.printCode()
    return disassembler.lines.joined(separator: "\n") + "\n"
  }

  private mutating func printTables() {
    lines.append("program “\(program.name)”, engine \(engineNumber)")
    lines.append("warm-up \(program.warmUp) µs, end \(program.end)")
    lines.append("\nresources")
    for (index, resource) in program.resources.enumerated() {
      let changes = resource.plan.changes.map { "\($0.tick) µs: \($0.value)" }
      var repeats = resource.plan.period > 0 ? " every \(resource.plan.period) µs" : ""
      if resource.plan.loopsFrom > 0, !repeats.isEmpty {
        repeats += " from \(changes[resource.plan.loopsFrom]) on"
      }
      lines.append("  R\(index) \(resource.name): \(changes.joined(separator: ", "))\(repeats)")
      if resource.turnaround >= 0 {
        lines.append("     turnaround \(quantity(resource.turnaround))")
        if resource.cleaning >= 0 { lines.append("     cleaned at \(resource.cleaning)") }
      }
    }
    if !program.shocks.isEmpty { lines.append("\nshocks") }
    for shock in program.shocks { lines.append("  " + describe(shock)) }
    if !program.tanks.isEmpty { lines += ["\ntanks"] + tankLines.map { "  " + $0 } }
    lines.append("\nsources")
    for (index, source) in program.sources.enumerated() {
      lines.append(
        "  S\(index) \(source.name): \(describe(source.process)), enters at \(source.entry)")
      if source.manner.batch >= 0 {
        lines.append("     together \(quantity(source.manner.batch))")
      }
      for part in source.shocks {
        let shock = program.shocks[Int(part.shock)]
        lines.append("     × \(part.factor) in \(program.steps[Int(shock.step)].name)")
      }
      for attribute in source.attributes {
        lines.append(
          "     \(program.attributes[Int(attribute.attribute)]) = \(quantity(attribute.value))")
      }
    }
    if !program.tallies.isEmpty { lines.append("\nmeasures") }
    for (index, tally) in program.tallies.enumerated() {
      let value = tally.value >= 0 ? expression(tally.value) : "recorded by a step"
      let condition = tally.condition >= 0 ? " where \(expression(tally.condition))" : ""
      lines.append("  T\(index) \(tally.name): \(tally.kind) of \(value)\(condition)")
    }
  }

  private mutating func printCode() {
    lines.append("\ncode")
    for (index, instruction) in program.code.enumerated() {
      let number = String(index)
      let padded = String(repeating: " ", count: max(0, 5 - number.count)) + number
      lines.append("\(padded)  \(describe(instruction))")
    }
  }

  private func describe(_ process: ArrivalProcess) -> String {
    switch process {
    case .constantRate(let mean): "Poisson, one per \(mean) µs"
    case .profile: "Poisson with a rate profile"
    case .interarrival(let quantity): "one every \(self.quantity(quantity))"
    case .scheduled(let list): "\(list.count) scheduled arrivals"
    case .appointments(let list): describe(list)
    case .modulated(let rate): describe(rate)
    }
  }

  private func describe(_ instruction: Instruction) -> String {
    switch instruction {
    case .delay(let step, let duration): "delay \(quantity(duration))" + note(step)
    case .activity(let activity): describe(activity: program.activities[Int(activity)])
    case .openSection(let section): describe(section: program.sections[Int(section)])
    case .endOutage: "end of the outage"
    case .changeExtra(let resource, let units):
      "open \(units) of \(program.resources[Int(resource)].name)"
    case .endCleaning(let resource): "clean \(program.resources[Int(resource)].name)"
    case .closeSection(let level): "close section \(level)"
    case .seize(let request), .seizeRemovable(let request):
      describe(request: program.requests[Int(request)])
    case .stock(let move): describe(move: program.stockMoves[Int(move)])
    case .tank(let move): describe(tankMove: program.tankMoves[Int(move)])
    case .seizeAny(let choice): describe(choice: program.choices[Int(choice)])
    case .choose(let choice): describe(choice: program.choices[Int(choice)])
    case .wait(let wait): describe(wait: program.waits[Int(wait)])
    case .signal(let signal, let count):
      "signal “\(program.signals[Int(signal)])” to \(count < 0 ? "all" : quantity(count))"
    case .release(let release): describe(release: program.releases[Int(release)])
    case .branch(let table): describe(shares: program.shares[Int(table)])
    case .jumpUnless(let condition, let target):
      "jump to \(target) unless \(expression(condition))"
    case .jump(let target): "jump to \(target)"
    case .assign(let attribute, let value):
      "assign \(program.attributes[Int(attribute)]) = \(quantity(value))"
    case .assignVariable(let variable, let value):
      "assign \(program.variables[Int(variable)].name) = \(quantity(value))"
    case .mark(let step, let mark):
      "pass \(program.attributes[Int(program.marks[Int(mark)].attribute)])" + note(step)
    case .record(let step, let tally, let value):
      "record \(expression(value)) in T\(tally)" + note(step)
    case .enterLoop(let level): "enter loop \(level)"
    case .nextIteration(let level, let target): "next iteration of loop \(level), to \(target)"
    case .spawn(let offspring):
      "spawn " + describe(offspring: program.offsprings[Int(offspring)])
    case .detach(let offspring):
      "detach " + describe(offspring: program.offsprings[Int(offspring)])
    case .vanish: "vanish"
    case .fork(let fork): describe(fork: program.forks[Int(fork)])
    case .merge: "merge"
    case .gather(let batch): describe(batch: program.batches[Int(batch)])
    case .beginSetUp(let setUp, _):
      "begin to set up \(program.resources[Int(program.setUps[Int(setUp)].resource)].name)"
    case .endSetUp: "end to set up"
    case .closeBatch: "close the batch"
    case .convey(let resource, let phase):
      "\(program.resources[Int(resource)].name) \(phase)"
    case .disperse: "disperse"
    case .depart(let step, let outcome):
      "depart: \(program.outcomes[Int(outcome)])" + note(step)
    }
  }

  func describe(request: RequestSpecification) -> String {
    let items = program.items[Int(request.firstItem)..<Int(request.firstItem + request.itemCount)]
    let parts = items.map { item in
      let units = item.quantity >= 0 ? quantity(item.quantity) : "\(item.units)"
      var text = "\(units) × \(program.resources[Int(item.resource)].name)"
      if item.condition >= 0 { text += " where \(expression(item.condition))" }
      if item.preference >= 0 { text += " preferring \(expression(item.preference))" }
      return text
    }
    var text = "seize " + parts.joined(separator: " and ")
    if request.priority >= 0 { text += ", priority \(quantity(request.priority))" }
    text += describe(patienceOf: request)
    return text + note(request.step)
  }

  private func describe(release: ReleaseSpecification) -> String {
    var units = release.quantity >= 0 ? quantity(release.quantity) : "all"
    if release.newestFirst, !program.unitColumns.isEmpty { units += " (the last)" }
    let name = program.resources[Int(release.resource)].name
    return "release \(units) × \(name)" + note(release.step)
  }

  private func describe(shares table: ShareTable) -> String {
    var last = 0.0
    var parts: [String] = []
    for (cumulative, target) in zip(table.cumulative, table.targets) {
      parts.append("\(cumulative - last) to \(target)")
      last = cumulative
    }
    return "branch " + parts.joined(separator: ", ") + note(table.step)
  }

  func note(_ step: Int32) -> String {
    let step = program.steps[Int(step)]
    return "    ; \(step.name) (\(step.place))"
  }

  func quantity(_ index: Int32) -> String {
    switch program.quantities[Int(index)] {
    case .constant(let value): "\(value)"
    case .expression(let index): expression(index)
    case .draw(let index):
      if program.draws[Int(index)].parameters >= 0 {
        computedDistribution(program.draws[Int(index)].parameters)
      } else {
        "\(program.draws[Int(index)].distribution)"
      }
    }
  }

  private func computedDistribution(_ index: Int32) -> String {
    let parameters = program.drawParameters[Int(index)]
    return parameters.part >= 0
      ? "\(program.drawParts[Int(parameters.part)])"
      : "distribution \(parameters.entry)(computed at the draw)"
  }

  func expression(_ index: Int32) -> String {
    let range = program.expressions[Int(index)]
    let operations = program.operations[Int(range.first)..<Int(range.first + range.count)]
    return "[" + operations.map { describe($0) }.joined(separator: " ") + "]"
  }

  private func describe(_ operation: ExpressionOperation) -> String {
    switch operation {
    case .push(let value): "\(value)"
    case .attribute(let index): program.attributes[Int(index)]
    case .variable(let index): program.variables[Int(index)].name
    case .lastTime(let index): program.attributes[Int(index)]
    case .isSet(let index): "set(\(program.attributes[Int(index)]))"
    case .total(let index): "total(\(program.attributes[Int(index)]))"
    case .queueLength(let index): "queue(\(program.resources[Int(index)].name))"
    case .busyUnits(let index): "busy(\(program.resources[Int(index)].name))"
    case .freeUnits(let index): "free(\(program.resources[Int(index)].name))"
    case .expectedWait(let index): "expectedWait(\(program.resources[Int(index)].name))"
    case .held(let index): "held(\(program.resources[Int(index)].name))"
    case .placeOfUnit(let index): "place(\(program.resources[Int(index)].name))"
    case .capacity(let index): "capacity(\(program.resources[Int(index)].name))"
    default: describeLevel(operation)
    }
  }
}

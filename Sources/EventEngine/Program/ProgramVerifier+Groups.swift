extension ProgramVerifier {
  /// Proves the tables of entities that make, join or wait for others.
  mutating func verifyGroups() {
    for (number, offspring) in program.offsprings.enumerated() {
      let at = "offspring \(number)"
      index(offspring.step, in: program.steps.count, "\(at): step")
      index(offspring.source, in: program.sources.count, orNone: true, "\(at): source")
      index(offspring.entry, in: program.code.count, "\(at): entry")
      index(offspring.count, in: program.quantities.count, orNone: true, "\(at): count")
      requireLoops(offspring.loopDepth, at)
      requireRange(
        offspring.firstAttribute, offspring.attributeCount, in: program.givenAttributes.count,
        "\(at): attributes")
      requireRange(
        offspring.firstItem, offspring.itemCount, in: program.items.count, "\(at): items")
    }
    for (number, given) in program.givenAttributes.enumerated() {
      index(given.attribute, in: program.attributes.count, "given attribute \(number)")
      index(given.value, in: program.quantities.count, "given attribute \(number): value")
    }
    for (number, attribute) in program.keptAttributes.enumerated() {
      index(attribute, in: program.attributes.count, "kept attribute \(number)")
    }
    for (number, gathering) in program.gatherings.enumerated() {
      index(gathering.step, in: program.steps.count, "gathering \(number): step")
    }
    for (number, fork) in program.forks.enumerated() {
      let at = "fork \(number)"
      index(fork.step, in: program.steps.count, "\(at): step")
      index(fork.needed, in: program.quantities.count, orNone: true, "\(at): needed")
      index(fork.end, in: program.code.count, "\(at): end")
      index(fork.wait, in: program.gatherings.count, "\(at): wait")
      index(fork.cloneWait, in: program.gatherings.count, "\(at): wait of clones")
      requireRange(
        fork.firstBranch, fork.branchCount, in: program.offsprings.count, "\(at): ways")
      requireRange(fork.firstKept, fork.keptCount, in: program.keptAttributes.count, "\(at): kept")
      for branch in program.offsprings.dropFirst(Int(max(0, fork.firstBranch))).prefix(
        Int(max(0, fork.branchCount)))
      {
        require(branch.source >= 0, "\(at): a clone without a source")
      }
    }
    for batch in program.batches {
      index(batch.section, in: program.sectionDepth, orNone: true, "batch: section")
    }
    for (number, batch) in program.batches.enumerated() {
      let at = "batch \(number)"
      index(batch.step, in: program.steps.count, "\(at): step")
      index(batch.size, in: program.quantities.count, "\(at): size")
      index(batch.timeOut, in: program.quantities.count, orNone: true, "\(at): time-out")
      index(batch.key, in: program.expressions.count, orNone: true, "\(at): key")
      index(
        batch.countAttribute, in: program.attributes.count, orNone: true, "\(at): attribute")
      index(batch.exit, in: program.code.count, "\(at): exit")
      index(batch.most, in: program.quantities.count, orNone: true, "\(at): most")
      index(batch.order, in: program.attributes.count, orNone: true, "\(at): order")
      index(batch.wait, in: program.gatherings.count, "\(at): wait")
    }
    verifyMatches()
    for (number, instruction) in program.code.enumerated() {
      guard case .spawn(let offspring) = instruction,
        program.offsprings.indices.contains(Int(offspring))
      else { continue }
      require(
        program.offsprings[Int(offspring)].source >= 0,
        "instruction \(number): children without a source")
    }
  }

  mutating func requireRange(
    _ first: Int32, _ count: Int32, in all: Int, _ what: @autoclosure () -> String
  ) {
    require(
      first >= 0 && count >= 0 && Int(first) + Int(count) <= all,
      "\(what()): \(first) and \(count) of \(all)")
  }
}

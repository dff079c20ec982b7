extension ProgramVerifier {
  /// What the engine relies on at the slots of a list of appointments.
  mutating func verify(_ list: AppointmentSpecification, _ at: String) {
    require(
      zip(list.slots, list.slots.dropFirst()).allSatisfy { $0 <= $1 }
        && (list.slots.first ?? 0) >= 0,
      "\(at): slots are not ascending")
    require(list.numbers.count == list.slots.count, "\(at): numbers of slots")
    require(
      list.period >= 0 && (list.period == 0 || (list.slots.last ?? 0) < list.period),
      "\(at): slots are longer than their period")
    for share in [list.noShow, list.cancelled, list.refilled] {
      require(share >= 0 && share <= 1, "\(at): no probability")
    }
    require(list.earliest >= 0 && list.earliest <= maximumTick, "\(at): earliest")
    for quantity in [list.lateness, list.notice] {
      index(quantity, in: program.quantities.count, orNone: true, "\(at): appointments")
      if quantity >= 0 { requireNoEntity(quantity, at) }
    }
    index(list.timeAttribute, in: program.attributes.count, "\(at): time of the slot")
    index(list.slotAttribute, in: program.attributes.count, "\(at): number of the slot")
    if list.ends >= 0 {
      require(
        list.sinceFirst.count == list.slots.count
          && list.sinceFirst.allSatisfy { $0 >= 0 && $0 < Ticks.day || list.period == 0 },
        "\(at): slots of a session")
      require(list.startInDay >= 0 && list.startInDay < Ticks.day, "\(at): start of the run")
      require(list.ends < 2 * Ticks.day || list.period == 0, "\(at): end of a session")
    }
  }

  /// What the engine relies on where an occasion brings more or less than one entity.
  mutating func verifyManner(of source: SourceSpecification, _ at: String) {
    let batch = source.manner.batch
    index(batch, in: program.quantities.count, orNone: true, "\(at): batch")
    if batch >= 0 { requireNoEntity(batch, at) }
    let times = source.manner.times
    index(times, in: program.expressions.count, orNone: true, "\(at): times")
    require(!readsEntity(times), "\(at): reads an entity before there is one")
    require(source.manner.atMost > 0 && source.manner.atMost.isFinite, "\(at): no bound")
  }

  /// What the engine relies on where a rate is a product of factors.
  mutating func verify(_ rate: ModulatedRate, _ at: String) {
    require(rate.breaks.count == rate.rates.count, "\(at): rates")
    require(rate.phases.isEmpty != rate.breaks.isEmpty, "\(at): neither rates nor phases, or both")
    require((rate.breaks.first ?? 0) == 0, "\(at): rates do not begin at 0")
    require(
      zip(rate.breaks, rate.breaks.dropFirst()).allSatisfy { $0 < $1 }, "\(at): breaks do not rise")
    require(
      rate.period >= 0 && (rate.period == 0 || (rate.breaks.last ?? 0) < rate.period),
      "\(at): breaks are longer than their period")
    require(
      (rate.rates + rate.phases.map(\.rate)).allSatisfy { $0 >= 0 && $0.isFinite },
      "\(at): no rate")
    for phase in rate.phases {
      index(phase.sojourn, in: program.quantities.count, "\(at): length of a phase")
      requireNoEntity(phase.sojourn, at)
      require(
        phase.next.isEmpty || phase.next.count == rate.phases.count, "\(at): next phases")
    }
    for quantity in [rate.dayFactor, rate.runFactor] {
      index(quantity, in: program.quantities.count, orNone: true, "\(at): factor")
      if quantity >= 0 { requireNoEntity(quantity, at) }
    }
  }
}

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
  }

  /// What the engine relies on where an occasion brings more or less than one entity.
  mutating func verifyManner(of source: SourceSpecification, _ at: String) {
    let batch = source.manner.batch
    index(batch, in: program.quantities.count, orNone: true, "\(at): batch")
    if batch >= 0 { requireNoEntity(batch, at) }
  }
}

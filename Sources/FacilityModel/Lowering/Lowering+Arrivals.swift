import EventEngine

extension Lowering {
  /// What entities of a mix begin with: their class, its attributes, the way to its pathway.
  ///
  /// - Returns: where they enter.
  mutating func lower(_ mix: MixDefinition, of source: SourceDefinition, entries: [Int32])
    -> Int32
  {
    let info = StepInfo(
      name: "arrivals/" + source.name, keyword: "arrivals", place: source.place)
    let entry = counter
    on(step(info)) { lowering in
      let labels = mix.parts.map { _ in lowering.makeLabel() }
      lowering.branch(shares: mix.parts.map(\.share), to: labels, info, loopDepth: 0)
      for (part, label) in zip(mix.parts, labels) {
        lowering.place(label)
        lowering.assign(mix.attribute, .expression(.constant(part.label)))
        for (attribute, value) in part.attributes { lowering.assign(attribute, value) }
        lowering.emit(.jump(target: entries[part.pathway]))
      }
    }
    return entry
  }

  /// A list of appointments as the engine knows it.
  mutating func appointments(_ list: AppointmentDefinition, source: String, _ time: TimeFrame)
    -> AppointmentSpecification
  {
    var specification = AppointmentSpecification(
      slots: list.slots, numbers: list.numbers, period: list.period,
      purpose: hash(ofName: "arrivals/\(source)/attendance"))
    specification.noShow = list.noShow
    specification.cancelled = list.cancelled
    if let lateness = list.lateness { specification.lateness = quantity(lateness) }
    specification.earliest = list.earliest
    if let notice = list.notice { specification.notice = quantity(notice) }
    specification.refillNotice = list.refillNotice
    specification.refilled = list.refilled
    specification.timeAttribute = list.timeAttribute
    specification.slotAttribute = list.slotAttribute
    specification.skipped = list.skipped
    specification.ends = list.ends ?? -1
    specification.sinceFirst = list.sinceFirst
    specification.startDay = Int64(time.startDay ?? 0)
    specification.startInDay = time.startInWeek % Ticks.day
    return specification
  }
}

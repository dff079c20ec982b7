import OutputStatistics

extension Engine {
  /// How long somebody who joins the line of a resource now, as its last, would wait for a unit: 0
  /// where nobody waits and a unit is free, without end where no unit is on duty, else those who
  /// wait and one more, by the units on duty, times the mean time in use so far.
  ///
  /// The mean is that at the last giving back: it stays as it is while nothing happens.
  @inline(never)
  mutating func expectedWait(_ resource: Int32) -> Double {
    let state = resources[resource]
    if state.queued.value == 0, state.free > 0 { return 0 }
    if state.capacity <= 0 { return .infinity }
    return Double(state.queued.value &+ 1) / Double(state.capacity) * uses[resource].meanUse
  }
}

extension Program {
  /// Whether something asks how a resource has been used.
  func followsUse(of resource: Int32) -> Bool {
    operations.contains(.expectedWait(resource))
      || choices.contains { choice in
        choice.rule == .longestIdle
          && options[Int(choice.firstOption)..<Int(choice.firstOption + choice.optionCount)]
            .contains { option in
              items[Int(option.firstItem)..<Int(option.firstItem + option.itemCount)]
                .contains { $0.resource == resource }
            }
      }
  }
}

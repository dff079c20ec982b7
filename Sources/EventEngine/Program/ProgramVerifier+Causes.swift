extension ProgramVerifier {
  /// Every request belongs to a group of the resources that it asks for.
  mutating func verifyCauses() {
    guard program.followsCauses else {
      let isRead = program.operations.contains {
        if case .account(let figure) = $0 { figure.cause != nil } else { false }
      }
      return require(!isRead, "causes of waits: read, and not followed")
    }
    require(program.keepsAccounts, "causes of waits: without accounts")
    require(
      program.groupOfRequest.count == program.requests.count, "causes of waits: groups of requests")
    var next: Int32 = 0
    for (number, group) in program.waitGroups.enumerated() {
      require(group.firstClock == next, "group \(number): clocks")
      require(group.itemCount > 0, "group \(number): no items")
      index(group.firstItem, in: program.items.count, "group \(number): items")
      index(
        group.firstItem &+ max(group.itemCount, 1) &- 1, in: program.items.count,
        "group \(number): items")
      next &+= group.clockCount
    }
    for (number, group) in program.groupOfRequest.enumerated() where group != -1 {
      index(group, in: program.waitGroups.count, "request \(number): group")
    }
  }
}

import EventEngine

extension Lowering {
  /// Groups the requests by the resources that they ask for, in their order, each once.
  mutating func groupWaits() {
    edit { program in
      program.followsCauses = true
      program.groupOfRequest = program.requests.map { request in
        if request.itemCount == 0 { return -1 }
        func resources(_ first: Int32, _ count: Int32) -> [Int32] {
          program.items[Int(first)..<Int(first + count)].map(\.resource)
        }
        let wanted = resources(request.firstItem, request.itemCount)
        let known = program.waitGroups.firstIndex {
          resources($0.firstItem, $0.itemCount) == wanted
        }
        if let known { return Int32(known) }
        program.waitGroups.append(
          WaitGroup(
            firstClock: program.waitGroups.reduce(0) { $0 + $1.clockCount },
            firstItem: request.firstItem, itemCount: request.itemCount))
        return Int32(program.waitGroups.count - 1)
      }
    }
  }
}

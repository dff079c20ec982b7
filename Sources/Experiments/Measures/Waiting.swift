package import EventEngine
package import FacilityModel

/// How long entities wait for what they ask for.
package enum WaitingTime: Measure {
  package static let name = "waiting time"
  package static let definition =
    "time from asking for resources to getting them, zeros included, of waits that ended with a "
    + "grant during the window"

  package static func collect(
    _ record: ReplicationRecord, of model: Model, _ program: Program,
    into collector: inout FigureCollector
  ) {
    for (index, request) in program.requests.enumerated() where program.isWaitedFor(request) {
      collector.add(
        name, "step " + program.steps[Int(request.step)].name, of: record.waits[index],
        kind: .duration)
    }
    for (index, resource) in program.resources.enumerated() {
      let asking = program.requests.indices.filter { program.asks($0, for: index) }
      guard var all = asking.first.map({ record.waits[$0] }) else { continue }
      for request in asking.dropFirst() { all.merge(record.waits[request]) }
      collector.add(name, "resource " + resource.name, of: all, kind: .duration)
    }
  }
}

/// How long entities wait that give up.
package enum GivingUp: Measure {
  package static let name = "time until giving up"
  package static let definition =
    "time from asking for resources to losing patience, of those who gave up during the window"

  package static func collect(
    _ record: ReplicationRecord, of model: Model, _ program: Program,
    into collector: inout FigureCollector
  ) {
    for (index, request) in program.requests.enumerated()
    where request.patience >= 0 || request.givingUp >= 0 {
      let scope = "step " + program.steps[Int(request.step)].name
      let (gaveUp, served) = (record.abandonedWaits[index], record.waits[index])
      let all = gaveUp.count + served.count
      collector.add(
        "gave up waiting", scope, "share", unit: "1",
        all > 0 ? Double(gaveUp.count) / Double(all) : nil, observations: all)
      collector.add(name, scope, of: gaveUp, kind: .duration)
    }
  }
}

extension Program {
  /// Whether anybody of the facility waits with a request: not who sees to units that open.
  fileprivate func isWaitedFor(_ request: RequestSpecification) -> Bool {
    steps[Int(request.step)].keyword != "extra"
  }

  /// Whether a request asks for a resource.
  func asks(_ request: Int, for resource: Int) -> Bool {
    let specification = requests[request]
    return
      items[
        Int(specification.firstItem)..<Int(specification.firstItem + specification.itemCount)
      ]
      .contains { Int($0.resource) == resource }
  }
}

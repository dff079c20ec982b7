import EventEngine
import FacilityModel

extension ReferenceInterpreter {
  /// A tick of work is so many shares.
  private var perTick: Int128 { 1 << 20 }

  /// Work begins at a resource that all who are present share.
  func beginSharing(_ work: Work, _ resource: Int32) {
    settleSharing(resource)
    work.shares = Int128(work.left ?? 0) * perTick
    sharing[resource, default: ([], now)].works.append(work)
    planSharing(resource)
  }

  /// Work is done or interrupted: if it was shared, the others become faster.
  func leaveSharing(_ work: Work) {
    for (resource, state) in sharing where state.works.contains(where: { $0 === work }) {
      settleSharing(resource)
      work.end = now + Int64((work.shares + perTick - 1) / perTick)
      sharing[resource]?.works.removeAll { $0 === work }
      planSharing(resource)
    }
  }

  /// Takes from all that is left what has been done since anything changed.
  private func settleSharing(_ resource: Int32) {
    guard let state = sharing[resource] else { return }
    sharing[resource]?.since = now
    let present = Int128(state.works.count)
    if present == 0 { return }
    let units = min(present, Int128(model.resources[Int(resource)].sharedUnits))
    let done = Int128(now - state.since) * units * perTick / present
    for work in state.works { work.shares = max(0, work.shares - done) }
  }

  /// Plans anew when each work would be over if nothing changed, those with least left first.
  private func planSharing(_ resource: Int32) {
    guard let works = sharing[resource]?.works else { return }
    for work in works {
      upcoming.removeAll {
        if case .workOver(let other) = $0.what { other === work } else { false }
      }
    }
    let present = Int128(works.count)
    let units = min(present, Int128(model.resources[Int(resource)].sharedUnits))
    let order = works.indices.sorted { (works[$0].shares, $0) < (works[$1].shares, $1) }
    for work in order.map({ works[$0] }) {
      let ticks = (work.shares * present + units * perTick - 1) / (units * perTick)
      schedule(.workOver(work), order: 1, at: now + Int64(ticks))
    }
  }
}

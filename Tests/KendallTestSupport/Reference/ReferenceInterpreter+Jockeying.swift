import EventEngine
import FacilityModel

/// What somebody who stands in one of several lines might stand in instead.
struct Jockeying {
  let choice: Choice
  let ways: [[Need]]
  let then: ([Need]) -> [Task]
}

extension ReferenceInterpreter {
  /// Whether anybody may change from line to line.
  var hasJockeys: Bool { stations.contains { $0.line.contains { $0.jockeying != nil } } }

  /// Lets those who gain most by it change to a shorter line; true if anybody has.
  func jockey() throws(ReferenceFailure) -> Bool {
    func length(_ resource: Int32) -> Int64 {
      let station = stations[Int(resource)]
      return Int64(station.line.count) - max(0, station.free)
    }
    var hasMoved = false
    while true {
      var moves: [(gain: Int64, waiting: Waiting, from: Int32, way: Int)] = []
      for (index, station) in stations.enumerated() {
        guard let waiting = station.line.last(where: { $0.jockeying != nil }),
          let jockeying = waiting.jockeying
        else { continue }
        let lengths = jockeying.ways.map { length($0[0].resource) }
        let shortest = lengths.min() ?? 0
        let gain = length(Int32(index)) - shortest
        if gain >= jockeying.choice.jockey ?? .max {
          let way = lengths.firstIndex(of: shortest) ?? 0
          moves.append((gain, waiting, Int32(index), way))
        }
      }
      let most = moves.map { $0.gain }.max()
      guard let move = moves.first(where: { $0.gain == most }) else { return hasMoved }
      try changeLine(move.waiting, from: move.from, to: move.way)
      hasMoved = true
    }
  }

  private func changeLine(_ waiting: Waiting, from: Int32, to way: Int) throws(ReferenceFailure) {
    guard let jockeying = waiting.jockeying else { return }
    let need = jockeying.ways[way][0]
    let rank = try order(of: need.resource, waiting.visitor)
    waiting.orders = [need.resource: rank]
    change(from) { $0.line.removeAll { $0 === waiting } }
    mark(from)
    waiting.needs = [need]
    waiting.whenGranted = jockeying.then([need])
    let place = place(of: waiting, in: need.resource)
    change(need.resource) { $0.line.insert(waiting, at: place) }
    if stations[Int(need.resource)].free > 0 { mark(need.resource) }
    remember(way, of: jockeying.choice, waiting.visitor, waiting.step)
    note(.joined, waiting.visitor, waiting.step.name)
  }
}

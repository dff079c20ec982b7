import EventEngine
package import Experiments
import FacilityModel

/// Where in a drawing the entities of a replay are, and along which ways they go.
package struct ReplayMap {
  let scene: FlowScene
  /// The steps that occur: the spot of the drawing, and what the step is called.
  package private(set) var steps: [(spot: Int, name: String)] = []
  /// By entity and move: the step, by its number in `steps`.
  package private(set) var codes: [[Int]] = []
  /// The ways from spot to spot that are gone, where they are drawn.
  package private(set) var routes: [(from: Int, to: Int, way: [FlowSpot.Point])] = []

  private var spots: [String: Int] = [:]
  private var heads: [String: [Int]] = [:]
  private var numbers: [SIMD2<Int>: Int] = [:]

  package init(_ replay: Replay, in scene: FlowScene) {
    self.scene = scene
    for (index, spot) in scene.spots.enumerated() {
      if spot.pathway.isEmpty || spot.name.hasSuffix("/end") { spots[spot.name] = index }
      if spot.name.hasPrefix("arrivals/") { heads[spot.name, default: []].append(index) }
    }
    guard !scene.spots.isEmpty else { return }
    let program = replay.compiled.program
    let names = CaseNames.steps(of: program)
    let places = program.steps.map { place(of: $0.name) }
    let joins = program.steps.map { place(of: $0.name + FlowLayout.joinSuffix) }
    for entity in replay.entities {
      var own: [Int] = []
      let head = self.head(of: entity, program)
      for move in entity.moves {
        let isHead = program.steps[Int(move.step)].name.hasPrefix("arrivals/")
        let isTogether = [.gathering, .reunited, .merged].contains(move.happening)
        let place = (isTogether ? joins : places)[Int(move.step)]
        let spot = (isHead ? nil : place) ?? head
        own.append(number(of: Int(move.step), at: spot, names))
      }
      codes.append(own)
    }
    findRoutes()
  }

  /// The spot of a step that has the name, or of what is around it.
  private func place(of name: String) -> Int? {
    var parts = name.split(separator: "/", omittingEmptySubsequences: false)
    while !parts.isEmpty {
      if let spot = spots[parts.joined(separator: "/")] { return spot }
      parts.removeLast()
    }
    return nil
  }

  /// Where an entity comes in: of the places where its source is drawn, that of its pathway.
  private func head(of entity: Replay.Entity, _ program: Program) -> Int {
    let own = heads["arrivals/" + program.sources[Int(entity.source)].name] ?? []
    let next = entity.moves.dropFirst().first.map { program.steps[Int($0.step)].name } ?? ""
    let pathway = own.first { next.hasPrefix(scene.spots[$0].pathway + "/") }
    if let spot = pathway ?? own.first { return spot }
    let first = next.split(separator: "/").first.map { String($0) + "/" } ?? ""
    return scene.spots.firstIndex { $0.name.hasPrefix(first) } ?? 0
  }

  private mutating func number(of step: Int, at spot: Int, _ names: [String]) -> Int {
    let key = SIMD2(step, spot)
    if let known = numbers[key] { return known }
    numbers[key] = steps.count
    steps.append((spot, names[step]))
    return steps.count - 1
  }

  private mutating func findRoutes() {
    var targets: [Int: Set<Int>] = [:]
    for own in codes {
      for (one, next) in zip(own, own.dropFirst()) where steps[one].spot != steps[next].spot {
        targets[steps[one].spot, default: []].insert(steps[next].spot)
      }
    }
    let network = FlowNetwork(scene)
    for from in targets.keys.sorted() {
      let to = (targets[from] ?? []).sorted()
      for (to, way) in zip(to, network.routes(from: from, to: to)) {
        if let way { routes.append((from, to, way)) }
      }
    }
  }
}

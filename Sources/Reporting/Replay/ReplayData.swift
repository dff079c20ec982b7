import EventEngine
package import Experiments
import FacilityModel

/// A replay as the page reads it: whole numbers, differences where that is shorter.
///
/// Times are milliseconds since the start of the run, as in the event log. Of an entity: its name,
/// its class, its outcome (-1: it does not leave), then for each move the time since the one before
/// and step · 32 + what happened. Of a resource: time since the change before, and the levels.
package struct ReplayData {
  let replay: Replay
  let map: ReplayMap
  let classes: ReplayClasses

  package init(_ replay: Replay, _ map: ReplayMap) {
    self.replay = replay
    self.map = map
    classes = ReplayClasses(replay)
  }

  private var program: Program { replay.compiled.program }

  /// The JSON text, which may stand in a page.
  package var text: String {
    let time = replay.compiled.model.time
    let base = EventLog.moment(0, time)
    let parts = [
      "\"base\":\(base / 1000)", "\"dated\":\(time.startDay != nil)",
      "\"start\":\(Self.ms(replay.window.lowerBound))",
      "\"end\":\(Self.ms(replay.window.upperBound))",
      "\"bar\":\(Markup.number(FlowScene.barWidth))",
      "\"classes\":\(Self.list(classes.names.map(Self.quoted)))",
      "\"outcomes\":\(Self.list(program.outcomes.map(Self.quoted)))",
      "\"steps\":\(Self.list(map.steps.map { "[\($0.spot),\(Self.quoted($0.name))]" }))",
      "\"spots\":\(Self.list(map.scene.spots.map { spot($0) }))",
      "\"routes\":\(Self.list(map.routes.map { route($0) }))",
      "\"resources\":\(Self.list(program.resources.indices.map { resource($0) }))",
      "\"entities\":[\n\(replay.entities.indices.map { entity($0) }.joined(separator: ",\n"))]",
    ]
    return "{\(parts.joined(separator: ",\n"))}"
  }

  static func ms(_ tick: Int64) -> Int64 { tick / 1000 }

  private static func list(_ items: [String]) -> String {
    "[" + items.joined(separator: ",") + "]"
  }

  /// A string of JSON in which nothing ends a script.
  private static func quoted(_ text: String) -> String {
    String(JSONText.string(text).text.dropLast()).replacing("<", with: "\\u003c")
  }

  private func spot(_ spot: FlowSpot) -> String {
    func area(_ area: FlowSpot.Area) -> String {
      Self.list([area.x, area.y, area.width, area.height].map(Markup.number))
    }
    return Self.list([
      Self.quoted(spot.title), area(spot.box), area(spot.line), area(spot.seats),
      spot.isTravelled ? "1" : "0",
    ])
  }

  private func route(_ route: (from: Int, to: Int, way: [FlowSpot.Point])) -> String {
    Self.list(
      [String(route.from), String(route.to)]
        + route.way.flatMap { [Markup.number($0.x), Markup.number($0.y)] })
  }

  private func entity(_ index: Int) -> String {
    let entity = replay.entities[index]
    var numbers = [String(classes.ofEntities[index]), String(entity.outcome ?? -1)]
    var before: Int64 = 0
    for (move, code) in zip(entity.moves, map.codes[index]) {
      let time = Self.ms(move.tick)
      numbers.append(String(time - before))
      numbers.append(String(code * 32 + Int(move.happening.rawValue)))
      before = time
    }
    return "[\(Self.quoted(entity.name)),\(numbers.joined(separator: ","))]"
  }

  private func resource(_ index: Int) -> String {
    let definition = replay.compiled.model.resources[index]
    let count = Engine.followedLevels.count
    var numbers: [String] = []
    var (before, last): (Int64, [Int64]) = (0, [])
    for sample in replay.samples {
      let levels = Array(sample.levels[(1 + index * count)..<(1 + (index + 1) * count)])
      if levels == last { continue }
      let time = Self.ms(sample.tick)
      numbers.append(String(time - before))
      numbers += levels.map { String($0) }
      (before, last) = (time, levels)
    }
    let kind = definition.stock != nil ? 2 : definition.plan.isUnlimited ? 1 : 0
    return "[\(Self.quoted(definition.name)),\(kind),\(numbers.joined(separator: ","))]"
  }
}

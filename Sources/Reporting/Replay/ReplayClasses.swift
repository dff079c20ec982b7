import EventEngine
import Experiments
import FacilityModel

/// What entities of a replay are told apart by: their source, or the value of an attribute.
struct ReplayClasses {
  private(set) var names: [String] = []
  private(set) var ofEntities: [Int] = []

  /// More are not told apart by colour and shape: the rest is one class.
  static let most = 8

  init(_ replay: Replay) {
    let own = replay.entities.map { Self.name(of: $0, in: replay) }
    var counts: [String: (order: Double, count: Int)] = [:]
    for one in own { counts[one.name, default: (one.order, 0)].count += 1 }
    var shown = counts.keys.sorted { a, b in
      guard let a = counts[a], let b = counts[b] else { return a < b }
      return a.order < b.order
    }
    if shown.count > Self.most {
      let kept = Set(
        shown.enumerated().sorted { a, b in
          let (left, right) = (counts[a.element]?.count ?? 0, counts[b.element]?.count ?? 0)
          return left == right ? a.offset < b.offset : left > right
        }.prefix(Self.most - 1).map(\.element))
      shown = shown.filter { kept.contains($0) } + ["others"]
    }
    names = shown
    ofEntities = own.map { one in shown.firstIndex(of: one.name) ?? shown.count - 1 }
  }

  private static func name(of entity: Replay.Entity, in replay: Replay)
    -> (name: String, order: Double)
  {
    guard let index = replay.request.attribute else {
      return (replay.compiled.program.sources[Int(entity.source)].name, Double(entity.source))
    }
    let attribute = replay.compiled.model.attributes[index]
    guard let value = entity.value else { return ("no \(attribute.name)", .infinity) }
    let label = attribute.values.first { $0.value == value }?.label
    return ("\(attribute.name) \(label ?? TerminalSummary.short(value))", value)
  }
}

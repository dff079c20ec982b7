/// What an entity holds at some place of a pathway, as far as the text tells.
struct Holdings: Equatable {
  /// How many units of a resource are held: at least, and at most.
  struct Units: Equatable {
    var least: Int64 = 0
    var most: Int64 = 0
  }

  /// Stands for any number.
  static let many: Int64 = 1 << 32

  private var held: [Int32: Units] = [:]

  subscript(resource: Int32) -> Units {
    get { held[resource] ?? Units() }
    set { held[resource] = newValue == Units() ? nil : newValue }
  }

  /// The resources of which something is certainly held.
  var certain: [Int32] { held.filter { $0.value.least > 0 }.keys.sorted() }

  /// The resources of which something may be held.
  var possible: [Int32] { held.filter { $0.value.most > 0 }.keys.sorted() }

  /// Takes units; as many as an expression says is at least one.
  mutating func seize(_ items: [FacilityModel.Units]) {
    for item in items {
      let count = item.count.constantValue.map { Int64($0) }
      self[item.resource].least += count ?? 1
      self[item.resource].most = min(Self.many, self[item.resource].most + (count ?? Self.many))
    }
  }

  /// What is known where several ways meet; nil where none of them arrives.
  static func joined(_ ways: [Holdings?]) -> Holdings? {
    let ways = ways.compactMap { $0 }
    guard var result = ways.first else { return nil }
    for way in ways.dropFirst() {
      for resource in Set(result.held.keys).union(way.held.keys) {
        result[resource] = Units(
          least: min(result[resource].least, way[resource].least),
          most: max(result[resource].most, way[resource].most))
      }
    }
    return result
  }

  /// The same without any bound that differs from an earlier round of a loop.
  func widened(from earlier: Holdings) -> Holdings {
    var result = self
    for resource in Set(held.keys).union(earlier.held.keys) {
      if self[resource].least != earlier[resource].least { result[resource].least = 0 }
      if self[resource].most != earlier[resource].most { result[resource].most = Self.many }
    }
    return result
  }
}

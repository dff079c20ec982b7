import FacilityModel

/// What a page of a replay reads in its data, read once more.
struct ReplayNumbers {
  struct Entity {
    var times: [Int]
    var happenings: [Int]

    /// Whether it has left, or has become part of another.
    var isGone: Bool { happenings.last == 7 || happenings.last == 16 }

    func isInside(at time: Int) -> Bool {
      times[0] <= time && (!isGone || times[times.count - 1] > time)
    }
  }

  var entities: [Entity] = []
  /// The spots of the steps.
  var spots: [Int] = []
  /// By resource: times, and five levels for each.
  private var resources: [(times: [Int], levels: [[Int64]])] = []

  /// Nil where something is not as it should be.
  init?(_ data: LocatedNode) {
    guard let steps = data.member("steps")?.elements, let rows = data.member("entities")?.elements,
      let spotCount = data.member("spots")?.elements?.count,
      let resourceRows = data.member("resources")?.elements,
      let classes = data.member("classes")?.elements?.count
    else { return nil }
    for step in steps {
      guard let spot = step.elements?.first?.int, spot < spotCount else { return nil }
      spots.append(spot)
    }
    for row in rows {
      let numbers = (row.elements ?? []).dropFirst().compactMap(\.int)
      guard numbers.count == (row.elements?.count ?? 0) - 1, numbers.count % 2 == 0,
        numbers.count > 2, (0..<classes).contains(numbers[0])
      else { return nil }
      var entity = Entity(times: [], happenings: [])
      var time = 0
      for index in stride(from: 2, to: numbers.count, by: 2) {
        guard entity.times.isEmpty || numbers[index] >= 0, numbers[index + 1] / 32 < steps.count
        else { return nil }
        time += numbers[index]
        entity.times.append(time)
        entity.happenings.append(numbers[index + 1] % 32)
      }
      entities.append(entity)
    }
    for row in resourceRows {
      let numbers = (row.elements ?? []).dropFirst(2).compactMap(\.int)
      guard numbers.count % 6 == 0, !numbers.isEmpty else { return nil }
      var resource: (times: [Int], levels: [[Int64]]) = ([], [])
      var time = 0
      for index in stride(from: 0, to: numbers.count, by: 6) {
        time += numbers[index]
        resource.times.append(time)
        resource.levels.append(numbers[(index + 1)..<(index + 6)].map { Int64($0) })
      }
      resources.append(resource)
    }
  }

  func inside(at time: Int64) -> Int { entities.count { $0.isInside(at: Int(time)) } }

  func levels(at time: Int64) -> ArraySlice<Int64> {
    ArraySlice(
      resources.flatMap { resource in
        resource.levels[resource.times.lastIndex { $0 <= Int(time) } ?? 0]
      })
  }
}

extension LocatedNode {
  /// The number as it is written, where it is whole.
  fileprivate var int: Int? {
    if case .number(_, let literal) = content { Int(literal) } else { nil }
  }
}

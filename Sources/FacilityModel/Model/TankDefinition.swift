package import EventEngine

/// A tank: how much there is room for, what is in it, and what happens when it is full.
package struct TankDefinition: Sendable {
  package var name: String
  /// How much there is room for, in units; nil for any amount.
  package var most: Double?
  package var initial: Double
  /// What its amounts are in, such as "m3".
  package var unit: String?
  package var stopsWhenFull: Bool
  package var place: Place
}

/// Something that flows into a tank, out of one, or from one to another.
package struct FlowDefinition: Sendable {
  package enum Rate: Sendable {
    case plan(FlowPlan)
    case expression(Expression)
    /// What entities draw or pour at the moment.
    case entities
  }

  package var name: String
  /// The tanks that it leaves and reaches, or nil for the world outside.
  package var from: Int32?
  package var to: Int32?
  package var rate: Rate
  /// What opens it, if it is not always open, and what closes it, if not that this holds no longer.
  package var opens: AwaitedCondition?
  package var closes: AwaitedCondition?
}

extension Model {
  /// The tanks so that whatever flows from one to another flows to a later one; nil where something
  /// flows in a circle.
  package static func tankOrder(_ count: Int, _ flows: [FlowDefinition]) -> [Int32]? {
    var order: [Int32] = []
    while order.count < count {
      let next = (0..<Int32(count)).first { tank in
        !order.contains(tank)
          && flows.allSatisfy { flow in
            flow.to != tank || flow.from.map { order.contains($0) } ?? true
          }
      }
      guard let next else { return nil }
      order.append(next)
    }
    return order
  }
}

/// Something that happens to the facility for a while: a surge, a closure, a strike, an outage.
///
/// When a shock is on is drawn by its name and the number of its occurrence alone, so that sources
/// can look ahead and that nothing else in the model changes it.
package struct ShockSpecification: Sendable, Equatable {
  package var step: Int32
  /// The variable that is 1 while it is on, and else 0.
  package var variable: Int32
  /// When it begins: ticks since the start, as quantities keyed by their number; rising where there
  /// are several.
  package var times: [Int32] = []
  /// From the end of one to the beginning of the next (a quantity in ticks), or -1.
  package var every: Int32 = -1
  /// How long it lasts (a quantity in ticks keyed by the number of the occurrence).
  package var length: Int32
  /// The probability that an occurrence takes place, and what the draws of that are for.
  package var probability = 1.0
  package var purpose: UInt64
  package var effects: [ShockEffect] = []
  /// Whether work in hand beyond what is left on duty is interrupted as it begins.
  package var preempts = false

  package init(step: Int32, variable: Int32, length: Int32, purpose: UInt64) {
    self.step = step
    self.variable = variable
    self.length = length
    self.purpose = purpose
  }
}

/// What a shock does to the capacity of a resource while it is on.
package struct ShockEffect: BitwiseCopyable, Sendable, Equatable {
  package var resource: Int32
  package var factor = 1.0
  /// Units beyond those of the rota; negative where some are missing.
  package var more: Int64 = 0
  /// The number of units, whatever the rota says, or -1.
  package var set: Int64 = -1

  package init(resource: Int32) { self.resource = resource }
}

/// By what a shock multiplies the arrivals of a source.
package struct ShockFactor: BitwiseCopyable, Sendable, Equatable {
  package var shock: Int32
  package var factor: Double

  package init(shock: Int32, factor: Double) {
    self.shock = shock
    self.factor = factor
  }
}

/// The capacity that several shocks together leave of a rota's.
///
/// All factors multiply the units of the rota, rounded down once; then all units are added and
/// taken away, down to none; the least of the numbers that are set replaces that.
package struct ShockedCapacity {
  private var factor = 1.0
  private var more: Int64 = 0
  private var set: Int64 = -1

  package init() {}

  package mutating func add(_ effect: ShockEffect) {
    factor *= effect.factor
    more &+= effect.more
    if effect.set >= 0 { set = set < 0 ? effect.set : min(set, effect.set) }
  }

  package func capacity(of planned: Int64) -> Int64 {
    if set >= 0 { return set }
    if factor == 1 { return max(0, planned &+ more) }
    // What is a whole number but for rounding is that number.
    return max(0, Int64((Double(planned) * factor + 1e-9).rounded(.down)) &+ more)
  }

  /// The most units that a resource can have under any of the shocks at once.
  package static func most(of plan: CapacityPlan, under effects: [ShockEffect]) -> Int64 {
    let planned = plan.most
    var raised = ShockedCapacity()
    var set: Int64 = 0
    for effect in effects {
      raised.factor *= max(1, effect.factor)
      raised.more += max(0, effect.more)
      set = max(set, effect.set)
    }
    return max(raised.capacity(of: planned), set)
  }
}

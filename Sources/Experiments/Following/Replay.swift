package import EventEngine
package import FacilityModel

/// A part of one replication, with whatever is needed to show any moment of it.
package struct Replay: Sendable {
  /// A line of the log of an entity.
  package struct Move: Sendable {
    package var tick: Int64
    package var step: Int32
    package var happening: Happening
  }

  package struct Entity: Sendable {
    /// Such as `walk-in:17`, as the event log has it.
    package var name: String
    package var source: Int32
    package var moves: [Move]
    /// How it left; nil while it is inside, or where it has become part of another.
    package var outcome: Int32?
    /// The last value of the attribute that it is told apart by.
    package var value: Double?

    /// When it came; moves that lie long before the window are left out, this one never.
    package var start: Int64 { moves[0].tick }

    /// When it left or became part of another; nil while it is inside.
    package var end: Int64? {
      guard let last = moves.last, last.happening == .departed || last.happening == .merged
      else { return nil }
      return last.tick
    }
  }

  /// The number inside and then `Engine.followedLevels` of each resource, from a tick on.
  package struct Sample: Sendable {
    package var tick: Int64
    package var levels: [Int64]
  }

  /// What is wanted of the replication.
  package struct Request: Sendable {
    package var seed: UInt64
    package var replication: UInt64
    /// In ticks from the start of the run; without one, the end of the warm-up.
    package var from: Int64?
    /// In ticks; without one, a day, or all where little happens.
    package var length: Int64?
    /// The attribute by which entities are told apart; without one, it is their source.
    package var attribute: Int?
    /// As many events as a page takes.
    package var mostEvents: Int

    package init(
      seed: UInt64 = 1, replication: UInt64 = 0, from: Int64? = nil, length: Int64? = nil,
      attribute: Int? = nil, mostEvents: Int = 40_000
    ) {
      self.seed = seed
      self.replication = replication
      self.from = from
      self.length = length
      self.attribute = attribute
      self.mostEvents = mostEvents
    }
  }

  /// Why there is nothing to show.
  package enum Problem: Error, Sendable {
    case failure(FailureText)
    /// The run ends before, at this tick.
    case beyondTheEnd(Int64)
  }

  package let compiled: CompiledModel
  package let request: Request
  package internal(set) var entities: [Entity]
  /// In the order of time; the first at or before the start of the window.
  package internal(set) var samples: [Sample]
  /// What is shown, in ticks; the state at its very end is part of it.
  package internal(set) var window: Range<Int64>
  /// Where more was wanted than a page takes: what was.
  package internal(set) var wanted: Int64?
}

import RandomStreams

/// What an entity did at a step.
package enum Happening: UInt8, BitwiseCopyable, Sendable, CaseIterable {
  /// Entered the facility.
  case arrived
  /// Began to wait for what it asks for.
  case joined
  /// Got what it asked for.
  case granted
  /// Gave up waiting.
  case reneged
  /// Began to let time pass.
  case began
  /// Its time has passed.
  case ended
  /// Gave units back.
  case released
  /// Left the facility.
  case departed
  /// Was taken out of what it was doing or waiting for.
  case interrupted
  /// Had no time left for a section.
  case timedOut
  /// A unit went out of service, and was put right.
  case failed
  case repaired
  /// Came to be, made by another.
  case created
  /// Sent clones along several ways.
  case forked
  /// Began to wait for others.
  case gathering
  /// Goes on with what it has waited for with others.
  case reunited
  /// Ended as part of another.
  case merged
}

/// One line of an entity's story.
package struct TraceEntry: BitwiseCopyable, Sendable, Equatable {
  package var tick: Int64
  package var happening: Happening
  /// An index into the program's steps.
  package var step: Int32
  /// On joining: how many waited before it for any of the resources; on giving back: the
  /// resource, and above 32 bits how many units it keeps; on leaving: the outcome.
  package var detail: Int64

  /// On giving back: the resource, and how many units of it are kept.
  package var givenBack: (resource: Int32, kept: Int) {
    (Int32(truncatingIfNeeded: detail), Int(detail >> 32))
  }
}

/// What some entity did at a step: a line of the log of all of them.
package struct LogEntry: BitwiseCopyable, Sendable, Equatable {
  package var entity: UInt64
  /// Its source, and its number there; of what others make, that of the arrival it stems from.
  package var source: Int32
  package var ordinal: Int64
  package var entry: TraceEntry
}

/// An entity of the facility from its arrival on, as far as the run has followed it.
package struct Stay: Sendable, Equatable {
  package var entity: UInt64
  package var source: Int32
  package var ordinal: Int64
  package var arrival: Int64
  /// When it left, with which outcome; nil while it is inside, or has become part of another.
  package var departure: Int64?
  package var outcome: Int32 = -1
  /// How long it had waited in all when it left.
  package var waited: Int64 = 0
  /// The attributes that were asked for, as they were when it left.
  package var attributes: [Double] = []
}

/// A hash over what happened, in the order of meaning: equal trajectories have equal fingerprints.
///
/// It takes (tick, entity, step, happening) alone, never calendar events, so that a slow and
/// obvious interpreter of the same model arrives at the same number.
package struct Fingerprint: BitwiseCopyable, Sendable, Equatable {
  package private(set) var value: UInt64 = 0x4B65_6E64_616C_6C31
  package private(set) var count: Int = 0

  package init() {}

  @inline(__always)
  package mutating func add(
    tick: Int64, entity: UInt64, step: UInt64, happening: UInt8
  ) {
    var word = value ^ UInt64(bitPattern: tick)
    word = mix(word) ^ entity
    word = mix(word) ^ step
    value = mix(word) &+ UInt64(happening)
    count &+= 1
  }
}

/// Keeps what each entity does, when asked to; it neither draws nor schedules.
package struct Watcher: ~Copyable {
  package enum Mode: Sendable, Equatable {
    case nothing
    /// The fingerprint of the trajectory.
    case fingerprint
    /// The fingerprint, and the story of one entity by its identity.
    case story(UInt64)
    /// The fingerprint, and the story of the first entity of a source that others make, with the
    /// number of the arrival that it stems from.
    case storyOfChild(source: Int32, ordinal: Int64)
    /// The fingerprint, and what every entity did.
    case everything
    /// The fingerprint, and the stay of every entity with some of its attributes.
    case stays(attributes: [Int32])
  }

  private let mode: Mode
  let isWatching: Bool
  private var followed: UInt64?
  private let stepHashes: [UInt64]
  private(set) var fingerprint = Fingerprint()
  private(set) var story: [TraceEntry] = []
  private(set) var log: [LogEntry] = []
  private(set) var stays: [Stay] = []
  private var places: [UInt64: Int] = [:]
  /// An attribute whose last value is kept beside the log of all entities, or -1.
  var keptValue: Int32 = -1
  private(set) var values: [UInt64: Double] = [:]

  init(_ mode: Mode, steps: [UInt64]) {
    self.mode = mode
    isWatching = mode != .nothing
    if case .story(let identity) = mode { followed = identity } else { followed = nil }
    stepHashes = steps
  }

  /// A second watcher that has seen the same.
  func copy() -> Watcher {
    var other = Watcher(mode, steps: stepHashes)
    other.followed = followed
    other.fingerprint = fingerprint
    other.story = story
    other.log = log
    other.stays = stays
    other.places = places
    other.keptValue = keptValue
    other.values = values
    return other
  }

  /// Learns of an entity that another has made.
  mutating func follow(_ identity: UInt64, source: Int32, ordinal: Int64) {
    if followed == nil, mode == .storyOfChild(source: source, ordinal: ordinal) {
      followed = identity
    }
  }

  /// Whether what every entity does is kept.
  var keepsEverything: Bool { mode == .everything }

  /// The attributes that are kept with every stay; nil where no stays are kept.
  var keptAttributes: [Int32]? {
    if case .stays(let attributes) = mode { attributes } else { nil }
  }

  /// Keeps the beginning of a stay, or the end of the one that has begun.
  mutating func keep(_ stay: Stay) {
    guard let place = places[stay.entity] else {
      places[stay.entity] = stays.count
      stays.append(stay)
      return
    }
    stays[place] = stay
  }

  /// Keeps the value that an attribute of an entity has, unless it has none.
  mutating func keep(_ value: Double, of entity: UInt64) {
    if !value.isNaN { values[entity] = value }
  }

  /// Keeps a line of the log of all entities.
  mutating func keep(_ entry: LogEntry) { log.append(entry) }

  mutating func note(
    _ happening: Happening, tick: Int64, entity: UInt64, step: Int32, detail: Int64
  ) {
    fingerprint.add(
      tick: tick, entity: entity, step: stepHashes[Int(step)], happening: happening.rawValue)
    if entity == followed {
      story.append(TraceEntry(tick: tick, happening: happening, step: step, detail: detail))
    }
  }
}

import EventEngine
package import FacilityModel

extension Replay {
  /// Fewer events than this are shown as a whole, however long they take.
  private static let fewEvents = 16_000

  /// Runs a replication as far as the window goes, and keeps what happens in it.
  package static func run(_ compiled: CompiledModel, _ request: Request) throws(Problem) -> Replay {
    let from = request.from ?? compiled.program.warmUp
    var recorder = ReplayRecorder(compiled.program, from: from)
    var engine = Engine(
      compiled.program, seed: request.seed, replication: request.replication,
      watching: .everything)
    if let attribute = request.attribute { engine.keepValues(of: Int32(attribute)) }
    let day = request.length ?? Ticks.day
    var end: Int64?
    var isTooMuch = false
    do {
      try engine.start()
      recorder.sample(&engine)
      while try engine.step() {
        recorder.read(&engine)
        if engine.now > from + day, request.length != nil || recorder.events > fewEvents {
          end = from + day
          break
        }
        if recorder.events > request.mostEvents {
          isTooMuch = true
          break
        }
      }
    } catch {
      throw .failure(FailureText(error, of: compiled.program))
    }
    recorder.read(&engine)
    let last = engine.now
    if end == nil, !isTooMuch, last < from || (last == from && last > 0) {
      if request.from != nil { throw .beyondTheEnd(last) }
      // A run that ends within its warm-up is shown from its start.
      var request = request
      request.from = 0
      return try run(compiled, request)
    }
    var wanted: Int64?
    if isTooMuch {
      // To a whole minute, where the window has one.
      let part = last - 1 - from
      end = from + (part >= Ticks.minute ? part / Ticks.minute * Ticks.minute : max(0, part))
      wanted = day
    }
    let window = from..<max(from, end ?? last)
    var replay = Replay(
      compiled: compiled, request: request, entities: recorder.entities(in: window),
      samples: recorder.samples.filter { $0.tick <= window.upperBound }, window: window,
      wanted: wanted)
    if request.attribute != nil {
      let values = engine.keptValues
      let kept = recorder.identities(in: window)
      for (index, identity) in kept.enumerated() {
        replay.entities[index].value = values[identity]
      }
    }
    return replay
  }
}

/// Keeps what the entities do while a replication goes on, and how the levels change.
struct ReplayRecorder {
  private let program: Program
  private let from: Int64
  private var names = CaseNames()
  private var entities: [(identity: UInt64, entity: Replay.Entity)] = []
  private var places: [UInt64: Int] = [:]
  private var lines = 0
  private var levels: [Int64] = []
  private(set) var samples: [Replay.Sample] = []
  /// Lines of the log from the beginning of the window on.
  private(set) var events = 0

  /// So much of what an entity did before the window is kept at least, and at most.
  private static let past = (least: 24, most: 96)

  init(_ program: Program, from: Int64) {
    self.program = program
    self.from = from
  }

  /// Reads what has been written to the log, and the levels.
  mutating func read(_ engine: inout Engine) {
    let count = engine.logCount
    while lines < count {
      keep(engine.logEntry(lines))
      lines += 1
    }
    sample(&engine)
  }

  /// Keeps the levels where they have changed; of those of one tick, and of those before the
  /// window, the last.
  mutating func sample(_ engine: inout Engine) {
    engine.readLevels(into: &levels)
    let now = engine.now
    if let last = samples.last {
      if last.levels == levels { return }
      if last.tick == now || now <= from { samples.removeLast() }
    }
    samples.append(Replay.Sample(tick: now, levels: levels))
  }

  private mutating func keep(_ line: LogEntry) {
    let entry = line.entry
    if entry.tick >= from { events += 1 }
    // Who repairs, cleans and wraps up is no entity of the facility.
    guard line.source >= 0 else { return }
    if entry.happening == .arrived || entry.happening == .created {
      places[line.entity] = entities.count
      let name = names.name(of: line, from: program.sources[Int(line.source)].name)
      entities.append(
        (line.entity, Replay.Entity(name: name, source: line.source, moves: [])))
    }
    guard let place = places[line.entity] else { return }
    entities[place].entity.moves.append(
      Replay.Move(tick: entry.tick, step: entry.step, happening: entry.happening))
    if entry.happening == .departed { entities[place].entity.outcome = Int32(entry.detail) }
    if entry.happening == .departed || entry.happening == .merged {
      places[line.entity] = nil
      if entry.tick < from { entities[place].entity.moves = [] }
    } else if entry.tick < from, entities[place].entity.moves.count > Self.past.most {
      entities[place].entity.moves.removeSubrange(
        1..<(entities[place].entity.moves.count - Self.past.least))
    }
  }

  /// Those who are inside at some time of a window, with what they do up to its end.
  func entities(in window: Range<Int64>) -> [Replay.Entity] {
    kept(in: window).map { one in
      var entity = one.entity
      entity.moves.removeAll { $0.tick > window.upperBound }
      if entity.end == nil { entity.outcome = nil }
      return entity
    }
  }

  /// The identities of the same.
  func identities(in window: Range<Int64>) -> [UInt64] { kept(in: window).map(\.identity) }

  private func kept(in window: Range<Int64>) -> [(identity: UInt64, entity: Replay.Entity)] {
    entities.filter { one in
      guard let first = one.entity.moves.first else { return false }
      return first.tick <= window.upperBound && (one.entity.end ?? .max) >= window.lowerBound
    }
  }
}

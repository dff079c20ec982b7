import OutputStatistics

/// The units of transports that travel, as integrals over time.
struct TransportState: BitwiseCopyable {
  let specification: TransportSpecification
  var empty = TimeIntegral()
  var loaded = TimeIntegral()
}

/// Places and transports: what is looked up between events.
struct TransportTable: ~Copyable {
  let placeOfLabel: GrowableStorage<Int32>
  let labels: GrowableStorage<Double>
  let distances: GrowableStorage<Double>
  let times: GrowableStorage<Double>
  let nearness: GrowableStorage<Double>
  /// The transport that a resource is, or -1.
  let ofResource: GrowableStorage<Int32>
  private(set) var states: GrowableStorage<TransportState>
  /// How many units have been handed out so far.
  var turns: Int64 = 0

  init(_ program: Program) {
    let places = program.places
    placeOfLabel = GrowableStorage(places.placeOfLabel)
    labels = GrowableStorage(places.labels)
    distances = GrowableStorage(places.distances)
    times = GrowableStorage(places.times)
    nearness = GrowableStorage(places.nearness)
    ofResource = GrowableStorage(
      program.resources.indices.map { resource in
        Int32(program.transports.firstIndex { Int($0.resource) == resource } ?? -1)
      })
    states = GrowableStorage(program.transports.map { TransportState(specification: $0) })
  }

  /// The place that a label stands for, or -1.
  func place(_ label: Double) -> Int32 {
    guard label >= 0, label < Double(placeOfLabel.count) else { return -1 }
    return placeOfLabel[Int(label)]
  }

  /// Begins the integrals anew at the opening of the window.
  mutating func reset(at tick: Int64) {
    for index in 0..<states.count {
      states[index].empty.reset(at: tick)
      states[index].loaded.reset(at: tick)
    }
  }

  /// Takes over the state of another table of the same program.
  mutating func take(over other: borrowing TransportTable) {
    states = other.states.copy()
    turns = other.turns
  }
}

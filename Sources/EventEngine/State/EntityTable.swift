/// The entities present, one column a property; a place is used again once its entity has left.
struct EntityTable: ~Copyable {
  let attributeCount: Int
  let resourceCount: Int
  let loopDepth: Int

  /// (source, ordinal) as one word: what the random streams and the fingerprint know it by.
  private(set) var identity = GrowableStorage<UInt64>()
  private(set) var source = GrowableStorage<Int32>()
  private(set) var ordinal = GrowableStorage<Int64>()
  private(set) var arrival = GrowableStorage<Int64>()
  /// The next instruction.
  private(set) var counter = GrowableStorage<Int32>()
  /// All waits so far, in ticks, and the start of the present one.
  private(set) var waited = GrowableStorage<Int64>()
  private(set) var waitingSince = GrowableStorage<Int64>()
  /// The request it waits for with its first ticket, or -1; the handle of its patience, or -1.
  private(set) var request = GrowableStorage<Int32>()
  private(set) var ticket = GrowableStorage<Int32>()
  private(set) var patience = GrowableStorage<Int32>()
  /// The tick of its last step and how many steps it has made in it.
  private(set) var lastStep = GrowableStorage<Int64>()
  private(set) var stepsInTick = GrowableStorage<Int32>()
  /// How many units it holds in all, and of each resource.
  private(set) var heldUnits = GrowableStorage<Int32>()
  private(set) var held = GrowableStorage<Int32>()
  private(set) var attributes = GrowableStorage<Double>()
  /// Completed iterations of each level of loops.
  private(set) var iterations = GrowableStorage<Int32>()
  /// Free places chain through `counter`.
  private var firstFree: Int32 = -1
  private(set) var present = 0

  init(attributeCount: Int, resourceCount: Int, loopDepth: Int) {
    self.attributeCount = attributeCount
    self.resourceCount = resourceCount
    self.loopDepth = loopDepth
  }

  /// How many places there are, in use or free.
  var places: Int { identity.count }

  /// A new entity with no attribute set (not a number) and nothing held.
  mutating func enter(
    identity id: UInt64, source from: Int32, ordinal number: Int64, at tick: Int64
  )
    -> Int32
  {
    present += 1
    let place: Int32
    if firstFree >= 0 {
      place = firstFree
      firstFree = counter[place]
      identity[place] = id
      source[place] = from
      ordinal[place] = number
      arrival[place] = tick
      waited[place] = 0
      request[place] = -1
      patience[place] = -1
      lastStep[place] = -1
      stepsInTick[place] = 0
      for index in 0..<attributeCount {
        attributes[Int(place) &* attributeCount &+ index] = .nan
      }
      return place
    }
    place = Int32(identity.count)
    identity.append(id)
    source.append(from)
    ordinal.append(number)
    arrival.append(tick)
    counter.append(0)
    waited.append(0)
    waitingSince.append(0)
    request.append(-1)
    ticket.append(-1)
    patience.append(-1)
    lastStep.append(-1)
    stepsInTick.append(0)
    heldUnits.append(0)
    held.append(repeating: 0, count: resourceCount)
    attributes.append(repeating: .nan, count: attributeCount)
    iterations.append(repeating: 0, count: loopDepth)
    return place
  }

  /// No longer counts an entity among those present, or counts it again before it leaves.
  mutating func hide() { present -= 1 }

  mutating func show() { present += 1 }
  /// Gives an entity the attributes of another, and its place in loops.
  func inherit(_ place: Int32, from other: Int32) {
    for index in 0..<attributeCount {
      attributes[Int(place) &* attributeCount &+ index] =
        attributes[Int(other) &* attributeCount &+ index]
    }
    for level in 0..<loopDepth {
      iterations[Int(place) &* loopDepth &+ level] = iterations[Int(other) &* loopDepth &+ level]
    }
  }

  /// Frees the place of an entity that holds nothing and waits for nothing.
  mutating func leave(_ place: Int32) {
    present -= 1
    identity[place] = 0
    source[place] = -1
    counter[place] = firstFree
    firstFree = place
  }

  @inline(__always)
  func attribute(_ place: Int32, _ index: Int32) -> Double {
    attributes[Int(place) &* attributeCount &+ Int(index)]
  }

  @inline(__always)
  func setAttribute(_ place: Int32, _ index: Int32, to value: Double) {
    attributes[Int(place) &* attributeCount &+ Int(index)] = value
  }

  @inline(__always)
  func heldUnits(_ place: Int32, of resource: Int32) -> Int32 {
    held[Int(place) &* resourceCount &+ Int(resource)]
  }

  @inline(__always)
  func changeHeld(_ place: Int32, of resource: Int32, by units: Int32) {
    held[Int(place) &* resourceCount &+ Int(resource)] &+= units
    heldUnits[place] &+= units
  }

  @inline(__always)
  func iteration(_ place: Int32, level: Int32) -> Int32 {
    iterations[Int(place) &* loopDepth &+ Int(level)]
  }

  @inline(__always)
  func setIteration(_ place: Int32, level: Int32, to value: Int32) {
    iterations[Int(place) &* loopDepth &+ Int(level)] = value
  }

  /// The iterations of the enclosing loops as one word: 0 outside loops and on first passages.
  @inline(__always)
  func visit(_ place: Int32, depth: Int32) -> UInt64 {
    if depth == 0 { return 0 }
    var word: UInt64 = 0
    for level in 0..<depth {
      word =
        word &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(UInt32(bitPattern: iteration(place, level: level)))
    }
    return word
  }

  /// A second table with the same entities.
  func copy() -> EntityTable {
    var other = EntityTable(
      attributeCount: attributeCount, resourceCount: resourceCount, loopDepth: loopDepth)
    other.identity = identity.copy()
    other.source = source.copy()
    other.ordinal = ordinal.copy()
    other.arrival = arrival.copy()
    other.counter = counter.copy()
    other.waited = waited.copy()
    other.waitingSince = waitingSince.copy()
    other.request = request.copy()
    other.ticket = ticket.copy()
    other.patience = patience.copy()
    other.lastStep = lastStep.copy()
    other.stepsInTick = stepsInTick.copy()
    other.heldUnits = heldUnits.copy()
    other.held = held.copy()
    other.attributes = attributes.copy()
    other.iterations = iterations.copy()
    other.firstFree = firstFree
    other.present = present
    return other
  }
}

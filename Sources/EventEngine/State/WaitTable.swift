/// One entity that waits for something that is no unit of a resource.
struct WaitRecord: BitwiseCopyable {
  /// The entity; -1 once it waits no more.
  var entity: Int32
  var wait: Int32
  var priority: Double
  /// Whether it waits to give up what it stands in line for.
  var isGivingUp = false
  /// The signal that it waits for, or -1.
  var signal: Int32 = -1
  /// Whether the signal has been given to it.
  var isCalled = false
  /// Whether it has joined while the others were being looked at.
  var isNew = false
  /// The handle of the event at which the clock may change its condition, or -1, and whether that
  /// event comes back for ever.
  var clock: Int32 = -1
  var clockRepeats = false
}

/// Those who wait for conditions and signals, by priority and then in the order of joining.
///
/// Meant for few: whatever may change a condition has all of them looked at.
struct WaitTable: ~Copyable {
  private(set) var records = GrowableStorage<WaitRecord>()
  /// The record that is being looked at; -2 while none is.
  private var looking = -2
  /// How many wait, and how many of them for what any event may change.
  private(set) var count = 0
  var followers = 0
  /// Whether they are to be looked at before time moves on.
  var isMarked = false

  /// Puts a record in its place.
  mutating func join(_ record: WaitRecord) {
    var record = record
    record.isNew = looking > -2
    var place = records.count
    while place > 0, records[place - 1].priority > record.priority { place -= 1 }
    records.insert(record, at: place)
    if place <= looking { looking += 1 }
    count += 1
  }

  /// Begins to look at those who wait now; who joins meanwhile comes another time.
  mutating func beginPass() { looking = -1 }

  /// The next to look at, or nil at the end of the pass.
  mutating func next() -> WaitRecord? {
    looking += 1
    while looking < records.count {
      if records[looking].entity >= 0, !records[looking].isNew { return records[looking] }
      looking += 1
    }
    endPass()
    return nil
  }

  /// Forgets those who have gone on.
  private mutating func endPass() {
    looking = -2
    var kept = 0
    for index in 0..<records.count where records[index].entity >= 0 {
      records[kept] = records[index]
      records[kept].isNew = false
      kept += 1
    }
    while records.count > kept { _ = records.removeLast() }
  }

  /// Takes out the record of an entity, and gives it; nil if there is none.
  mutating func remove(_ entity: Int32, givingUp: Bool) -> WaitRecord? {
    for index in 0..<records.count
    where records[index].entity == entity && records[index].isGivingUp == givingUp {
      let record = records[index]
      if looking > -2 { records[index].entity = -1 } else { records.remove(at: index) }
      count -= 1
      return record
    }
    return nil
  }

  /// Changes every record, in their order, for as long as the change asks for more.
  mutating func forEach(_ change: (inout WaitRecord) -> Bool) {
    for index in 0..<records.count where records[index].entity >= 0 {
      if !change(&records[index]) { return }
    }
  }

  /// A second table with the same records.
  func copy() -> WaitTable {
    var other = WaitTable()
    other.records = records.copy()
    other.looking = looking
    other.count = count
    other.followers = followers
    other.isMarked = isMarked
    return other
  }
}

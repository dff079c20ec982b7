/// The memory of a quantile sketch: first a growing array of keys, then pages of counters.
///
/// Hand-managed, because an array of arrays costs a uniqueness check and a reference count at
/// every observation. It is uniquely owned, which makes it safe to send to another thread.
@usableFromInline
struct QuantileSketchStorage: ~Copyable, @unchecked Sendable {
  /// The number of keys that are kept before buckets take over.
  @usableFromInline static var limit: Int { 16_384 }

  @usableFromInline var keys: UnsafeMutablePointer<Int64>?
  @usableFromInline var used = 0
  @usableFromInline var capacity = 0
  @usableFromInline var pages: UnsafeMutablePointer<UnsafeMutablePointer<UInt64>?>?
  @usableFromInline var pageCount = 0

  @usableFromInline init() {}

  deinit {
    keys?.deallocate()
    if let pages {
      for page in 0..<pageCount { pages[page]?.deallocate() }
      pages.deallocate()
    }
  }

  @inlinable var hasRoom: Bool { used < capacity }
  @inlinable var hasPages: Bool { pages != nil }

  /// Keeps a key; there must be room.
  @inlinable
  mutating func append(_ key: Int64) {
    keys.unsafelyUnwrapped[used] = key
    used &+= 1
  }

  /// Adds to the counter of a bucket; there must be pages, and one for this bucket in the table.
  @inlinable
  mutating func add(_ count: UInt64, toBucket bucket: Int) {
    let page = bucket &>> 10
    if let counters = pages.unsafelyUnwrapped[page] {
      counters[bucket & 1023] &+= count
    } else {
      allocate(page: page)[bucket & 1023] = count
    }
  }

  /// Allocates a page of counters at zero.
  @usableFromInline
  @inline(never)
  mutating func allocate(page: Int) -> UnsafeMutablePointer<UInt64> {
    precondition(page >= 0 && page < pageCount)
    let counters = UnsafeMutablePointer<UInt64>.allocate(capacity: 1024)
    counters.initialize(repeating: 0, count: 1024)
    pages.unsafelyUnwrapped[page] = counters
    return counters
  }

  /// Quadruples the room for keys up to the limit; false if the limit has been reached.
  mutating func grow() -> Bool {
    guard capacity < Self.limit else { return false }
    let larger = capacity == 0 ? 64 : capacity * 4
    let memory = UnsafeMutablePointer<Int64>.allocate(capacity: larger)
    if let keys {
      memory.moveInitialize(from: keys, count: used)
      keys.deallocate()
    }
    keys = memory
    capacity = larger
    return true
  }

  /// Forgets the keys but keeps their room.
  mutating func removeKeys() { used = 0 }

  /// Replaces the keys by an empty table of pages and returns the keys.
  mutating func openPages(count: Int) -> [Int64] {
    let kept = keptKeys()
    keys?.deallocate()
    keys = nil
    used = 0
    capacity = 0
    let table = UnsafeMutablePointer<UnsafeMutablePointer<UInt64>?>.allocate(capacity: count)
    table.initialize(repeating: nil, count: count)
    pages = table
    pageCount = count
    return kept
  }

  /// The kept keys in the order of their recording.
  borrowing func keptKeys() -> [Int64] {
    Array(UnsafeBufferPointer(start: keys, count: used))
  }

  /// The buckets that hold something, in rising order.
  borrowing func filledBuckets() -> [BucketCount] {
    guard let pages else { return [] }
    var filled: [BucketCount] = []
    for page in 0..<pageCount {
      guard let counters = pages[page] else { continue }
      for slot in 0..<1024 where counters[slot] > 0 {
        filled.append(BucketCount(bucket: page << 10 | slot, count: counters[slot]))
      }
    }
    return filled
  }
}

/// A growable block of trivial values, owned by one value and never shared.
///
/// The engine's whole state lives in such blocks: a lookup is one load, growing doubles the
/// capacity, and copying the block copies the state. Indices are checked in debug builds; in
/// release builds the verifier's proofs stand in for the checks.
package struct GrowableStorage<Element: BitwiseCopyable>: ~Copyable {
  @usableFromInline var base: UnsafeMutablePointer<Element>
  @usableFromInline var capacity: Int
  /// How many elements are in use.
  package private(set) var count: Int

  package init(minimumCapacity: Int = 16) {
    capacity = max(1, minimumCapacity)
    base = .allocate(capacity: capacity)
    count = 0
  }

  /// A block of `count` equal values.
  package init(repeating value: Element, count: Int) {
    self.init(minimumCapacity: count)
    base.initialize(repeating: value, count: count)
    self.count = count
  }

  package init(_ values: some Collection<Element>) {
    self.init(minimumCapacity: values.count)
    for value in values { append(value) }
  }

  deinit { base.deallocate() }

  package var isEmpty: Bool { count == 0 }

  @inline(__always)
  package subscript(index: Int) -> Element {
    // Addressors, not getters: reading one field must not copy the whole element.
    unsafeAddress {
      assert(index >= 0 && index < count)
      return UnsafePointer(base + index)
    }
    nonmutating unsafeMutableAddress {
      assert(index >= 0 && index < count)
      return base + index
    }
  }

  @inline(__always)
  package subscript(index: Int32) -> Element {
    unsafeAddress {
      assert(index >= 0 && index < count)
      return UnsafePointer(base + Int(index))
    }
    nonmutating unsafeMutableAddress {
      assert(index >= 0 && index < count)
      return base + Int(index)
    }
  }

  @inline(__always)
  package mutating func append(_ value: Element) {
    if count == capacity { grow(to: count + 1) }
    (base + count).initialize(to: value)
    count += 1
  }

  /// Appends `extra` copies of `value`.
  package mutating func append(repeating value: Element, count extra: Int) {
    if count + extra > capacity { grow(to: count + extra) }
    (base + count).initialize(repeating: value, count: extra)
    count += extra
  }

  @inline(__always)
  package mutating func removeLast() -> Element {
    assert(count > 0)
    count -= 1
    return base[count]
  }

  package mutating func removeAll() { count = 0 }

  /// Opens a gap at `index` and puts `value` there.
  package mutating func insert(_ value: Element, at index: Int) {
    if count == capacity { grow(to: count + 1) }
    (base + index + 1).update(from: base + index, count: count - index)
    base[index] = value
    count += 1
  }

  /// Closes the gap left by the element at `index`.
  package mutating func remove(at index: Int) {
    count -= 1
    (base + index).update(from: base + index + 1, count: count - index)
  }

  /// The elements, in an array of their own.
  package var array: [Element] { Array(UnsafeBufferPointer(start: base, count: count)) }

  /// A second block with the same contents.
  package func copy() -> GrowableStorage {
    var other = GrowableStorage(minimumCapacity: capacity)
    other.base.update(from: base, count: count)
    other.count = count
    return other
  }

  @inline(never)
  private mutating func grow(to needed: Int) {
    let wider = max(needed, capacity * 2)
    let moved = UnsafeMutablePointer<Element>.allocate(capacity: wider)
    moved.moveInitialize(from: base, count: count)
    base.deallocate()
    base = moved
    capacity = wider
  }
}

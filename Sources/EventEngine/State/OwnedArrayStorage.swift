/// A fixed number of values that cannot be copied, owned in one block.
package struct OwnedArray<Element: ~Copyable>: ~Copyable {
  private let base: UnsafeMutablePointer<Element>
  package let count: Int

  package init(count: Int, _ make: (Int) -> Element) {
    base = .allocate(capacity: max(1, count))
    self.count = count
    for index in 0..<count { (base + index).initialize(to: make(index)) }
  }

  deinit {
    base.deinitialize(count: count)
    base.deallocate()
  }

  package subscript(index: Int) -> Element {
    @inline(__always) unsafeAddress {
      assert(index >= 0 && index < count)
      return UnsafePointer(base + index)
    }
    @inline(__always) nonmutating unsafeMutableAddress {
      assert(index >= 0 && index < count)
      return base + index
    }
  }
}

package import CGSL

/// Our streams in the shape in which GSL's samplers ask for random numbers.
enum GSLGenerator {
  /// The generator type that reads a `RandomStream` behind its state pointer.
  ///
  /// It is written once, before its first use, and never changed or freed: sharing it is safe.
  nonisolated(unsafe) static let type: UnsafePointer<gsl_rng_type> = {
    GSLErrors.silence()
    let name: StaticString = "kendall-philox4x64"
    let type = UnsafeMutablePointer<gsl_rng_type>.allocate(capacity: 1)
    type.initialize(
      to: gsl_rng_type(
        name: UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self),
        max: 0xFFFF_FFFF,
        min: 0,
        size: MemoryLayout<RandomStream>.size,
        set: { _, _ in },
        get: { state in
          UInt(
            state.unsafelyUnwrapped.assumingMemoryBound(to: RandomStream.self)
              .pointee.nextWord() >> 32)
        },
        get_double: { state in
          state.unsafelyUnwrapped.assumingMemoryBound(to: RandomStream.self).pointee.uniform()
        }))
    return UnsafePointer(type)
  }()
}

/// Lets GSL draw from a stream: `body` gets a generator that lives on the stack and ends with it.
@inline(__always)
package func withGSL<Result>(
  _ stream: inout RandomStream, _ body: (UnsafeMutablePointer<gsl_rng>) -> Result
) -> Result {
  withUnsafeMutablePointer(to: &stream) { state in
    var generator = gsl_rng(type: GSLGenerator.type, state: UnsafeMutableRawPointer(state))
    return withUnsafeMutablePointer(to: &generator) { body($0) }
  }
}

import CGSL

extension DesignPoints {
  /// The first points of Sobol's sequence, which fill the cube more evenly than chance.
  ///
  /// They are the same for any number asked for, so that more may be added. By GSL (Antonov & Saleev
  /// 1979).
  package static func sobol(_ count: Int, dimensions: Int) -> [[Double]] {
    precondition((1...mostSobolDimensions).contains(dimensions))
    GSLErrors.off()
    guard let sequence = kendall_sobol(UInt32(dimensions)) else { return [] }
    defer { gsl_qrng_free(sequence) }
    return (0..<count).map { _ in
      var point = Array(repeating: 0.0, count: dimensions)
      _ = gsl_qrng_get(sequence, &point)
      return point
    }
  }
}

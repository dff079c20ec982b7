import CGSL

/// The normal copula: several quantities that keep their own laws and streams and rise together.
///
/// Each stream gives a standard normal by inversion; a row of Cholesky's factor mixes those of the
/// quantities before it with its own; the probability of the result is what the quantity's law is
/// inverted at (Cario and Nelson, “Modeling and generating random vectors with arbitrary marginal
/// distributions and correlation matrix”, 1997).
package enum NormalCopula {
  /// The standard normal that the first number of a stream stands for.
  package static func normal(_ stream: RandomStream, of purpose: UInt64) -> Double {
    var other = stream.sibling(of: purpose)
    return gsl_cdf_ugaussian_Pinv(other.openUniform())
  }

  /// The probability up to a standard normal value, never quite 0 or 1.
  package static func level(of z: Double) -> Double {
    min(max(gsl_cdf_ugaussian_P(z), 0x1p-53), 1 - 0x1p-53)
  }

  /// The correlation of two normals whose ranks are correlated by `rank` (Pearson 1907).
  package static func correlation(ofRank rank: Double) -> Double {
    2 * sin(.pi * rank / 6)
  }

  /// The lower triangle L with L Lᵀ = `matrix`, row by row, or the row at which the matrix is seen
  /// not to be positive definite.
  package static func cholesky(_ matrix: [[Double]]) -> Result<[[Double]], NotPositive> {
    var rows: [[Double]] = []
    for i in matrix.indices {
      var row: [Double] = []
      for j in 0..<i {
        var sum = matrix[i][j]
        for k in 0..<j { sum -= row[k] * rows[j][k] }
        row.append(sum / rows[j][j])
      }
      let rest = row.reduce(matrix[i][i]) { $0 - $1 * $1 }
      // What rounding leaves of 0 is no variance.
      guard rest > 1e-10 else { return .failure(NotPositive(row: i)) }
      row.append(rest.squareRoot())
      rows.append(row)
    }
    return .success(rows)
  }

  /// The row that cannot be correlated so with those before it.
  package struct NotPositive: Error, Equatable {
    package let row: Int
  }
}

extension RandomStream {
  /// The stream of the same entity and replication for another purpose, at its beginning.
  func sibling(of purpose: UInt64) -> RandomStream {
    RandomStream(seed: seed, purpose: purpose, entity: entity, replication: replication)
  }
}

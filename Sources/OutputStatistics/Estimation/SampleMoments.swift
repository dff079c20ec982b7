/// Mean, variance and skewness of a sample by two passes over its values.
///
/// The mean is a compensated sum (Neumaier 1974) over n; deviations are taken from it, and their
/// own sum corrects the variance for its rounding (Chan, Golub & LeVeque 1983, equation 1.7).
package struct SampleMoments: Hashable, Sendable {
  /// The number of values.
  package let count: Int
  /// The arithmetic mean, in the unit of the values; nil without values.
  package let mean: Double?
  /// The unbiased variance Σ(x − x̄)²/(n − 1); nil below two values, exactly 0 if all are equal.
  package let variance: Double?
  /// The adjusted Fisher–Pearson skewness G₁ = √(n(n − 1))/(n − 2) · m₃/m₂^1.5 (Joanes & Gill
  /// 1998); nil below three values or if all are equal.
  package let skewness: Double?

  /// The sample standard deviation √variance; nil below two values.
  package var sd: Double? { variance?.squareRoot() }

  /// The standard error of the mean s/√n; nil below two values.
  package var standardError: Double? { sd.map { $0 / Double(count).squareRoot() } }

  /// The moments of finite values; values that are not finite give results that are not.
  package init(_ values: [Double]) {
    count = values.count
    guard let first = values.first else {
      (mean, variance, skewness) = (nil, nil, nil)
      return
    }
    let n = Double(values.count)
    if values.allSatisfy({ $0 == first }) {
      mean = first
      variance = values.count > 1 ? 0 : nil
      skewness = nil
      return
    }
    let center = compensatedSum(values) / n
    let drift = compensatedSum(values.map { $0 - center })
    let squares = compensatedSum(values.map { ($0 - center) * ($0 - center) })
    let corrected = max(0, squares - drift * drift / n)
    mean = center
    variance = corrected / (n - 1)
    if values.count > 2 && corrected > 0 {
      let shift = drift / n
      let cubes = compensatedSum(
        values.map {
          let deviation = $0 - center - shift
          return deviation * deviation * deviation
        })
      let spread = corrected / n
      let plain = cubes / n / (spread * spread.squareRoot())
      skewness = (n * (n - 1)).squareRoot() / (n - 2) * plain
    } else {
      skewness = nil
    }
  }
}

/// The sum of values with the rounding errors of its additions added back (Neumaier 1974).
func compensatedSum(_ values: [Double]) -> Double {
  var (sum, lost) = (0.0, 0.0)
  for value in values {
    let next = sum + value
    lost += abs(sum) >= abs(value) ? (sum - next) + value : (value - next) + sum
    sum = next
  }
  return lost.isFinite ? sum + lost : sum
}

import CGSL

/// A least-squares fit of a response by a constant and some columns, by GSL's singular values.
struct LeastSquares {
  /// The constant, then the coefficient of each column.
  let coefficients: [Double]
  /// The variance of the constant as an estimate: s² of the residuals times its part of (XᵀX)⁻¹.
  let varianceOfConstant: Double
  /// The sum of the squares of the residuals.
  let squares: Double

  /// Fits a response; nil where there are no more values than coefficients.
  init?(_ columns: [[Double]], _ response: [Double]) {
    let (n, p) = (response.count, columns.count + 1)
    guard n > p else { return nil }
    GSLErrors.off()
    guard let matrix = gsl_matrix_alloc(n, p), let y = gsl_vector_alloc(n),
      let c = gsl_vector_alloc(p), let covariance = gsl_matrix_alloc(p, p),
      let work = gsl_multifit_linear_alloc(n, p)
    else { return nil }
    defer {
      gsl_matrix_free(matrix)
      gsl_vector_free(y)
      gsl_vector_free(c)
      gsl_matrix_free(covariance)
      gsl_multifit_linear_free(work)
    }
    for row in 0..<n {
      gsl_matrix_set(matrix, row, 0, 1)
      gsl_vector_set(y, row, response[row])
      for (place, column) in columns.enumerated() {
        gsl_matrix_set(matrix, row, place + 1, column[row])
      }
    }
    var left = 0.0
    guard gsl_multifit_linear(matrix, y, c, covariance, &left, work) == 0 else { return nil }
    coefficients = (0..<p).map { gsl_vector_get(c, $0) }
    varianceOfConstant = gsl_matrix_get(covariance, 0, 0)
    squares = left
  }
}

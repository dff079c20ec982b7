import CGSL

/// A least-squares fit of a response by a constant and some inputs, by GSL's singular values.
package struct LinearRegression: Sendable, Equatable {
  /// The constant, then the coefficient of each input; 0 of an input that does not vary.
  package let coefficients: [Double]
  /// The coefficients in standard deviations: of the response for one of the input; nil where the
  /// response does not vary.
  package let standardised: [Double]?
  /// The share of the response's variance that the fit explains; nil where it does not vary.
  package let explained: Double?

  /// Fits responses to inputs by point; nil where there are no more points than coefficients.
  package init?(_ inputs: [[Double]], _ responses: [Double]) {
    precondition(inputs.count == responses.count)
    let columns = (inputs.first?.count ?? 0)
    guard inputs.count > columns + 1 else { return nil }
    GSLErrors.off()
    let moments = (0..<columns).map { column in SampleMoments(inputs.map { $0[column] }) }
    let response = SampleMoments(responses)
    let varying = (0..<columns).filter { (moments[$0].variance ?? 0) > 0 }
    let n = inputs.count
    let p = varying.count + 1
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
    // Inputs in standard deviations around their means, so that scales do not matter.
    for row in 0..<n {
      gsl_matrix_set(matrix, row, 0, 1)
      gsl_vector_set(y, row, responses[row])
      for (place, column) in varying.enumerated() {
        let value = (inputs[row][column] - (moments[column].mean ?? 0)) / (moments[column].sd ?? 1)
        gsl_matrix_set(matrix, row, place + 1, value)
      }
    }
    var squares = 0.0
    guard gsl_multifit_linear(matrix, y, c, covariance, &squares, work) == 0 else { return nil }
    var coefficients = Array(repeating: 0.0, count: columns + 1)
    var scaled = Array(repeating: 0.0, count: columns)
    coefficients[0] = gsl_vector_get(c, 0)
    for (place, column) in varying.enumerated() {
      scaled[column] = gsl_vector_get(c, place + 1)
      coefficients[column + 1] = scaled[column] / (moments[column].sd ?? 1)
      coefficients[0] -= coefficients[column + 1] * (moments[column].mean ?? 0)
    }
    self.coefficients = coefficients
    if let variance = response.variance, variance > 0 {
      standardised = scaled.map { $0 / variance.squareRoot() }
      explained = max(0, 1 - squares / (variance * Double(n - 1)))
    } else {
      standardised = nil
      explained = nil
    }
  }

  /// The response at a point.
  package func value(at inputs: [Double]) -> Double {
    zip(coefficients.dropFirst(), inputs).reduce(coefficients[0]) { $0 + $1.0 * $1.1 }
  }
}

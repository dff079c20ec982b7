/// A least-squares fit of a response by a constant and some inputs.
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
    let moments = (0..<columns).map { column in SampleMoments(inputs.map { $0[column] }) }
    let response = SampleMoments(responses)
    let varying = (0..<columns).filter { (moments[$0].variance ?? 0) > 0 }
    // Inputs in standard deviations around their means, so that scales do not matter.
    let scaledInputs = varying.map { column in
      inputs.map { ($0[column] - (moments[column].mean ?? 0)) / (moments[column].sd ?? 1) }
    }
    guard let fit = LeastSquares(scaledInputs, responses) else { return nil }
    var coefficients = Array(repeating: 0.0, count: columns + 1)
    var scaled = Array(repeating: 0.0, count: columns)
    coefficients[0] = fit.coefficients[0]
    for (place, column) in varying.enumerated() {
      scaled[column] = fit.coefficients[place + 1]
      coefficients[column + 1] = scaled[column] / (moments[column].sd ?? 1)
      coefficients[0] -= coefficients[column + 1] * (moments[column].mean ?? 0)
    }
    self.coefficients = coefficients
    if let variance = response.variance, variance > 0 {
      standardised = scaled.map { $0 / variance.squareRoot() }
      explained = max(0, 1 - fit.squares / (variance * Double(inputs.count - 1)))
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

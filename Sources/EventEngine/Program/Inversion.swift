/// Whether draws are made by inversion, so that a replication can have an antithetic twin.
package enum Inversion: Sendable, Equatable {
  /// By each law's own sampler.
  case none
  /// Every draw is its law's quantile at one uniform number u.
  case plain
  /// Every draw is its law's quantile at 1 − u, and so is every arrival and branch: what was long is
  /// short.
  case mirrored
}

extension Program {
  /// The names of draws that have no inverse of their own, since they follow others.
  package var namesWithoutInverse: [String] {
    draws.indices.compactMap { index in
      let parameters = draws[index].parameters
      guard parameters >= 0 else { return nil }
      let part = drawParameters[Int(parameters)].part
      guard part >= 0, case .correlated = drawParts[Int(part)] else { return nil }
      return index < drawNames.count ? drawNames[index] : "a correlated draw"
    }
  }
}

/// How much a response changes over the whole range of an input, from place to place.
package struct ElementaryEffects: Sendable, Equatable {
  /// The mean of the effects; of their sizes; and how much they differ between places.
  package let mean: Double?
  package let meanSize: Double?
  package let sd: Double?

  /// Takes changes of the response, each over the part of the range by which the input changed.
  ///
  /// The mean size is μ* of Campolongo, Cariboni & Saltelli (2007), Environmental Modelling &
  /// Software 22:1509.
  package init(_ effects: [Double]) {
    let moments = SampleMoments(effects)
    mean = moments.mean
    meanSize = SampleMoments(effects.map { abs($0) }).mean
    sd = moments.sd
  }
}

package import OutputStatistics

/// How often, over whole experiments, the interval of a known figure held its true value.
package struct CoverageTally: Sendable {
  package let name: String
  package let truth: Double
  /// The level that the intervals claim.
  package private(set) var nominal = 0.0
  package private(set) var experiments = 0
  package private(set) var covered = 0
  /// Experiments whose interval lies wholly below the truth, wholly above it.
  package private(set) var tooLow = 0
  package private(set) var tooHigh = 0
  /// Experiments whose results warn that the interval may be too narrow.
  package private(set) var cautioned = 0
  private var halfWidths = 0.0
  private var deviations = 0.0

  init(_ figure: KnownFigure) {
    name = figure.name
    truth = figure.truth
  }

  /// Counts one experiment; where there is no interval, none holds the truth.
  mutating func add(_ found: FoundInterval) {
    nominal = found.nominal
    experiments += 1
    deviations += found.mean - truth
    if found.hasCaution { cautioned += 1 }
    guard let limits = found.limits else { return }
    halfWidths += (limits.upper - limits.lower) / 2
    if limits.upper < truth {
      tooLow += 1
    } else if limits.lower > truth {
      tooHigh += 1
    } else {
      covered += 1
    }
  }

  /// Covered of all experiments, with limits of its own.
  package var proportion: Proportion { Proportion(successes: covered, trials: experiments) }

  /// The share of the experiments that covered.
  package var share: Double { proportion.share ?? 0 }

  package var meanHalfWidth: Double { halfWidths / Double(max(1, experiments)) }

  /// The mean deviation of the estimates from the truth, in mean half-widths: what is left of the
  /// initial state, and the bias of ratios and percentiles.
  package var bias: Double { deviations / Double(max(1, experiments)) / meanHalfWidth }
}

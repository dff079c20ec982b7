extension RateProfile {
  /// A place in a profile from which later arrivals are found without searching.
  ///
  /// It gives the same bits as `inverse`, in constant time on average, as long as what is asked
  /// for never falls. Keep it beside the arrivals it serves: it holds no reference to the profile.
  package struct Cursor: BitwiseCopyable, Sendable, Equatable {
    /// The number of whole periods passed.
    var cycle: Double = 0
    /// The segment of the period reached.
    var segment = 0

    package init() {}

    /// The earliest time by which `cumulated` arrivals are expected; nil when that never comes.
    package mutating func advance(
      to cumulated: Double, in profile: borrowing RateProfile
    ) -> Double? {
      if cumulated <= 0 { return 0 }
      guard cumulated.isFinite else { return nil }
      let total = profile.total
      if let period = profile.period {
        // So many periods away that they could not be counted exactly: it never comes.
        guard cumulated < 0x1p50 * total else { return nil }
        if cumulated - cycle * total > 4 * total {
          cycle = max(cycle, (cumulated / total).rounded(.down) - 1)
          segment = 0
        }
        while cumulated - cycle * total > total {
          cycle += 1
          segment = 0
        }
        return cycle * period + local(cumulated - cycle * total, in: profile)
      }
      let last = profile.rates.count - 1
      if cumulated > total {
        guard profile.rates[last] > 0 else { return nil }
        segment = last
        return profile.breaks[last] + (cumulated - total) / profile.rates[last]
      }
      return local(cumulated, in: profile)
    }

    /// The place within the period; the segment in which `part` is reached has a rate above 0.
    private mutating func local(_ part: Double, in profile: borrowing RateProfile) -> Double {
      while segment + 1 < profile.rates.count, profile.cumulated[segment + 1] < part {
        segment += 1
      }
      let start = profile.breaks[segment]
      return start + (part - profile.cumulated[segment]) / profile.rates[segment]
    }
  }
}

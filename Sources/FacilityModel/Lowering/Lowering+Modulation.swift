import EventEngine

extension Lowering {
  /// A rate with its factors as the engine knows it.
  ///
  /// - Parameter bound: by what the base is raised, where candidates are thinned.
  mutating func modulated(
    _ rate: ModulatedDefinition, bound: Double, source: String, time: TimeFrame
  ) -> ModulatedRate {
    var result = ModulatedRate()
    result.breaks = rate.breaks
    result.rates = rate.rates.map { $0 * bound }
    result.period = rate.period
    result.phases = rate.phases.map {
      ArrivalPhase(rate: $0.rate * bound, sojourn: quantity($0.sojourn), next: $0.next)
    }
    result.phasePurpose = hash(ofName: "arrivals/\(source)/phases")
    result.during = rate.during
    result.startDay = Int64(time.startDay ?? 0)
    result.startInDay = time.startInWeek % Ticks.day
    if let factor = rate.dayFactor { result.dayFactor = quantity(factor) }
    if let factor = rate.runFactor { result.runFactor = quantity(factor) }
    return result
  }
}

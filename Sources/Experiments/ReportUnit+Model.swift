package import FacilityModel

extension ReportUnit {
  /// The unit that a model declares, or minutes.
  package init(of model: Model?) {
    self = model?.time.unit.map { ReportUnit(declared: $0) } ?? .minutes
  }

  /// The unit that the model declares for its numbers.
  package init(declared ticks: Double) {
    let names = ["us", "ms", "s", "min", "h", "days", "weeks"]
    self.init(name: names.first { TimeUnits.ticks[$0] == ticks } ?? "min", ticks: ticks)
  }
}

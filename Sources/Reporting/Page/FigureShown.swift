import Experiments

extension Figure {
  /// What a number of it is multiplied by to be shown, and the unit then: shares are shown in percent.
  var shown: (factor: Double, unit: String) {
    isShare ? (100, "%") : (1, unit == "1" ? "" : unit)
  }
}

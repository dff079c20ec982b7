extension Disassembler {
  /// A list of appointments in words.
  func describe(_ list: AppointmentSpecification) -> String {
    var text = "\(list.slots.count) appointments"
    if list.period > 0 { text += " every \(list.period) µs" }
    if list.noShow > 0 { text += ", \(list.noShow) do not come" }
    if list.lateness >= 0 { text += ", late by \(quantity(list.lateness))" }
    if list.cancelled > 0 { text += ", \(list.cancelled) call off" }
    if list.ends >= 0 { text += ", planned to end at \(list.ends) µs" }
    if !list.skipped.isEmpty { text += ", on some days none" }
    return text
  }

  /// A rate with its factors in words.
  func describe(_ rate: ModulatedRate) -> String {
    var text = "Poisson at \(rate.breaks.count) rates"
    if !rate.phases.isEmpty { text = "Poisson in \(rate.phases.count) phases" }
    if !rate.during.isEmpty { text += ", \(rate.during.count) factors by date" }
    if rate.dayFactor >= 0 { text += ", times \(quantity(rate.dayFactor)) by day" }
    if rate.runFactor >= 0 { text += ", times \(quantity(rate.runFactor)) by run" }
    return text
  }
}

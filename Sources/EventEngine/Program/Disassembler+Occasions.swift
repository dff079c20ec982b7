extension Disassembler {
  /// A list of appointments in words.
  func describe(_ list: AppointmentSpecification) -> String {
    var text = "\(list.slots.count) appointments"
    if list.period > 0 { text += " every \(list.period) µs" }
    if list.noShow > 0 { text += ", \(list.noShow) do not come" }
    if list.lateness >= 0 { text += ", late by \(quantity(list.lateness))" }
    if list.cancelled > 0 { text += ", \(list.cancelled) call off" }
    return text
  }
}

import ArgumentParser
import FacilityModel

/// A length of time as it is typed: `8 weeks`, `36 h`, `PT45M`.
struct DurationArgument: ExpressibleByArgument {
  let ticks: Int64

  init?(argument: String) {
    let text = argument.split(separator: " ").joined(separator: " ")
    var ticks = TimeUnits.iso(text)
    if ticks == nil {
      let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      let unit = text[digits.endIndex...].drop { $0 == " " }
      if let amount = Double(digits), let one = TimeUnits.ticks[String(unit)] {
        ticks = amount * one
      }
    }
    guard let ticks, ticks >= 0, ticks <= TimeUnits.longest else { return nil }
    self.ticks = Int64(ticks)
  }
}

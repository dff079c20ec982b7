import EventEngine
import FacilityModel
import OutputStatistics

extension QueueOutlooks {
  /// The load and the units in service in an hour of the profile.
  struct Hour {
    var hour: Int
    var load: Double
    var units: Double
    var time: Double
    var margin: Double { units - load }
  }

  /// The units of a resource on duty and in service over the window of a run, with all that can open.
  func units(of index: Int, _ record: ReplicationRecord) -> Double {
    let resource = compiled.program.resources[index]
    if resource.sharedUnits > 0 { return Double(resource.sharedUnits) }
    guard let standIn = limitless.standIns[index] else {
      return resource.plan.mean(from: record.windowStart, to: record.windowEnd)
        + Double(resource.extraUnits)
    }
    let area = record.area(.planned, of: standIn) - record.area(.broken, of: standIn)
    return Double(nearest: area) / Double(record.windowEnd - record.windowStart)
      + Double(resource.extraUnits)
  }

  /// The hours of the day, or of the week where the units change from day to day.
  func hours(of index: Int) -> [Hour] {
    guard program.profileBins > 0, records.allSatisfy({ !$0.binTimes.isEmpty }) else { return [] }
    let resource = compiled.program.resources[index]
    let plan = resource.plan
    // Days are alike unless the rota says otherwise: so an hour is seen seven times as often.
    let bins = plan.period > 0 && Ticks.day % plan.period == 0 || plan.changes.count == 1 ? 24 : 168
    let rota = plan.means(
      from: records[0].windowStart, to: records[0].windowEnd, bin: program.profileBin,
      bins: bins, offset: program.startInWeek)
    return (0..<bins).compactMap { bin in
      var time = 0.0
      for record in records {
        for one in stride(from: bin, to: program.profileBins, by: bins) {
          time += Double(record.binTimes[one])
        }
      }
      guard time > 0, var units = rota[bin] else { return nil }
      let load = area([.busy, .dirty], of: index, in: bin, of: bins) / time
      if resource.sharedUnits > 0 {
        units = Double(resource.sharedUnits)
      } else if let standIn = limitless.standIns[index] {
        units =
          (area([.planned], of: standIn, in: bin, of: bins)
            - area([.broken], of: standIn, in: bin, of: bins)) / time
      }
      return Hour(hour: bin, load: load, units: units + Double(resource.extraUnits), time: time)
    }
  }

  /// The integral of levels of a resource over all occurrences of an hour.
  private func area(_ levels: [ResourceLevel], of index: Int, in bin: Int, of bins: Int) -> Double {
    let width = 1 + program.resources.count * ResourceLevel.allCases.count
    let place = 1 + index * ResourceLevel.allCases.count
    var sum: Int128 = 0
    for record in records {
      for one in stride(from: bin, to: program.profileBins, by: bins) {
        for level in levels { sum += record.binAreas[one * width + place + level.rawValue] }
      }
    }
    return Double(nearest: sum)
  }
}

extension ClockPlan<Int64> {
  /// The time average of the value between two ticks.
  package func mean(from start: Int64, to end: Int64) -> Double {
    means(from: start, to: end, bin: max(1, end - start), bins: 1, offset: -start)[0]
      ?? Double(value(at: start))
  }

  /// The time averages of the value between two ticks by bin of a repeating profile; nil where the
  /// time between them does not touch a bin.
  ///
  /// - Parameter offset: ticks from the beginning of the profile to tick 0.
  package func means(from start: Int64, to end: Int64, bin: Int64, bins: Int, offset: Int64)
    -> [Double?]
  {
    var areas = Array(repeating: 0.0, count: bins)
    var times = areas
    var index = 0
    var cycle: Int64 = 0
    var from: Int64 = 0
    while from < end {
      var next = index + 1
      var nextCycle = cycle
      if next == changes.count, period > 0 {
        next = loopsFrom
        nextCycle += 1
      }
      let until =
        next == changes.count ? end : min(end, changes[next].tick + nextCycle * period)
      // What holds from here on, cut at the edges of the bins.
      var tick = max(from, start)
      while tick < until {
        let inProfile = offset + tick
        let edge = min(until, tick + bin - inProfile % bin)
        let place = Int(inProfile / bin % Int64(bins))
        areas[place] += Double(changes[index].value) * Double(edge - tick)
        times[place] += Double(edge - tick)
        tick = edge
      }
      if next == changes.count { break }
      (index, cycle, from) = (next, nextCycle, until)
    }
    return zip(areas, times).map { $1 > 0 ? $0 / $1 : nil }
  }
}

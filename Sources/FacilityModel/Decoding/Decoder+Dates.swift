import EventEngine

extension Decoder {
  /// A moment of the run in ticks since its start: a duration, or a date where the start has one.
  func moment(_ node: LocatedNode, _ what: String) -> Int64? {
    if let text = node.string, let clock = ClockTime(text) {
      return ticks(since: clock, what, at: node.place)
    }
    guard let value = constant(node, wanting: .duration, what) else { return nil }
    return Int64(value.rounded(.toNearestOrEven))
  }

  /// The ticks from the start of the run to a date and time; nil with a finding.
  func ticks(since clock: ClockTime, _ what: String, at place: Place) -> Int64? {
    guard let start = time.startDay else {
      report(
        .contradiction, "\(what) is a date, but the run has none", at: place,
        help: "add \"start\": \"2026-01-05T00:00\" to “time”")
      return nil
    }
    return Int64(clock.day - start) * Ticks.day + clock.tickOfDay - time.startInWeek % Ticks.day
  }
}

extension DataTable {
  /// The dates of a column in ticks since the start of the run, or nil with a finding.
  func moments(_ column: String, at place: Place, _ decoder: Decoder) -> [Double]? {
    guard let index = self.column(column, at: place, decoder) else { return nil }
    var moments: [Double] = []
    for row in rows.indices {
      let written = cell(row, index)
      guard let clock = ClockTime(written) else {
        decoder.report(
          .badFile,
          "“\(name)”, row \(rowNumbers[row]): “\(written)” in column “\(column)” is no date",
          at: place, help: "write for example 2026-01-05 08:30")
        return nil
      }
      guard let ticks = decoder.ticks(since: clock, "column “\(column)”", at: place) else {
        return nil
      }
      moments.append(Double(ticks))
    }
    return moments
  }

  /// The texts of a column, or nil with a finding; empty cells are refused.
  func texts(_ column: String, at place: Place, _ decoder: Decoder) -> [String]? {
    guard let index = self.column(column, at: place, decoder) else { return nil }
    for row in rows.indices where cell(row, index).isEmpty {
      decoder.report(
        .badFile, "“\(name)”, row \(rowNumbers[row]): column “\(column)” is empty", at: place,
        help: "fill the cell")
      return nil
    }
    return rows.indices.map { cell($0, index) }
  }
}

import EventEngine

extension Decoder {
  /// The section `time`: start, warm-up, end, unit, profile.
  func readTime(_ node: LocatedNode?) {
    guard let node else {
      report(
        .missingKey, "the model lacks “time”", at: documentPlace,
        help: "add \"time\": { \"warmUp\": \"1 week\", \"length\": \"4 weeks\" }")
      return
    }
    guard var reader = ObjectReader(node, "“time”", self, as: "time") else { return }
    if let unit = reader.optional("unit") { time.unit = self.unit(unit) }
    if let start = reader.optional("start"), let text = text(start, "“start”") {
      if let clock = ClockTime(text) {
        time.startInWeek = clock.tickOfWeek
        time.startDay = clock.day
      } else {
        report(
          .badSchedule, "“\(text)” is no date and time", at: start.place,
          help: "write for example \"2026-01-05T00:00\"")
      }
    }
    if let zone = reader.optional("zone") {
      report(
        .notYet, "time zones are not offered: times are local standard time", at: zone.place,
        help: "leave “zone” out")
    }
    if let warmUp = reader.optional("warmUp") {
      time.warmUp = length(warmUp, "“warmUp”", least: 0) ?? 0
    }
    let lengthNode = reader.optional("length")
    let untilNode = reader.optional("until")
    let profile = reader.optional("profile")
    reader.finish()
    readEnd(length: lengthNode, until: untilNode, at: node.place)
    readProfile(profile)
  }

  private func length(_ node: LocatedNode, _ what: String, least: Int64) -> Int64? {
    guard let ticks = constant(node, wanting: .duration, what) else { return nil }
    guard ticks >= Double(least), ticks <= TimeUnits.longest / 4 else {
      report(
        .badValue,
        "\(what) must be \(least > 0 ? "longer than 0" : "0 or longer")"
          + " and at most 18,000 years, not \(TimeUnits.words(ticks))", at: node.place,
        help: "write for example \"4 weeks\"")
      return nil
    }
    return Int64(ticks.rounded(.toNearestOrEven))
  }

  private func readEnd(length node: LocatedNode?, until: LocatedNode?, at place: Place) {
    let window = node.flatMap { length($0, "“length”", least: 1) }
    guard let until else {
      if node == nil {
        report(
          .missingKey, "“time” says neither “length” nor “until”", at: place,
          help: "add \"length\": \"4 weeks\"")
      }
      time.end = .tick(time.warmUp + (window ?? Ticks.week))
      return
    }
    if until.string == "empty" {
      time.end = .empty(lastArrival: window.map { time.warmUp + $0 })
      return
    }
    if let node {
      report(
        .contradiction, "“length” goes with “until” only where that is \"empty\"",
        at: node.place, help: "keep one of them")
    }
    if let text = until.string, let near = suggest(text, among: ["empty"]) {
      report(
        .badValue, "“until” cannot be “\(text)”", at: until.place, help: "did you mean “\(near)”?")
      return
    }
    guard let member = until.soleMember else {
      guard let end = length(until, "“until”", least: 1) else { return }
      if end <= time.warmUp {
        report(
          .badValue, "“until” must come after the warm-up", at: until.place,
          help: "“until” counts from the start of the run, “length” from the end of the warm-up")
      }
      time.end = .tick(end)
      return
    }
    let keys = ["arrivals", "departures"]
    guard keys.contains(member.key) else {
      report(
        .unknownKey, "“until” has no “\(member.key)”", at: member.keyPlace,
        help: "it is a duration, { \"arrivals\": n }, { \"departures\": n } or \"empty\"")
      return
    }
    guard
      let count = integer(member.value, "a number of \(member.key)", in: 1...1_000_000_000_000)
    else { return }
    time.end = member.key == "arrivals" ? .arrivals(count) : .departures(count)
  }

  /// Which profile over the day or the week is kept, by default as long as the window allows.
  private func readProfile(_ node: LocatedNode?) {
    var kind = "none"
    if case .tick(let end) = time.end {
      let window = end - time.warmUp
      kind =
        window >= Ticks.week ? "hour of week" : window >= Ticks.day ? "hour of day" : "none"
    }
    if let node, let given = text(node, "“profile”") {
      kind = given
      if !["hour of week", "hour of day", "none"].contains(given) {
        report(
          .badValue, "there is no profile “\(given)”", at: node.place,
          help: "it is \"hour of week\", \"hour of day\" or \"none\"")
      }
    }
    time.profileBin = kind == "none" ? 0 : Ticks.hour
    time.profileBins = kind == "hour of week" ? 168 : kind == "hour of day" ? 24 : 0
  }
}

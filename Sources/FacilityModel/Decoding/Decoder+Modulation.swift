import EventEngine
import RandomStreams

/// The keys of a source that change its rate.
struct RateFactors {
  var times: LocatedNode?
  var atMost: LocatedNode?
  var during: LocatedNode?
  var dayFactor: LocatedNode?
  var runFactor: LocatedNode?

  init(_ reader: inout ObjectReader) {
    times = reader.optional("times")
    atMost = reader.optional("atMost")
    during = reader.optional("during")
    dayFactor = reader.optional("dayFactor")
    runFactor = reader.optional("runFactor")
  }

  var first: LocatedNode? { times ?? during ?? dayFactor ?? runFactor ?? atMost }
}

extension Decoder {
  /// A rate with the factors that its source names.
  func modulated(
    _ process: SourceDefinition.Process, by factors: RateFactors, source: String
  ) -> (process: SourceDefinition.Process, state: StateFactor?)? {
    guard let first = factors.first else { return (process, nil) }
    guard var rate = factored(process) else {
      report(
        .contradiction, "“\(source)” has no rate that could be multiplied", at: first.place,
        help: "give it a “rate”, or leave this out")
      return nil
    }
    if let node = factors.during { rate.during = readDuring(node) }
    rate.dayFactor = factors.dayFactor.flatMap { node in
      if let name = node.string, let shared = dayFactors[name] { return shared }
      return readFactor(node, "“dayFactor”", purpose: "arrivals/\(source)/dayFactor")
    }
    rate.runFactor = factors.runFactor.flatMap {
      readFactor($0, "“runFactor”", purpose: "arrivals/\(source)/runFactor")
    }
    let state = factors.times.flatMap { readTimes($0, factors.atMost, source) }
    if factors.times == nil, let atMost = factors.atMost {
      report(
        .contradiction, "“atMost” goes with “times”", at: atMost.place, help: "leave it out")
    }
    return (.modulated(rate), state)
  }

  /// A rate as one that factors can be added to; nil where there is no rate.
  func factored(_ process: SourceDefinition.Process) -> ModulatedDefinition? {
    var rate = ModulatedDefinition()
    switch process {
    case .constantRate(let mean): (rate.breaks, rate.rates) = ([0], [1 / mean])
    case .profile(let profile):
      rate.breaks = profile.breaks.map { Int64($0) }
      rate.rates = profile.rates
      rate.period = Int64(profile.period ?? 0)
    case .modulated(let given): rate = given
    case .scheduled, .interarrival, .appointments: return nil
    }
    return rate
  }

  /// The section `dayFactors`: one draw a day for all the sources that name it.
  func readDayFactors(_ node: LocatedNode?) {
    _ = names(node, "dayFactors")
    for member in node?.members ?? [] {
      dayFactors[member.key] = readFactor(
        member.value, "day factor “\(member.key)”", purpose: "dayFactors/\(member.key)")
    }
  }

  /// Factors by days of the calendar.
  private func readDuring(_ node: LocatedNode) -> [DayFactor] {
    guard let members = node.members else {
      report(
        .wrongKind, "“during” is a mapping of days to factors, not \(node.kindName)",
        at: node.place, help: "write for example { \"winter\": 1.2 }")
      return []
    }
    if time.startDay == nil {
      report(
        .contradiction, "“during” names dates, but the run has none", at: node.place,
        help: "add \"start\": \"2026-01-05T00:00\" to “time”")
    }
    return members.compactMap { member in
      guard let days = daySet(named: member.key, at: member.keyPlace),
        let factor = constant(member.value, wanting: .number, "a factor of a rate")
      else { return nil }
      if factor < 0 {
        report(
          .badValue, "a factor of a rate is 0 or more, not \(Self.plain(factor))",
          at: member.value.place, help: "20 % more is 1.2")
        return nil
      }
      return DayFactor(days: days, factor: factor)
    }
  }

  /// A random factor, whose mean should be 1.
  private func readFactor(_ node: LocatedNode, _ what: String, purpose: String) -> QuantityModel? {
    var constants = scope
    constants.constantsOnly = true
    constants.hasEntity = false
    guard let read = quantity(node, wanting: .number, what, purpose: purpose, in: constants) else {
      return nil
    }
    var (least, mean) = (read.value.constantValue ?? 0, read.value.constantValue ?? 1)
    if case .random(let random) = read.value, case .fixed(let distribution) = random.law {
      let tables = self.tables
      least = distribution.support(tables: tables.span).lower
      mean = distribution.mean(tables: tables.span)
    }
    if least < 0 {
      report(
        .badValue, "\(what) could be negative", at: node.place,
        help: "use for example { \"gamma\": { \"mean\": 1, \"cv\": 0.2 } }")
    } else if abs(mean - 1) > 1e-6 {
      warn(
        .badValue, "\(what) has the mean \(Self.plain((mean * 1e6).rounded() / 1e6)), not 1",
        at: node.place, help: "let its mean be 1, and change the rate by what it differs")
    }
    return read.value
  }

  /// A factor that follows the state, and its bound.
  private func readTimes(_ node: LocatedNode, _ bound: LocatedNode?, _ source: String)
    -> StateFactor?
  {
    var outside = scope
    outside.hasEntity = false
    claim("arrivals/\(source)/thinning", at: node.place)
    guard let factor = expression(node, wanting: .number, "“times”", in: outside) else {
      return nil
    }
    var atMost = 1.0
    if let bound {
      guard let value = constant(bound, wanting: .number, "“atMost”") else { return nil }
      guard value > 0, value <= 1e6 else {
        report(
          .badValue, "“atMost” is the greatest that “times” can be, above 0", at: bound.place,
          help: "write for example 1")
        return nil
      }
      atMost = value
    }
    if let value = factor.expression.constantValue, value < 0 || value > atMost {
      report(
        .badValue, "“times” is a number from 0 to \(Self.plain(atMost)), not \(Self.plain(value))",
        at: node.place, help: "raise “atMost”, the greatest that it can be")
      return nil
    }
    return StateFactor(factor: factor.expression, atMost: atMost)
  }

  /// `"phases"`: a rate that jumps between given levels at random times.
  func readPhases(_ node: LocatedNode, source: String) -> SourceDefinition.Process? {
    guard let members = node.members, members.count > 1 else {
      report(
        .wrongKind, "“phases” is a mapping of two or more names", at: node.place,
        help: "write for example { \"quiet\": { \"rate\": \"2 per hour\", \"for\": … }, … }")
      return nil
    }
    let names = names(node, "phases")
    claim("arrivals/\(source)/phases", at: node.place)
    var constants = scope
    constants.constantsOnly = true
    constants.hasEntity = false
    var definition = ModulatedDefinition()
    for member in members {
      guard var reader = ObjectReader(member.value, "phase “\(member.key)”", self, as: "phase")
      else { continue }
      let rateNode = reader.required("rate", help: "write for example \"12 per hour\"")
      let lasts = reader.required("for", help: "how long it lasts")
      let next = reader.optional("next")
      reader.finish()
      let rate = rateNode.flatMap { constant($0, wanting: .rate, "the rate of a phase") }
      if let rate, rate < 0 || rate > 1e3, let rateNode {
        report(
          .badValue, "the rate of a phase is 0 or more", at: rateNode.place,
          help: "write for example \"12 per hour\"")
        return nil
      }
      let sojourn = lasts.flatMap {
        quantity(
          $0, wanting: .duration, "the length of a phase",
          purpose: "arrivals/\(source)/\(member.key)/length", in: constants)
      }
      guard let rate, let sojourn else { continue }
      definition.phases.append(
        ModulatedDefinition.Phase(
          name: member.key, rate: rate, sojourn: sojourn.value,
          next: next.map { readNext($0, among: names) } ?? []))
    }
    return definition.phases.count == members.count ? .modulated(definition) : nil
  }

  /// The probabilities of the phases that may follow, cumulated.
  private func readNext(_ node: LocatedNode, among names: [String]) -> [Double] {
    var shares = names.map { _ in 0.0 }
    for member in node.members ?? [] {
      guard
        let index = index(of: member.key, among: names, "phase", at: member.keyPlace),
        let share = readProbability(member.value)
      else { return [] }
      shares[index] = share
    }
    let sum = shares.reduce(0, +)
    if abs(sum - 1) > 1e-9 {
      report(
        .badShares, "the shares add up to \(Self.plain((sum * 1e9).rounded() / 1e9)), not to 1",
        at: node.place, help: "write for example { \"busy\": 0.3, \"quiet\": 0.7 }")
      return []
    }
    var cumulated = 0.0
    return shares.map { share in
      cumulated += share
      return cumulated
    }
  }
}

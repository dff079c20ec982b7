/// Give a signal to those who wait for it.
package struct SignalStep: Step, StepKind {
  package var info: StepInfo
  package var signal: Int
  /// How many of those who wait go on; nil for all.
  package var count: Expression?

  package static let keyword = "signal"
  package static let summary =
    "Give a signal: those who wait for it go on, all of them or the first so many."
  package static let fields = [
    StepField("signal", required: true, .text, "the signal"),
    StepField(
      "count", .expression,
      "how many of those who wait go on, if not all: a number or an expression"),
    StepField("name", .text, "what the step is called, if not after its signal"),
  ]
  package static let example = #"{ "signal": "all clear" }"#

  package static func decode(
    _ reader: inout ObjectReader, _ head: LocatedNode, in block: Block, _ decoder: Decoder
  ) -> (any Step)? {
    let given = decoder.text(head, "a signal")
    let info = decoder.name(
      &reader, default: "signal " + (given ?? "?"), keyword: keyword, in: block, draws: false)
    let count = reader.optional("count").flatMap {
      decoder.expression($0, wanting: .number, "“count”", in: decoder.scope(in: block))
    }
    if let value = count?.expression.constantValue,
      value < 0 || value > 1e9 || value != value.rounded()
    {
      decoder.report(
        .badValue, "“count” is a whole number from 0 to 1000000000, not \(Decoder.plain(value))",
        at: reader.place, help: "say how many go on")
    }
    return given.map {
      SignalStep(
        info: info, signal: decoder.signal(named: $0, givenAt: head.place),
        count: count?.expression)
    }
  }

  package func lower(into lowering: inout Lowering) {
    lowering.signal(signal, count: count)
  }
}

extension Decoder {
  /// The number of a signal, made if it is new.
  func signal(named name: String, awaitedAt: Place? = nil, givenAt: Place? = nil) -> Int {
    let index = signals.firstIndex { $0.name == name } ?? signals.count
    if index == signals.count { signals.append((name, nil, nil)) }
    if signals[index].awaited == nil { signals[index].awaited = awaitedAt }
    if signals[index].given == nil { signals[index].given = givenAt }
    return index
  }

  /// Sees to it that what is waited for is given somewhere, and that what is given reaches somebody
  /// in a model that waits for signals.
  func checkSignals() {
    let given = signals.filter { $0.given != nil }.map(\.name)
    let awaited = signals.filter { $0.awaited != nil }.map(\.name)
    for signal in signals {
      if signal.given == nil, let place = signal.awaited {
        report(
          .unknownName, "no step gives the signal “\(signal.name)”", at: place,
          help: suggest(signal.name, among: given).map { "did you mean “\($0)”?" }
            ?? "add { \"signal\": \"\(signal.name)\" } where it is given")
      }
      if signal.awaited == nil, !awaited.isEmpty, let place = signal.given {
        warn(
          .unknownName, "nobody waits for the signal “\(signal.name)”", at: place,
          help: suggest(signal.name, among: awaited).map { "did you mean “\($0)”?" }
            ?? "leave it out")
      }
    }
  }
}

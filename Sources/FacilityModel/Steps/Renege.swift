/// When an entity gives up waiting, and what it does then.
package struct Renege: Sendable {
  /// How long it is ready to wait; nil for as long as it takes.
  package var patience: QuantityModel?
  /// What holds when its time is over and it stays nevertheless.
  package var staying: Expression?
  /// On what it gives up at once.
  package var condition: AwaitedCondition?
  package var steps: [any Step]

  static let field = StepField(
    "renege", .section("renege"),
    "{ \"after\": duration, \"when\": condition, \"unless\": condition, \"then\": steps }: give up "
      + "waiting after a time, or as soon as a condition holds; who finds “unless” true when its time "
      + "is over goes on waiting for as long as it takes")
}

extension Decoder {
  /// Giving up: after a time, on a condition, or whichever comes first.
  func renege(_ node: LocatedNode, info: StepInfo, in block: Block) -> Renege? {
    guard var reader = ObjectReader(node, "“renege”", self, as: "renege") else { return nil }
    let inner = scope(in: block)
    var renege = Renege(steps: [])
    let after = reader.optional("after")
    let when = reader.optional("when")
    let unless = reader.optional("unless")
    let grid = grid(&reader)
    if after == nil, when == nil {
      report(
        .missingKey, "“renege” lacks “after”", at: reader.place,
        help: "say how long an entity waits, or on what it gives up: \"when\": condition")
    }
    if after == nil, let unless {
      report(
        .contradiction, "“unless” goes with “after”: it is looked at when the time is over",
        at: unless.place, help: "write it into “when”")
    }
    renege.patience =
      after.flatMap {
        quantity($0, wanting: .duration, "“after”", purpose: info.name + "/renege", in: inner)
      }?.value
    renege.staying =
      unless.flatMap { expression($0, wanting: .truth, "“unless”", in: inner) }?.expression
    renege.condition = when.flatMap { awaited($0, "“when”", grid: grid, in: inner) }
    renege.steps = reader.optional("then").map { steps($0, in: block) } ?? []
    reader.finish()
    return renege.patience == nil && renege.condition == nil ? nil : renege
  }
}

/// One checked step of a pathway.
package protocol Step: Sendable {
  var info: StepInfo { get }
  /// Appends the instructions of the step.
  func lower(into lowering: inout Lowering)
}

/// What every step knows of itself.
package struct StepInfo: Sendable {
  /// The path of names that leads to the step.
  package var name: String
  package var keyword: String
  package var place: Place

  package init(name: String, keyword: String, place: Place) {
    self.name = name
    self.keyword = keyword
    self.place = place
  }
}

/// A kind of step of the language: how it is written, and how it is read.
package protocol StepKind: SendableMetatype {
  /// The key by which a step of this kind is known.
  static var keyword: String { get }
  static var summary: String { get }
  static var fields: [StepField] { get }
  /// A step as JSON.
  static var example: String { get }
  static func decode(
    _ reader: inout ObjectReader, _ head: LocatedNode, in block: Block, _ decoder: Decoder
  ) -> (any Step)?
}

/// The steps of the language.
package enum Steps {
  package static let catalogue: [any StepKind.Type] = [
    SeizeStep.self, ReleaseStep.self, ServiceStep.self, DelayStep.self, BranchStep.self,
    RepeatStep.self, SetStep.self, RecordStep.self, MarkStep.self, LeaveStep.self,
    WithinStep.self, WaitStep.self, SignalStep.self, UsingStep.self, CallStep.self,
    TakeStep.self, PutStep.self, DrawStep.self, PourStep.self, SpawnStep.self, ForkStep.self,
    BatchStep.self, SplitStep.self, MatchStep.self, MoveStep.self,
  ]

  /// The keys that name a step.
  package static var keywords: [String] { catalogue.map { $0.keyword } }
}

/// Where in a pathway steps are being read.
package struct Block {
  /// The names of the pathway and of the named blocks around.
  package var path: [String]
  package var loopDepth: Int32
  /// Whether clones are in them that another entity waits for.
  var isCloned = false
  /// Whether one entity does them for a batch.
  var isBatched = false
  /// Whether their time is limited.
  var isTimed = false
  /// What the parameters of the pathway stand for.
  package var arguments: [String: PathwayArgument] = [:]
}

extension Decoder {
  /// A list of steps.
  func steps(_ node: LocatedNode, in block: Block) -> [any Step] {
    guard let elements = node.elements else {
      report(
        .wrongKind, "steps are a list, not \(node.kindName)", at: node.place,
        help: "write [ … ] around them")
      return []
    }
    return elements.compactMap { step($0, in: block) }
  }

  private func step(_ node: LocatedNode, in block: Block) -> (any Step)? {
    guard let members = node.members else {
      report(
        .wrongKind, "a step is a mapping, not \(node.kindName)", at: node.place,
        help: "write for example " + DelayStep.example)
      return nil
    }
    let kinds = members.compactMap { member in
      Steps.catalogue.first { $0.keyword == member.key }
    }
    // Some key of a step may be the keyword of another: that of which it is a key goes before.
    let kind = kinds.first { kind in
      kinds.allSatisfy { other in kind.fields.contains { $0.name == other.keyword } }
    }
    guard let kind = kind ?? kinds.first else {
      let first = members.first
      report(
        .unknownKey, first.map { "no step is written with “\($0.key)”" } ?? "a step has no keys",
        at: first?.keyPlace ?? node.place,
        help: first.flatMap { suggest($0.key, among: Steps.keywords) }
          .map { "did you mean “\($0)”?" }
          ?? "steps are \(Steps.keywords.joined(separator: ", "))")
      return nil
    }
    guard var reader = ObjectReader(node, "a step “\(kind.keyword)”", self, as: kind.keyword),
      let head = reader.optional(kind.keyword)
    else { return nil }
    if let other = kinds.first(where: { other in
      !kind.fields.contains { $0.name == other.keyword }
    }) {
      report(
        .contradiction, "a step is “\(kind.keyword)” or “\(other.keyword)”, not both",
        at: node.place, help: "make two steps of it")
      return nil
    }
    reader.know(kind.fields.map(\.name))
    let step = kind.decode(&reader, head, in: block, self)
    reader.finish()
    return step
  }

  /// The full name of a step, made known; equal names are told apart where draws depend on them.
  func name(
    _ reader: inout ObjectReader, default given: String, keyword: String, in block: Block,
    draws: Bool
  ) -> StepInfo {
    var name = given
    if let node = reader.optional("name"), let text = text(node, "“name”") { name = text }
    var full = (block.path + [name]).joined(separator: "/")
    if name.isEmpty {
      report(.badValue, "a step has an empty name", at: reader.place, help: "say what is done")
    }
    // What has no readable name has been reported.
    if let first = stepNames[full], name != "?" {
      if draws {
        report(
          .duplicateName, "there is another step “\(name)” in this pathway", at: reader.place,
          help: "give one of them a “name”, so that each has random numbers of its own",
          notes: [Finding.Note("the other is here", at: first)])
      }
      var number = 2
      while stepNames["\(full) (\(number))"] != nil { number += 1 }
      full += " (\(number))"
    }
    stepNames[full] = reader.place
    return StepInfo(name: full, keyword: keyword, place: reader.place)
  }

  /// The scope of expressions within a block.
  func scope(in block: Block) -> ExpressionScope {
    var inner = scope
    inner.loopDepth = block.loopDepth
    inner.arguments = block.arguments
    return inner
  }
}

/// A part of the replications of an experiment, such as the second of five.
package struct Shard: Sendable, Equatable {
  /// Which part, from 1.
  package let number: Int
  /// How many parts there are.
  package let count: Int

  /// More parts than this are a slip of the finger.
  package static let most = 100_000

  /// Reads `2/5`; nil where that is no part of anything.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1],
      (1...Self.most).contains(count), (1...count).contains(number)
    else { return nil }
    (self.number, self.count) = (number, count)
  }

  /// As it is typed.
  package var text: String { "\(number)/\(count)" }

  /// The folder of the part within that of the whole.
  package var folderName: String { "shard-\(number)-of-\(count)" }

  /// The replications of the part: all parts together have each of them once.
  package func range(of replications: Int) -> Range<Int> {
    (number - 1) * replications / count..<number * replications / count
  }
}

/// What a run is to do, as far as its reports depend on it and its model does not say it.
package struct RunPlan: Sendable, Equatable {
  /// The name of the model file, without its folder.
  package var model: String
  /// The policies in the order of the reports; the first is the baseline of a comparison.
  package var policies: [String]
  package var isComparison: Bool
  package var replications: Int
  package var seed: UInt64
  package var confidence: Double
  /// Parameters set from outside, in the order given.
  package var settings: [(name: String, value: String)]

  package init(
    model: String, policies: [String], isComparison: Bool, replications: Int, seed: UInt64,
    confidence: Double, settings: [(name: String, value: String)]
  ) {
    self.model = model
    self.policies = policies
    self.isComparison = isComparison
    self.replications = replications
    self.seed = seed
    self.confidence = confidence
    self.settings = settings
  }

  package static func == (a: Self, b: Self) -> Bool { a.rows.elementsEqual(b.rows, by: ==) }

  /// The plan as rows of a store, in order.
  var rows: [(key: String, value: String)] {
    [
      ("model", model), ("command", isComparison ? "compare" : "run"),
      ("replications", String(replications)), ("seed", String(seed)),
      ("confidence", "\(confidence)"),
    ]
      + policies.map { ("policy", $0) }
      + settings.flatMap { [("setting", $0.name), ("value", $0.value)] }
  }

  /// Reads the rows of a store; nil where they are no plan.
  init?(rows: [(key: String, value: String)]) {
    func all(_ key: String) -> [String] { rows.filter { $0.key == key }.map(\.value) }
    let (names, values) = (all("setting"), all("value"))
    guard let model = all("model").first, let command = all("command").first,
      let replications = all("replications").first.flatMap({ Int($0) }),
      let seed = all("seed").first.flatMap({ UInt64($0) }),
      let confidence = all("confidence").first.flatMap({ Double($0) }),
      names.count == values.count
    else { return nil }
    self.init(
      model: model, policies: all("policy"), isComparison: command == "compare",
      replications: replications, seed: seed, confidence: confidence,
      settings: zip(names, values).map { (name: $0, value: $1) })
  }

  /// What differs from another plan, in words.
  package func differences(from other: RunPlan) -> [String] {
    func list(_ names: [String]) -> String { names.map { "“\($0)”" }.joined(separator: ", ") }
    func pairs(_ plan: RunPlan) -> String {
      plan.settings.map { "--set \($0.name)=\($0.value)" }.joined(separator: " ")
    }
    var words: [String] = []
    if model != other.model { words.append("the model \(other.model) instead of \(model)") }
    if isComparison != other.isComparison {
      words.append(isComparison ? "run instead of compare" : "compare instead of run")
    }
    if replications != other.replications {
      words.append("\(other.replications) replications instead of \(replications)")
    }
    if seed != other.seed { words.append("seed \(other.seed) instead of \(seed)") }
    if confidence != other.confidence {
      words.append("confidence \(other.confidence) instead of \(confidence)")
    }
    if policies != other.policies {
      words.append("the policies \(list(other.policies)) instead of \(list(policies))")
    }
    if pairs(self) != pairs(other) {
      words.append("“\(pairs(other))” instead of “\(pairs(self))”")
    }
    return words
  }
}

import EventEngine

/// What a step asks for: all items, or one of the alternatives that they make.
struct WantedUnits {
  var items: [Units]
  var choice: Choice?
}

extension Decoder {
  /// Resources to be taken all, or `{ "anyOf": [ … ] }`.
  func wanted(_ node: LocatedNode, in block: Block) -> WantedUnits? {
    if node.member("anyOf") == nil {
      return units(node, in: block).map { WantedUnits(items: $0) }
    }
    guard
      var reader = ObjectReader(
        node, "a choice of resources", self, as: "choice of resources")
    else { return nil }
    var options: [Choice.Option]?
    if let node = reader.required("anyOf") { options = alternatives(node, in: block) }
    var choice = Choice(options: options ?? [], loopDepth: block.loopDepth)
    if let node = reader.optional("select"), let rule = selectionRule(node, "“select”") {
      choice.rule = rule
    }
    choice.commits = choice.rule == .shortestLine
    let commit = reader.optional("commit")
    if let commit { choice.commits = truth(commit, "“commit”") }
    let jockeyNode = reader.optional("jockey")
    if let node = jockeyNode { choice.jockey = jockey(node, choice) }
    if let node = reader.optional("as"), let name = text(node, "“as”") {
      choice.name = choiceNames[name]
      if resources.contains(name) {
        report(
          .duplicateName, "“\(name)” is a resource", at: node.place,
          help: "give what was taken another name")
      }
      checkName(choice, at: node.place)
    }
    reader.finish()
    if let commit, choice.commits, choice.rule == .first || choice.rule == .longestIdle {
      report(
        .contradiction,
        choice.rule == .first
          ? "whoever commits to the first always waits for the same one"
          : "who has been idle longest is no rule where none is free",
        at: commit.place, help: "choose by “shortest queue”, or remove “commit”")
    }
    guard let options else { return nil }
    checkLines(options, at: node.place)
    return WantedUnits(items: options.flatMap(\.units), choice: choice)
  }

  /// By how many a line has to be shorter for somebody to change to it.
  private func jockey(_ node: LocatedNode, _ choice: Choice) -> Int64? {
    let least = integer(node, "“jockey”", in: 2...1_000_000)
    if choice.rule != .shortestLine || !choice.commits {
      report(
        .contradiction, "only who stands in the shortest of several lines can change to another",
        at: node.place, help: "add \"select\": \"shortest queue\", or leave “jockey” out")
    }
    if choice.options.contains(where: { $0.units.count > 1 }) {
      report(
        .contradiction, "who waits for several resources at once stands in no single line",
        at: node.place, help: "let each alternative be one resource, or leave “jockey” out")
    }
    return least
  }

  /// The keys of a request, which may be for one of several alternatives.
  func request(
    _ reader: inout ObjectReader, wanted: WantedUnits?, info: StepInfo, in block: Block
  ) -> SeizeRequest {
    var request = self.request(&reader, items: wanted?.items ?? [], info: info, in: block)
    request.choice = wanted?.choice
    request.selection = unitSelection(
      &reader, items: wanted?.items ?? [], choice: wanted?.choice, in: block)
    if request.choice?.rule == .random { claim(info.name + "/choice", at: info.place) }
    return request
  }

  /// The word of a rule, or nil with a finding.
  func selectionRule(_ node: LocatedNode, _ what: String) -> SelectionRule? {
    guard let word = text(node, what) else { return nil }
    if let found = Choice.rules.first(where: { $0.word == word }) { return found.rule }
    let words = Choice.rules.map(\.word)
    report(
      .badValue, "\(what) has no rule “\(word)”", at: node.place,
      help: suggest(word, among: words).map { "did you mean “\($0)”?" }
        ?? "the rules are \(words.map { "“\($0)”" }.joined(separator: ", "))")
    return nil
  }

  /// Several alternatives, each of resources that are taken together; nil with a finding.
  private func alternatives(_ node: LocatedNode, in block: Block) -> [Choice.Option]? {
    guard let elements = node.elements, elements.count > 1 else {
      report(
        .wrongKind, "“anyOf” is a list of two or more alternatives", at: node.place,
        help: "write for example { \"anyOf\": [\"nurse\", \"doctor\"] }")
      return nil
    }
    var options: [Choice.Option] = []
    for element in elements {
      guard let units = units(element, in: block) else { continue }
      let text = namesListed(element)
      if options.contains(where: { $0.text == text }) {
        report(
          .duplicateName, "“\(text)” stands here twice", at: element.place,
          help: "alternatives differ in their resources")
      }
      if units.contains(where: { $0.count.constantValue == nil }) {
        report(
          .badValue, "an alternative takes a constant number of units", at: element.place,
          help: "write a number or a parameter, or make a branch of it")
        continue
      }
      options.append(Choice.Option(units: units, text: text, label: scope.labels.intern(text)))
    }
    return options.count == elements.count ? options : nil
  }

  /// Refuses lines in which nobody can wait for one of several alternatives.
  private func checkLines(_ options: [Choice.Option], at place: Place) {
    for units in options.flatMap(\.units) {
      let line = lines[Int(units.resource)]
      let name = resources[Int(units.resource)]
      if line.places != nil {
        report(
          .contradiction,
          "“\(name)” has a queue of limited capacity, and here it is one of several alternatives",
          at: place,
          help: "leave the capacity out and turn away with “balk”, for example when "
            + "queue(\(ExpressionLexer.isWord(name) ? name : "'\(name)'")) >= 5")
      }
      if case .service = line.order {
        report(
          .contradiction,
          "“\(name)” is queued for by the time of service, and here it is one of several "
            + "alternatives", at: place, help: "order the queue by an attribute")
      }
    }
  }

  /// Refuses a name that stands for other units elsewhere.
  private func checkName(_ choice: Choice, at place: Place) {
    guard let name = choice.name else { return }
    for option in choice.options {
      let other = name.options.first { $0.text == option.text }
      func counts(_ units: [Units]?) -> [Double?] { (units ?? []).map(\.count.constantValue) }
      if let other, counts(other.units) != counts(option.units) {
        report(
          .contradiction, "“\(name.name)” stands for other numbers of “\(option.text)” elsewhere",
          at: place, help: "use two names, so that “release” knows how many to give back")
      }
    }
  }

  /// Makes the names known that `as` gives, with the attributes that hold them.
  func declareChoices(_ node: LocatedNode?) {
    forEachMapping(node) { members in
      guard let any = members.first(where: { $0.key == "anyOf" })?.value,
        let given = members.first(where: { $0.key == "as" })?.value, let name = given.string
      else { return }
      let before = findings
      let options = alternatives(any, in: Block(path: [], loopDepth: 0)) ?? []
      findings = before
      let values = options.map { ($0.text, $0.label) }
      guard
        let attribute = declareAttribute(name, type: .text, values: values, at: given.place)
      else { return }
      var known =
        choiceNames[name] ?? ChoiceName(name: name, attribute: attribute, options: [])
      known.options += options.filter { option in
        !known.options.contains { $0.text == option.text }
      }
      choiceNames[name] = known
    }
  }

  /// The names of what was taken among those that a release gives, and whether there is nothing
  /// else.
  func choiceNames(in node: LocatedNode) -> (names: [ChoiceName], isOnly: Bool) {
    let given = node.string.map { [$0] } ?? (node.elements ?? []).compactMap(\.string)
    let names = given.compactMap { choiceNames[$0] }
    return (names, !names.isEmpty && names.count == (node.elements?.count ?? 1))
  }
}

import EventEngine

/// What the decoding of one document has learnt so far: names, findings, tables.
///
/// One decoder reads one document on one thread. It never stops at a mistake: what cannot be read
/// is reported and replaced by nothing, so that one pass finds all mistakes.
package final class Decoder {
  var findings: Findings
  let files: any ModelFiles
  /// Which data are drawn anew, and those that can be.
  var sample: InputSample?
  var inputs: [String] = []
  var scope = ExpressionScope()
  /// Where the value of each parameter stands, and the constants that are one by itself, by place.
  var parameterPlaces: [String: Place] = [:]
  var namedConstants: [Place: String] = [:]
  var attributes: [AttributeDefinition] = []
  var resources: [String] = []
  /// The lines of the resources, once they have been read.
  var lines: [LineDefinition] = []
  /// The resources whose release draws a turnaround time.
  var withTurnaround: Set<Int32> = []
  /// The number of the first stock among the resources, and how much there is room for in each.
  var firstStock = Int32.max
  var roomInStocks: [Int32: Int64] = [:]
  /// The tanks, what is still to be read of them, their flows, and those whose contents entities draw
  /// or pour in time.
  var tanks: [TankDefinition] = []
  var tankNodes: [TankNodes] = []
  var flows: [FlowDefinition] = []
  var drawn: Set<Int32> = []
  var poured: Set<Int32> = []
  /// The resources whose units are listed, and how many attributes those have together.
  var listed: [Int32: ListedUnits] = [:]
  var unitColumns: Int32 = 0
  /// Those of them whose units are not listed in the model, but have to be set up.
  var numbered: Set<Int32> = []
  /// The resources that all who are present share.
  var shared: Set<Int32> = []
  /// The resources whose units can be taken away from those who hold them.
  var removable: Set<Int32> = []
  /// Where entities can be, and the resources whose units travel.
  var places: PlacesDefinition?
  var transports: [Int32: TransportDefinition] = [:]
  var sources: [String] = []
  /// The sources of entities that others make, which come behind those of arrivals.
  var childSources: [SourceDefinition] = []
  var pathways: [String] = []
  var outcomes = ["completed"]
  /// Who waits for partners, and which kinds come somewhere.
  var matches: [MatchDefinition] = []
  var comers: Set<Comer> = []
  /// The days that the section `calendar` names.
  var calendar: [String: DaySet] = [:]
  /// The factors that the section `dayFactors` names.
  var dayFactors: [String: QuantityModel] = [:]
  /// The names of the shocks, and what they do to the arrivals of each source.
  var shockNames: Set<String> = []
  var shockFactors: [String: [ShockFactor]] = [:]
  var recorded: [MeasureDefinition] = []
  /// The currency of costs, if it is said.
  var currency: String?
  /// The resources, once they have been read.
  var resourceDefinitions: [ResourceDefinition] = []
  var marks: [MarkDefinition] = []
  var waitTotals: [WaitTotal] = []
  /// What `wait(…)` names that is no resource: the total, the name, and where it stands.
  var unresolvedWaits: [(total: Int, name: String, place: Place)] = []
  var tables: [Double] = []
  /// The pathways as they are written, those being read from the outermost, those that are called,
  /// and how many calls there are.
  var pathwayNodes: [String: LocatedNode] = [:]
  var calling: [String] = []
  var called: Set<String> = []
  var calls = 0
  /// Where entities wait while they hold something.
  var heldWaits: [HeldWait] = []
  /// What `as` names, with all that it may stand for.
  var choiceNames: [String: ChoiceName] = [:]
  /// The signals, with where somebody waits for them and where they are given.
  var signals: [(name: String, awaited: Place?, given: Place?)] = []
  /// See `WaitSpecification.longestPeriod`: the greatest of all waits.
  var longestWaitPeriod: Int64 = 0
  var loopDepth: Int32 = 0
  var time = TimeFrame()
  var usedFiles: [String: [UInt8]] = [:]
  var tablesRead: [String: DataTable] = [:]
  /// The place of the document itself.
  var documentPlace = SourceFile(name: "", text: "").whole
  /// What random draws are for, with where, by the hash that keys them.
  var purposes: [UInt64: (name: String, place: Place)] = [:]
  /// The names of steps taken so far, with where, to tell equal names apart.
  var stepNames: [String: Place] = [:]

  /// The keys that were asked for, by what the catalogues call the mapping: tests compare them.
  var keysRead: [String: Set<String>] = [:]

  init(findings: Findings, files: any ModelFiles) {
    self.findings = findings
    self.files = files
  }

  func report(
    _ code: ModelCode, _ message: String, at place: Place, help: String? = nil,
    notes: [Finding.Note] = []
  ) {
    var notes = notes
    if code == .badValue, let name = namedConstants[place], let given = parameterPlaces[name] {
      notes.append(Finding.Note("the parameter “\(name)” is given here", at: given))
    }
    findings.add(.error(code, message, at: place, notes: notes, help: help))
  }

  func warn(_ code: ModelCode, _ message: String, at place: Place, help: String? = nil) {
    findings.add(.warning(code, message, at: place, help: help))
  }

  /// The text of a node, or nil with a finding.
  func text(_ node: LocatedNode, _ what: String) -> String? {
    if let text = node.string { return text }
    report(
      .wrongKind, "\(what) is a text, not \(node.kindName)", at: node.place,
      help: node.number == nil ? "write a name in quotes" : "put it in quotes")
    return nil
  }

  /// A whole number within bounds, or nil with a finding.
  func integer(_ node: LocatedNode, _ what: String, in range: ClosedRange<Int64>) -> Int64? {
    var value = node.integer
    switch node.content {
    case .number: break
    case .string:
      // As wherever a number stands, an expression of constants may stand.
      guard let computed = constant(node, wanting: .number, what) else { return nil }
      value = Int64(exactly: computed)
    default:
      report(
        .wrongKind, "\(what) is a whole number, not \(node.kindName)", at: node.place,
        help: "write a number without quotes")
      return nil
    }
    guard let value, range.contains(value) else {
      report(
        .badValue,
        "\(what) is a whole number from \(range.lowerBound) to \(range.upperBound), not "
          + (node.number.map(Self.plain) ?? value.map { "\($0)" } ?? "this"), at: node.place,
        help: "write \(range.lowerBound) or more")
      return nil
    }
    return value
  }

  /// The index of a name among declared ones, or nil with a finding.
  func index(of name: String, among names: [String], _ what: String, at place: Place) -> Int? {
    if let index = names.firstIndex(of: name) { return index }
    report(
      .unknownName, "no \(what) is named “\(name)”", at: place,
      help: suggest(name, among: names).map { "did you mean “\($0)”?" }
        ?? (names.isEmpty
          ? "the model has none"
          : "there is \(names.prefix(8).map { "“\($0)”" }.joined(separator: ", "))"))
    return nil
  }

  /// The index of a source; those that steps make are known by the last part of their name too,
  /// where that tells them apart.
  func source(named name: String, at place: Place) -> Int? {
    let shortened = sources.indices.filter { sources[$0].hasSuffix("/" + name) }
    if shortened.count == 1, !sources.contains(name) { return shortened[0] }
    return index(of: name, among: sources, "source of arrivals", at: place)
  }

  /// Adds an attribute, or agrees with what is known of it.
  func declareAttribute(
    _ name: String, type: ValueType, values: [(label: String, value: Double)], at place: Place
  ) -> Int32? {
    if name == "place" { checkPlaces(values, at: place) }
    if let known = scope.attributes[name] {
      if known.type != type {
        report(
          .contradiction,
          "“\(name)” is \(known.type.words) elsewhere and \(type.words) here", at: place,
          help: "use one type, or two names")
        return nil
      }
      let index = Int(known.index)
      for value in values
      where !attributes[index].values.contains(where: { $0.value == value.value }) {
        attributes[index].values.append(value)
      }
      return known.index
    }
    if scope.parameters[name] != nil || scope.variables[name] != nil || isReserved(name) {
      report(
        .duplicateName,
        scope.parameters[name] != nil
          ? "“\(name)” is a parameter already"
          : scope.variables[name] != nil
            ? "“\(name)” is a variable already" : "“\(name)” already has a meaning",
        at: place, help: "give the attribute another name")
      return nil
    }
    let index = Int32(attributes.count)
    attributes.append(AttributeDefinition(name: name, type: type, values: values))
    scope.attributes[name] = (index, type)
    return index
  }

  /// Whether a word has a meaning in every expression.
  func isReserved(_ name: String) -> Bool {
    Builtin.named(name) != nil || ExpressionScope.reservedWords.contains(name)
  }

  /// Makes it known what a draw is for; two draws for one purpose would be equal for ever.
  func claim(_ purpose: String, at place: Place) {
    let key = hash(ofName: purpose)
    if let other = purposes[key] {
      report(
        .duplicateName,
        purpose == other.name
          ? "two random draws are named “\(purpose)”"
          : "the random numbers for “\(purpose)” would be those for “\(other.name)”",
        at: place, help: "rename one of the two",
        notes: [Finding.Note("the other is here", at: other.place)])
    }
    purposes[key] = (purpose, place)
  }

  /// The number of an outcome, made if it is new.
  func outcome(named name: String) -> Int {
    if let index = outcomes.firstIndex(of: name) { return index }
    outcomes.append(name)
    return outcomes.count - 1
  }
}

/// Where a model's files come from, so that decoding itself touches no file.
package protocol ModelFiles {
  /// The bytes of a file named in a model, relative to the model's folder.
  func bytes(of name: String) throws(FileProblem) -> [UInt8]
}

/// Why a file that a model names cannot be used.
package struct FileProblem: Error, Sendable {
  package var message: String
  /// The remedy.
  package var help: String?

  package init(_ message: String, help: String? = nil) {
    self.message = message
    self.help = help
  }
}

/// No files at all.
package struct NoFiles: ModelFiles {
  package init() {}

  package func bytes(of name: String) throws(FileProblem) -> [UInt8] {
    throw FileProblem("this model cannot name files")
  }
}

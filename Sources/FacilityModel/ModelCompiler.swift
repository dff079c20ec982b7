package import EventEngine
import RandomStreams

/// A model that has been read, checked and lowered, and what went into it.
package struct CompiledModel: Sendable {
  package var model: Model
  package var program: Program
  /// The policy it was made with: the names of its patches, in order; none for the model as written.
  package var policies: [String]
  /// Bytes of every file that the model names.
  package var files: [String: [UInt8]]
  /// The keys that were asked for, by what the catalogues call the mapping.
  package var keysRead: [String: Set<String>] = [:]
  /// The data that can be drawn anew (`InputSample`): files, and lists by their place.
  package var inputs: [String] = []
  /// Where entities wait while they hold something.
  var heldWaits: [HeldWait] = []
}

/// The stages from a model file to a program, in order.
package struct ModelCompiler {
  /// The keys of a one-key mapping that policies replace rather than merge into.
  private static let alternatives: Set<String> = {
    var names = Set(["daily", "weekly", "shifts", "text", "rate", "every", "at"])
    for kind in MeasureKind.catalogue { names.insert(kind.keyword) }
    for entry in Distributions.catalogue { names.insert(entry.name) }
    // Steps stand in lists, which a patch replaces anyway; and somebody may name a source “batch”.
    return names
  }()

  let document: LocatedNode
  private let files: any ModelFiles
  package private(set) var findings: Findings

  /// Parses a document; nil with findings if it cannot be read as a mapping.
  package static func read(_ file: SourceFile, files: any ModelFiles) -> (
    compiler: ModelCompiler?, findings: Findings
  ) {
    var findings = Findings()
    guard let document = parseMapping(file, into: &findings) else { return (nil, findings) }
    return (
      ModelCompiler(document: document, files: files, findings: findings), findings
    )
  }

  /// What reports call the model without any policy; no policy may be called so.
  package static let asWritten = "as written"

  /// The names of the document's policies, in written order.
  package var policyNames: [String] {
    document.member("policies")?.members?.map(\.key) ?? []
  }

  /// The names of the document's stress cases, in written order.
  package var stressNames: [String] {
    document.member("stress")?.members?.map(\.key) ?? []
  }

  /// Compiles the model under some policies, applied in order, with parameters set from outside.
  ///
  /// - Parameters:
  ///   - policies: names of the document's policies.
  ///   - stress: the name of one of its stress cases, which comes over the policies.
  ///   - settings: names and values of parameters, as typed.
  ///   - sample: data drawn anew in place of those of the model.
  /// - Returns: the compiled model, or nil with errors among the findings.
  package func compile(
    policies: [String] = [], stress: String? = nil, settings: [(name: String, value: String)] = [],
    sample: InputSample? = nil
  ) -> (compiled: CompiledModel?, findings: Findings) {
    var findings = findings
    var tree = document
    for policy in policies { tree = applying(policy, .policy, to: tree, &findings) }
    if let stress { tree = applying(stress, .stressCase, to: tree, &findings) }
    for setting in settings { tree = Self.set(setting, in: tree, &findings) }
    guard tree.members != nil else { return (nil, findings) }
    let decoder = Decoder(findings: findings, files: files)
    decoder.sample = sample
    var model = decoder.readModel(tree)
    if decoder.findings.hasErrors { return (nil, decoder.findings) }
    model.circleSteps = DeadlockRisk.steps(decoder.heldWaits, model)
    var compiled = CompiledModel(
      model: model, program: model.lowered(), policies: policies, files: decoder.usedFiles,
      keysRead: decoder.keysRead)
    compiled.inputs = decoder.inputs
    compiled.heldWaits = decoder.heldWaits
    return (compiled, decoder.findings)
  }

  /// The document with one of its policies or stress cases merged into it.
  func applying(
    _ name: String, _ kind: PatchKind, to tree: LocatedNode, _ findings: inout Findings
  ) -> LocatedNode {
    let members = document.member(kind.section)?.members ?? []
    guard let member = members.first(where: { $0.key == name }) else {
      let names = members.map { "“\($0.key)”" }
      findings.add(
        .error(
          ModelCode.unknownName, "no \(kind.rawValue) is named “\(name)”", at: nil,
          help: suggest(name, among: members.map(\.key)).map { "did you mean “\($0)”?" }
            ?? "the model has \(names.isEmpty ? "none" : names.joined(separator: ", "))"))
      return tree
    }
    if kind == .policy, name == Self.asWritten {
      findings.add(
        .error(
          ModelCode.duplicateName, "“\(name)” is what reports call the model without any policy",
          at: member.keyPlace, help: "give the policy another name"))
    }
    return merging(
      Self.checked(kind.patch(member.value), kind, against: tree, &findings), into: tree,
      alternatives: Self.alternatives, stepNames: Steps.keywords, findings: &findings)
  }

  /// Reports what a policy names to change and the model does not have.
  ///
  /// A policy may bring something new of its own; then its other lines use it.
  ///
  /// - Returns: the patch without what was reported.
  private static func checked(
    _ patch: LocatedNode, _ kind: PatchKind, against tree: LocatedNode,
    _ findings: inout Findings
  ) -> LocatedNode {
    guard var members = patch.members else {
      findings.add(
        .error(
          ModelCode.wrongKind, "a \(kind.rawValue) is a mapping of changes, not \(patch.kindName)",
          at: patch.place,
          help: "write the part of the model that differs, for example "
            + "{ \"parameters\": { \"doctors\": 7 } }"))
      return patch
    }
    for (section, what) in [
      ("parameters", "parameter"), ("variables", "variable"), ("resources", "resource"),
      ("stocks", "stock"), ("tanks", "tank"),
      ("pathways", "pathway"),
    ] {
      let known = tree.member(section)?.members?.map(\.key) ?? []
      guard let place = members.firstIndex(where: { $0.key == section }) else { continue }
      for change in members[place].value.members ?? [] where !known.contains(change.key) {
        if !change.value.isNull, mentions(patch, change.key) { continue }
        members[place].value.content = .mapping(
          (members[place].value.members ?? []).filter { $0.key != change.key })
        findings.add(
          .error(
            ModelCode.unknownName,
            "no \(what) is named “\(change.key)” that a \(kind.rawValue) could change",
            at: change.keyPlace,
            help: suggestion(for: change.key, among: known)
              ?? "what a \(kind.rawValue) adds it has to use as well"))
      }
    }
    for (section, called, needs) in incomplete {
      let known = tree.member(section)?.members?.map(\.key) ?? []
      guard let place = members.firstIndex(where: { $0.key == section }) else { continue }
      for change in members[place].value.members ?? [] where !known.contains(change.key) {
        let isWhole = change.value.members.map { own in own.contains { needs.contains($0.key) } }
        let near = suggestion(for: change.key, among: known)
        // What is whole is something new; what is not could be, if there is nothing that it is like.
        guard change.value.isNull || isWhole == false && near != nil else { continue }
        members[place].value.content = .mapping(
          (members[place].value.members ?? []).filter { $0.key != change.key })
        findings.add(
          .error(
            ModelCode.unknownName,
            "no \(called) named “\(change.key)” in the model that this \(kind.rawValue) changes",
            at: change.keyPlace,
            help: near
              ?? (known.isEmpty
                ? "there is nothing to take away"
                : "the model has " + known.prefix(8).map { "“\($0)”" }.joined(separator: ", "))))
      }
    }
    return LocatedNode(.mapping(members), at: patch.place)
  }

  /// What a policy may add, by section: what it is called, and the keys of which one makes it whole.
  private static let incomplete: [(section: String, called: String, needs: Set<String>)] = [
    ("arrivals", "arrivals are", ["pathway", "mix"]),
    ("measures", "measure is", Set(MeasureKind.catalogue.map(\.keyword))),
    ("shocks", "shock is", ["at", "every"]),
    ("dayFactors", "day factor is", Set(Distributions.catalogue.map(\.name))),
  ]

  /// Whether a text below a node contains a name.
  private static func mentions(_ node: LocatedNode, _ name: String) -> Bool {
    switch node.content {
    case .string(let text): text.contains(name)
    case .sequence(let elements): elements.contains { mentions($0, name) }
    case .mapping(let members):
      members.contains { member in
        mentions(member.value, name)
          || (["with", "seize", "release"].contains(member.key)
            && member.value.member(name) != nil)
      }
    default: false
    }
  }

  /// Gives a declared parameter another value.
  private static func set(
    _ setting: (name: String, value: String), in tree: LocatedNode, _ findings: inout Findings
  ) -> LocatedNode {
    let names = tree.member("parameters")?.members?.map(\.key) ?? []
    guard names.contains(setting.name), case .mapping(var members) = tree.content,
      let section = members.firstIndex(where: { $0.key == "parameters" }),
      case .mapping(var parameters) = members[section].value.content,
      let index = parameters.firstIndex(where: { $0.key == setting.name })
    else {
      findings.add(
        .error(
          ModelCode.unknownName, "no parameter is named “\(setting.name)”", at: nil,
          help: suggest(setting.name, among: names).map { "did you mean “\($0)”?" }
            ?? "the model has "
            + (names.isEmpty ? "none" : names.map { "“\($0)”" }.joined(separator: ", "))))
      return tree
    }
    let file = SourceFile(name: "--set \(setting.name)", text: setting.value)
    let place = Place(
      file: file, line: 1, column: 1, length: max(1, setting.value.unicodeScalars.count),
      trail: parameters[index].value.place.trail)
    parameters[index].value =
      Decoder.number(setting.value).map {
        LocatedNode(.number($0, literal: setting.value), at: place)
      } ?? LocatedNode(.string(setting.value), at: place)
    members[section].value.content = .mapping(parameters)
    var changed = tree
    changed.content = .mapping(members)
    return changed
  }
}

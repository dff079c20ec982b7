import EventEngine

extension Decoder {
  /// `"batch"`: how many arrive together.
  func readBatch(_ node: LocatedNode, source: String) -> QuantityModel? {
    var outside = scope
    outside.hasEntity = false
    guard
      let read = quantity(
        node, wanting: .number, "the batch of “\(source)”", purpose: "arrivals/\(source)/batch",
        in: outside)
    else { return nil }
    if let value = read.value.constantValue,
      value < 0 || value > largestBatch || value != value.rounded()
    {
      report(
        .badValue,
        "a batch is a whole number from 0 to 1000000, not \(Self.plain(value))", at: node.place,
        help: "write how many come together, or a distribution of whole numbers")
      return nil
    }
    return read.value
  }

  /// `"mix"`: the kinds of entities that come from one source, each with its share.
  ///
  /// - Parameter pathway: what those parts follow that name no pathway.
  func readMix(_ node: LocatedNode, source: String, pathway: Int?) -> MixDefinition? {
    guard let members = node.members, !members.isEmpty else {
      report(
        .wrongKind,
        node.members == nil
          ? "“mix” is a mapping of names to shares, not \(node.kindName)" : "“mix” names no class",
        at: node.place,
        help: "write for example { \"adult\": { \"share\": 0.8 }, \"child\": { \"share\": 0.2 } }")
      return nil
    }
    _ = names(node, "mix")
    var parts: [MixDefinition.Part] = []
    var values: [(label: String, value: Double)] = []
    for member in members {
      let label = scope.labels.intern(member.key)
      values.append((member.key, label))
    }
    guard
      let attribute = declareAttribute("class", type: .text, values: values, at: node.place)
    else { return nil }
    claim("arrivals/\(source)/branch", at: node.place)
    for (index, member) in members.enumerated() {
      let what = "class “\(member.key)” of “\(source)”"
      guard var reader = ObjectReader(member.value, what, self, as: "class of a mix") else {
        continue
      }
      let share = reader.required("share", help: "30 % is 0.3").flatMap(readProbability)
      let given = reader.optional("attributes")
      let correlatedNode = reader.optional("correlated")
      let own = reader.optional("pathway")
      reader.finish()
      var attributes = arrivalAttributes(given, source: "\(source)/\(member.key)")
      if let correlatedNode {
        correlate(&attributes, correlatedNode, source: "\(source)/\(member.key)")
      }
      var follows = pathway
      if let own {
        follows = text(own, "“pathway”").flatMap {
          self.index(of: $0, among: pathways, "pathway", at: own.place)
        }
      } else if pathway == nil {
        report(
          .missingKey, "\(what) lacks “pathway”", at: member.value.place,
          help: "name the pathway that these entities follow, here or beside “mix”")
      }
      guard let share, let follows else { continue }
      parts.append(
        MixDefinition.Part(
          name: member.key, share: share, label: values[index].value, attributes: attributes,
          pathway: follows))
    }
    guard parts.count == members.count else { return nil }
    let sum = parts.reduce(0) { $0 + $1.share }
    if abs(sum - 1) > 1e-9 {
      report(
        .badShares, "the shares add up to \(Self.plain((sum * 1e9).rounded() / 1e9)), not to 1",
        at: node.place, help: "change a share")
      return nil
    }
    return MixDefinition(parts: parts, attribute: attribute)
  }

  /// A number from 0 to 1, or nil with a finding.
  func readProbability(_ node: LocatedNode) -> Double? {
    guard let value = constant(node, wanting: .number, "a share") else { return nil }
    if value < 0 || value > 1 {
      report(
        .badShares, "a share is a number from 0 to 1, not \(Self.plain(value))", at: node.place,
        help: "30 % is 0.3")
      return nil
    }
    return value
  }
}

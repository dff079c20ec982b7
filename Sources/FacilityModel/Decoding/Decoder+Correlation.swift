import EventEngine
import RandomStreams

extension Decoder {
  typealias ArrivalValue = (index: Int32, value: QuantityModel)

  /// `"correlated"`: which attributes of a source rise or fall together.
  func correlate(_ attributes: inout [ArrivalValue], _ node: LocatedNode, source: String) {
    var taken: Set<Int32> = []
    for group in node.elements ?? [node] {
      guard let read = readCorrelation(group, of: attributes, source: source) else { continue }
      for (place, index) in read.indices.enumerated() {
        guard taken.insert(attributes[index].index).inserted else {
          report(
            .contradiction,
            "“\(self.attributes[Int(attributes[index].index)].name)” is correlated twice",
            at: group.place, help: "put all attributes that rise together into one group")
          return
        }
        guard case .random(var random) = attributes[index].value else { continue }
        random.factors = zip(read.factor[place], read.purposes).map { ($0, $1) }
        attributes[index].value = .random(random)
      }
    }
  }

  private func readCorrelation(
    _ node: LocatedNode, of attributes: [ArrivalValue], source: String
  ) -> (indices: [Int], purposes: [String], factor: [[Double]])? {
    guard
      var reader = ObjectReader(node, "a correlation of “\(source)”", self, as: "correlation")
    else { return nil }
    let names = reader.required("attributes", help: "write for example [\"age\", \"stay\"]")
    let way = reader.oneOf(["correlation", "matrix"])
    let kind = reader.optional("of")
    reader.finish()
    if way == nil {
      report(
        .missingKey, "a correlation of “\(source)” says nothing of how strong it is",
        at: reader.place, help: "write \"correlation\": 0.6, or a “matrix”")
    }
    var isOfRanks = true
    if let kind {
      guard let word = text(kind, "“of”") else { return nil }
      guard ["ranks", "normals"].contains(word) else {
        report(
          .badValue, "“\(word)” cannot be correlated", at: kind.place,
          help: "it is \"ranks\" or \"normals\"")
        return nil
      }
      isOfRanks = word == "ranks"
    }
    guard let names, let way else { return nil }
    guard let elements = names.elements, elements.count >= 2 else {
      report(
        .wrongKind, "“attributes” is a list of two or more attributes", at: names.place,
        help: "write for example [\"age\", \"stay\"]")
      return nil
    }
    var (indices, purposes): ([Int], [String]) = ([], [])
    for element in elements {
      guard let (index, purpose) = correlated(element, among: attributes, source: source) else {
        continue
      }
      if indices.contains(index) {
        report(
          .duplicateName, "“\(element.string ?? "")” is listed twice", at: element.place,
          help: "leave one of them out")
      }
      indices.append(index)
      purposes.append(purpose)
    }
    guard indices.count == elements.count, Set(indices).count == indices.count,
      var matrix = matrix(way.node, way.key, size: elements.count)
    else { return nil }
    if isOfRanks {
      for i in matrix.indices {
        for j in matrix.indices where i != j {
          matrix[i][j] = NormalCopula.correlation(ofRank: matrix[i][j])
        }
      }
    }
    switch NormalCopula.cholesky(matrix) {
    case .success(let factor): return (indices, purposes, factor)
    case .failure(let problem):
      report(
        .contradiction,
        "“\(elements[problem.row].string ?? "")” cannot be so correlated with those before it",
        at: way.node.place,
        help:
          "the correlations exclude each other: the matrix is not positive definite; bring them "
          + "nearer to 0")
      return nil
    }
  }

  /// The place of an attribute that can rise with others, and what its draws are for.
  private func correlated(
    _ node: LocatedNode, among attributes: [ArrivalValue], source: String
  ) -> (index: Int, purpose: String)? {
    guard let name = text(node, "an attribute") else { return nil }
    let known = attributes.map { self.attributes[Int($0.index)].name }
    guard let index = known.firstIndex(of: name) else {
      report(
        .unknownName, "“\(source)” has no attribute “\(name)”", at: node.place,
        help: suggestion(for: name, among: known)
          ?? (known.isEmpty
            ? "give it under “attributes”"
            : "it has \(known.prefix(8).map { "“\($0)”" }.joined(separator: ", "))"))
      return nil
    }
    guard case .random(let random) = attributes[index].value else {
      report(
        .contradiction, "“\(name)” is computed and not drawn, so that nothing can rise with it",
        at: node.place, help: "give it a distribution, or leave it out")
      return nil
    }
    if random.purpose == "arrivals/\(source)/resampled" {
      report(
        .contradiction, "“\(name)” comes from a row of a file, with what stands there",
        at: node.place, help: "leave it out")
      return nil
    }
    if self.attributes[Int(attributes[index].index)].type == .text {
      report(
        .contradiction, "“\(name)” is a text, and texts neither rise nor fall", at: node.place,
        help: "draw a number, or leave it out")
      return nil
    }
    return (index, random.purpose)
  }

  /// A matrix of correlations, or the one in which each two are correlated alike.
  private func matrix(_ node: LocatedNode, _ key: String, size: Int) -> [[Double]]? {
    func correlation(_ node: LocatedNode) -> Double? {
      guard let value = constant(node, wanting: .number, "a correlation") else { return nil }
      guard abs(value) < 1 else {
        report(
          .badValue,
          "a correlation is a number above -1 and below 1, not \(Self.plain(value))",
          at: node.place,
          help: abs(value) == 1
            ? "where one follows from the other, compute it by an expression" : "write 0.6")
        return nil
      }
      return value
    }
    if key == "correlation" {
      guard let value = correlation(node) else { return nil }
      return (0..<size).map { i in (0..<size).map { $0 == i ? 1 : value } }
    }
    let rows = node.elements ?? []
    guard rows.count == size, rows.allSatisfy({ $0.elements?.count == size }) else {
      report(
        .wrongKind, "“matrix” has \(size) rows of \(size) numbers, one for each attribute",
        at: node.place, help: "write for example [[1, 0.6], [0.6, 1]]")
      return nil
    }
    var matrix: [[Double]] = []
    for (i, row) in rows.enumerated() {
      var values: [Double] = []
      for (j, cell) in (row.elements ?? []).enumerated() {
        if i == j {
          guard let value = constant(cell, wanting: .number, "a correlation") else { return nil }
          guard value == 1 else {
            report(
              .badValue,
              "the correlation of an attribute with itself is 1, not "
                + Self.plain(value), at: cell.place, help: "write 1")
            return nil
          }
          values.append(1)
        } else {
          guard let value = correlation(cell) else { return nil }
          if j < i, matrix[j][i] != value {
            report(
              .contradiction,
              "row \(i + 1), column \(j + 1) differs from row \(j + 1), column \(i + 1)",
              at: cell.place, help: "write \(Self.plain(matrix[j][i])), or change both")
            return nil
          }
          values.append(value)
        }
      }
      matrix.append(values)
    }
    return matrix
  }
}

import RandomStreams

/// Data drawn anew in place of those that the inputs of a model were made from: the data that might
/// as well have been collected.
///
/// Observations and rows of a file are drawn with replacement, as many as there are (the bootstrap,
/// Efron 1979). A rate that is a mean over many periods is drawn from the law that such means have:
/// Poisson counts over all of them, or a gamma law with the variance that the file gives.
package struct InputSample: Sendable, Equatable {
  package var seed: UInt64
  /// The number of the sample: equal numbers are the same data.
  package var number: UInt64
  /// The input that is drawn anew; nil for all of them.
  package var only: String?

  package init(seed: UInt64, number: UInt64, only: String? = nil) {
    self.seed = seed
    self.number = number
    self.only = only
  }
}

extension Decoder {
  /// Notes that something is an input that can be drawn anew; gives the random numbers to draw it
  /// with, or nil where it stays as it is.
  private func stream(for input: String, part: UInt64 = 0) -> RandomStream? {
    if !inputs.contains(input) { inputs.append(input) }
    guard let sample, sample.only == nil || sample.only == input else { return nil }
    return RandomStream(
      seed: sample.seed, purpose: hash(ofName: "inputs/" + input), entity: part,
      replication: sample.number)
  }

  /// The places of elements that are drawn with replacement; nil where they stay as they are.
  private func places(_ count: Int, of input: String) -> [Int]? {
    guard var stream = stream(for: input), count > 0 else { return nil }
    return (0..<count).map { _ in min(count - 1, Int(stream.uniform() * Double(count))) }
  }

  /// A table whose rows are observations: all that is taken from it is drawn anew together.
  func observations(_ table: DataTable) -> DataTable {
    guard let places = places(table.rows.count, of: table.name) else { return table }
    return DataTable(
      name: table.name, header: table.header, rows: places.map { table.rows[$0] },
      rowNumbers: places.map { table.rowNumbers[$0] })
  }

  /// Observations that are written in the model, by the name of their place.
  func observations(_ values: [Double], at place: Place) -> [Double] {
    guard let places = places(values.count, of: place.path) else {
      return values
    }
    return places.map { values[$0] }
  }

  /// Means of a file over some numbers of periods each, with variances between periods or without.
  ///
  /// - Returns: nil after a finding.
  func means(
    _ values: [Double], of table: DataTable, periods: LocatedNode, variance: LocatedNode?
  ) -> [Double]? {
    guard let name = text(periods, "a column"),
      let counts = table.numbers(name, at: periods.place, self)
    else { return nil }
    var variances: [Double]?
    if let variance {
      guard let column = text(variance, "a column"),
        let read = table.numbers(column, at: variance.place, self)
      else { return nil }
      variances = read
    }
    var drawn = values
    for row in values.indices {
      let start = "“\(table.name)”, row \(table.rowNumbers[row])"
      guard counts[row] >= 1 else {
        report(
          .badFile, "\(start): a mean over \(Self.plain(counts[row])) periods", at: periods.place,
          help: "write over how many periods each mean was taken")
        return nil
      }
      if let variances, variances[row] < 0 {
        report(
          .badFile, "\(start): a variance of \(Self.plain(variances[row]))",
          at: variance?.place ?? periods.place, help: "a variance is 0 or more")
        return nil
      }
      guard var stream = stream(for: table.name, part: UInt64(row)), values[row] > 0 else {
        continue
      }
      let law: Distribution?
      if let variances {
        let sd = (variances[row] / counts[row]).squareRoot()
        law = sd > 0 ? try? .gamma(mean: values[row], sd: sd) : nil
        if let law { drawn[row] = law.sample(&stream, tables: [Double]().span) }
      } else {
        law = try? .poisson(mean: values[row] * counts[row])
        if let law { drawn[row] = law.sample(&stream, tables: [Double]().span) / counts[row] }
      }
    }
    return drawn
  }
}

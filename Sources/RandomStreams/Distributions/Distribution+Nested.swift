extension Distribution {
  /// How many numbers a distribution takes in the tables.
  package static let width = 7

  /// Appends a distribution to the tables, for another one that is made from it.
  package func append(to tables: inout [Double]) {
    tables.append(Double(family.rawValue))
    tables.append(Double(offset))
    tables.append(Double(count))
    tables.append(p0)
    tables.append(p1)
    tables.append(p2)
    tables.append(p3)
  }

  /// Writes a distribution over the numbers from `place` on.
  package func write(at place: Int, in tables: inout [Double]) {
    tables[place] = Double(family.rawValue)
    tables[place + 1] = Double(offset)
    tables[place + 2] = Double(count)
    tables[place + 3] = p0
    tables[place + 4] = p1
    tables[place + 5] = p2
    tables[place + 6] = p3
  }

  /// The distribution that stands in the tables from `place` on.
  init(at place: Int, in tables: Span<Double>) {
    guard let family = Family(rawValue: UInt8(tables[place])) else {
      preconditionFailure("internal: no distribution stands at \(place), please report")
    }
    self.init(
      family, tables[place + 3], tables[place + 4], tables[place + 5], tables[place + 6],
      offset: UInt32(tables[place + 1]), count: UInt32(tables[place + 2]))
  }

  /// The distribution from which this one is made, where it is made from one.
  func inner(_ tables: Span<Double>) -> Distribution {
    Distribution(at: Int(offset), in: tables)
  }

  /// Whether single values have positive probability.
  package func hasAtoms(tables: Span<Double>) -> Bool {
    switch family {
    case .constant, .poisson, .binomial, .negativeBinomial, .geometric, .choice, .empirical,
      .discreteUniform, .clamped, .zipf, .rows:
      return true
    case .interpolated: return InterpolatedLaw.hasAtoms(self, tables)
    case .truncated, .moved: return inner(tables).hasAtoms(tables: tables)
    case .mixture:
      for index in 0..<Int(count)
      where MixtureLaw.part(index, self, tables).hasAtoms(tables: tables) {
        return true
      }
      return false
    default: return false
    }
  }

  /// Whether a quantile costs about as much as a draw, and not a search.
  func isQuicklyInverted(_ tables: Span<Double>) -> Bool {
    switch family {
    case .gamma, .beta, .pearson5, .pearson6, .inverseGaussian, .hyperexponential, .phaseType,
      .poisson, .binomial, .negativeBinomial, .mixture, .zipf, .rows:
      false
    case .truncated, .clamped, .moved: inner(tables).isQuicklyInverted(tables)
    default: true
    }
  }

  /// Where a distribution that is made from others begins in the tables.
  static func offset(in tables: [Double], _ name: StaticString, numbers: Int)
    throws(ParameterProblem) -> UInt32
  {
    try Check.that(
      tables.count + numbers < Int(UInt32.max), name, Double(numbers),
      "must be less: the tables of the model are full")
    return UInt32(tables.count)
  }
}

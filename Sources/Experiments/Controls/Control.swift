package import EventEngine
import FacilityModel
import RandomStreams

/// A quantity whose mean is known whatever the model does, for `ControlledMean`.
package struct Control: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// Poisson arrivals of a source, less the number expected in the window.
    case arrivals(Int)
    /// The sum of the draws of a law, less their number times its mean.
    case draws(Int, mean: Double)
  }

  /// What it is called: the source, or the draw such as `attendance/assessment/service`.
  package var name: String
  package var kind: Kind

  /// The controls that a program has, in the order of its sources and draws: Poisson arrivals whose
  /// rate is known ahead, and draws whose law is a constant one.
  package static func all(of program: Program) -> [Control] {
    var controls: [Control] = []
    for (index, source) in program.sources.enumerated() {
      guard source.origin == .arrival, source.isPlain, source.limit < 0, source.shocks.isEmpty
      else { continue }
      switch source.process {
      case .constantRate, .profile:
        controls.append(Control(name: source.name, kind: .arrivals(index)))
      default: continue
      }
    }
    for (index, draw) in program.draws.enumerated() where index < program.drawNames.count {
      if draw.parameters >= 0 || draw.distribution.family == .constant { continue }
      let mean = draw.distribution.mean(tables: program.tables.span)
      if mean.isFinite {
        controls.append(Control(name: program.drawNames[index], kind: .draws(index, mean: mean)))
      }
    }
    return controls
  }

  /// How far it was from its mean in a replication.
  func deviation(in record: ReplicationRecord, of program: Program) -> Double {
    switch kind {
    case .arrivals(let source):
      let (from, to) = (Double(record.windowStart), Double(record.windowEnd))
      let expected: Double
      switch program.sources[source].process {
      case .constantRate(let mean): expected = (to - from) / mean
      case .profile(let profile):
        expected = profile.cumulative(at: to) - profile.cumulative(at: from)
      default: expected = Double(record.entered[source])
      }
      return Double(record.entered[source]) - expected
    case .draws(let draw, let mean):
      let total = record.draws[draw]
      return total.sum - Double(total.count) * mean
    }
  }
}

extension [Control] {
  /// The places of the controls that some names mean: the whole name, or its last parts.
  package func places(of names: [String]) throws(FigureQuery.Failure) -> [Int] {
    if names == ["all"] { return Swift.Array(indices) }
    var places: [Int] = []
    for name in names {
      let found = indices.filter { place in
        let whole = self[place].name
        return whole == name || whole.split(separator: "/").contains { $0 == name }
      }
      if found.isEmpty {
        let known = map(\.name)
        throw FigureQuery.Failure(
          message: "“\(name)” is no control: "
            + (suggest(name, among: known).map { "did you mean “\($0)”?" }
              ?? (known.isEmpty
                ? "the model has none, since no arrivals have a rate and no draw a law that is "
                  + "known ahead"
                : "there is " + known.map { "“\($0)”" }.joined(separator: ", ")))
        )
      }
      places += found.filter { !places.contains($0) }
    }
    return places
  }
}

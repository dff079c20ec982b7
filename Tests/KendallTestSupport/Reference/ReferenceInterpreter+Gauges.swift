import EventEngine
import FacilityModel

/// What a measure of the state came to, as plain sums.
package struct ReferenceGauge {
  package var area = 0.0
  package var greatest: Double?
  package var least: Double?
  package var times: [Int64]
  package var found: [Int64]
  package var findings: [Double] = []
}

extension ReferenceInterpreter {
  /// The values of all measures of the state at this moment.
  private func readings() throws(ReferenceFailure) -> [Double] {
    var values: [Double] = []
    for (_, level) in model.gauges {
      let value = try finite(value(of: level.expression, for: nil))
      values.append(level.isTruth && value != 0 ? 1 : value)
    }
    return values
  }

  /// Adds value × elapsed to every measure of the state.
  func observeGauges(for elapsed: Int64) throws(ReferenceFailure) {
    for (index, value) in try readings().enumerated() where elapsed > 0 {
      out.gauges[index].area += value * Double(elapsed)
      out.gauges[index].greatest = max(out.gauges[index].greatest ?? value, value)
      out.gauges[index].least = min(out.gauges[index].least ?? value, value)
      if let level = level(of: value, in: index) { out.gauges[index].times[level] += elapsed }
    }
  }

  /// Notes what an arrival of a source finds.
  func noteFound(by source: Int) throws(ReferenceFailure) {
    let wanted = model.gauges.map {
      $0.level.finder == .everyone || $0.level.finder == .source(source)
    }
    guard wanted.contains(true) else { return }
    for (index, value) in try readings().enumerated() where wanted[index] && isObserving {
      out.gauges[index].findings.append(value)
      if let level = level(of: value, in: index) { out.gauges[index].found[level] += 1 }
    }
  }

  private func level(of value: Double, in index: Int) -> Int? {
    let levels = model.gauges[index].level.levels
    return (0..<levels).last { Double($0) <= value }
  }
}

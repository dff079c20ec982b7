import EventEngine
import FacilityModel
import RandomStreams

extension ReferenceInterpreter {
  /// The distribution that a law is at this moment, made anew for every draw.
  func distribution(
    _ law: RandomQuantity.Law, for visitor: Visitor?, tables: inout [Double]
  ) throws(ReferenceFailure) -> Distribution {
    do {
      switch law {
      case .fixed(let fixed): return fixed
      case .computed(let entry, let form, let parameters):
        let values = parameters.map { value(of: $0, for: visitor) }
        return try Distributions.catalogue[entry].forms[form].make(values)
      case .truncated(let inner, let min, let max):
        return try .truncated(
          distribution(inner, for: visitor, tables: &tables),
          min: min.map { value(of: $0, for: visitor) } ?? -.infinity,
          max: max.map { value(of: $0, for: visitor) } ?? .infinity, appendingTo: &tables)
      case .clamped(let inner, let min, let max):
        return try .clamped(
          distribution(inner, for: visitor, tables: &tables),
          min: min.map { value(of: $0, for: visitor) } ?? -.infinity,
          max: max.map { value(of: $0, for: visitor) } ?? .infinity, appendingTo: &tables)
      case .shifted(let inner, let by):
        return try .moved(
          distribution(inner, for: visitor, tables: &tables), by: value(of: by, for: visitor),
          appendingTo: &tables)
      case .scaled(let inner, let by):
        return try .moved(
          distribution(inner, for: visitor, tables: &tables), times: value(of: by, for: visitor),
          appendingTo: &tables)
      case .mixture(let parts):
        var made: [Distribution] = []
        for part in parts {
          made.append(try distribution(part.law, for: visitor, tables: &tables))
        }
        return try .mixture(made, weights: parts.map(\.weight), appendingTo: &tables)
      case .cases(let ways):
        for way in ways {
          if let condition = way.condition, value(of: condition, for: visitor) == 0 { continue }
          return try distribution(way.law, for: visitor, tables: &tables)
        }
        throw failure(.badParameters(""))
      }
    } catch let problem as ReferenceFailure {
      throw problem
    } catch {
      throw failure(.badParameters(""))
    }
  }
}

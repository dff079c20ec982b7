import CGSL
import EventEngine
import FacilityModel
import RandomStreams

extension ReferenceInterpreter {
  /// A draw whose level is made of the normals of several draws of the same entity.
  func correlated(_ random: RandomQuantity, for visitor: Visitor, from own: RandomStream)
    throws(ReferenceFailure) -> Double
  {
    let word = entityWord(
      identity: visitor.identity, visit: visit(visitor, loopDepth: random.loopDepth))
    let z = random.factors.reduce(0.0) { sum, factor in
      var stream = self.stream(factor.purpose, word: word)
      return sum + factor.weight * gsl_cdf_ugaussian_Pinv(stream.openUniform())
    }
    let level = min(max(gsl_cdf_ugaussian_P(z), 0x1p-53), 1 - 0x1p-53)
    var tables = model.tables
    let distribution = try self.distribution(random.law, for: visitor, tables: &tables)
    return try finite(distribution.quantile(level, tables: tables.span) ?? .nan)
  }
}

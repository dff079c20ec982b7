/// What is asked of a resource, and what theory expects of its queue: a figure to hold the simulated
/// one against.
///
/// The load is what would be in use if nobody ever waited: the mean number in service of infinitely
/// many units. The wait is that of M/M/c with the load of each hour (the modified offered load of
/// Jagerman 1975 and Massey and Whitt 1994), weighted by how much is asked for in it.
package struct QueueOutlook: Sendable {
  /// Why there is no wait to expect.
  package enum Reason: String, Sendable {
    case unlimited = "never scarce"
    case changing = "its units break down, open or close"
    case different = "its units differ"
    case travelling = "where its units are decides how long they are gone"
    case shared = "all who are there share its units"
    case worn = "how often it is called depends on how much others work"
    case several = "several units are taken at once"
    case unsteady = "arrivals are no steady stream"
    case closed = "nobody leaves"
    case overloaded = "more is asked for than there is"
    case crowded = "in some hours more is asked for than there is"
    case impatient = "who waits may go without"
    case blocked = "it is held while waiting for something else"
    case unused = "nobody asks for it"
  }

  /// How much of what is asked for the figures show.
  package enum Certainty: String, Sendable {
    case whole
    /// Something that cannot be without end holds entities up, or time is left out that depends on
    /// how many units there are.
    case atLeast = "at least"
    case unknown
  }

  /// The hour in which the load comes closest to the units on duty, or passes them most.
  package struct Peak: Sendable {
    /// Hours since midnight, or since Monday 00:00 where the units change from day to day.
    package var hour: Int
    package var isOfWeek: Bool
    package var load: Double
    package var units: Double
  }

  package var resource: String
  /// Units on duty and in service on average over the window, with all that can open; nil where they
  /// are never scarce.
  package var units: Double?
  /// Units asked for, by hour.
  package var askedPerHour: Double
  /// For how long a unit is held and made ready again, in ticks on average.
  package var held: Double?
  /// Units that would be in use if nobody waited.
  package var load: Double
  /// The standard error of load less units over the replications, 0 for a single one.
  package var loadError: Double
  package var certainty = Certainty.whole
  package var peak: Peak?
  /// The mean wait to expect, in ticks.
  package var wait: Double?
  package var reason: Reason?

  /// Whether more is asked for than there is, beyond what chance explains.
  package var isOverloaded: Bool {
    guard let units, reason == .overloaded else { return false }
    return loadError < 0.05 * units || load - 2 * loadError >= units
  }
}

import Foundation

/// The line M/M/c in its steady state: Poisson arrivals, exponential service, c servers, first come
/// first served.
///
/// Times are in the unit whose inverse the rates have. Source: A. K. Erlang (1917); Gross, Shortle,
/// Thompson and Harris, Fundamentals of Queueing Theory, 4th ed., sections 2.2 and 2.3. Written as
/// the sum over states, so that it shares nothing with what it is to judge.
package struct MarkovLine: Sendable {
  package let servers: Int
  package let arrivalRate: Double
  /// Of one server.
  package let serviceRate: Double

  /// A line that is not overloaded.
  package init(servers: Int = 1, arrivalRate: Double, serviceRate: Double) {
    precondition(servers > 0 && arrivalRate < Double(servers) * serviceRate)
    self.servers = servers
    self.arrivalRate = arrivalRate
    self.serviceRate = serviceRate
  }

  /// The mean share of the servers that is busy.
  package var utilisation: Double { arrivalRate / (Double(servers) * serviceRate) }

  /// The probability that an arrival has to wait.
  package var delayProbability: Double {
    let load = arrivalRate / serviceRate
    var term = 1.0
    var below = 0.0
    for count in 0..<servers {
      below += term
      term *= load / Double(count + 1)
    }
    let waiting = term / (1 - utilisation)
    return waiting / (below + waiting)
  }

  /// How fast the tail of the waiting time falls: P(W > t) = P(W > 0) exp(−rate · t).
  private var tailRate: Double { Double(servers) * serviceRate - arrivalRate }

  /// The mean waiting time.
  package var meanWait: Double { delayProbability / tailRate }

  /// The mean number in line (Little's law).
  package var meanQueue: Double { arrivalRate * meanWait }

  /// The share of those who wait at most so long.
  package func share(waitingAtMost time: Double) -> Double {
    1 - delayProbability * exp(-tailRate * time)
  }

  /// The waiting time that a share of all do not exceed.
  package func waitPercentile(_ order: Double) -> Double {
    max(0, log(delayProbability / (1 - order)) / tailRate)
  }

  /// The time in the system that a share of all do not exceed, of one server: it is exponential.
  package func stayPercentile(_ order: Double) -> Double {
    precondition(servers == 1)
    return -log(1 - order) / tailRate
  }
}

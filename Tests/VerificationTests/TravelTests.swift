import EventEngine
import Foundation
import Testing

/// Transports against closed forms.
@Suite("Transports")
struct TravelTests {
  /// The wait of M/D/1 (Pollaczek and Khinchine) is ρ S / (2 (1 − ρ)).
  ///
  /// Poisson calls come from the ward to the scanner, 2 minutes away, where the porter is at home:
  /// each takes him there and back, 4 minutes, half of them empty.
  @Test("with one unit and one way are M/D/1 with the round trip as service")
  func roundTrip() throws {
    let (rate, service) = (0.15, 4.0)
    let load = rate * service
    let runs = try Replicated(
      """
      { "name": "porter", "time": { "length": "1 day" },
        "places": { "travelTimes": { "ward": { "scanner": "2 min" } } },
        "resources": { "porter": { "capacity": 1, "transport": { "home": "scanner" } } },
        "arrivals": { "call": { "rate": "\(rate) per min", "place": "ward", "pathway": "p" } },
        "pathways": { "p": [ { "move": "scanner", "by": "porter", "name": "ride" } ] } }
      """, minutes: 90_000)
    try runs.check("wait", is: load * service / (2 * (1 - load)), runs.wait("ride"))
    func share(_ travel: @escaping (ReplicationRecord) -> Int128) -> (ReplicationRecord) -> Double?
    {
      { Double(travel($0)) / Double($0.area(.onDuty, of: 0)) }
    }
    try runs.check("empty", is: load / 2, share { $0.travel[0].empty })
    try runs.check("loaded", is: load / 2, share { $0.travel[0].loaded })
  }
}

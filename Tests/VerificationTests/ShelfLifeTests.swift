import EventEngine
import Foundation
import Testing

/// Stocks that keep for a time only, against a closed form.
@Suite("Shelf life")
struct ShelfLifeTests {
  /// One unit that is replaced at once, whether it is asked for or expires after τ: it goes out after
  /// the lesser of τ and an exponential time, so that a share e^(−λτ) of all units expires, and units
  /// go out at a rate of λ / (1 − e^(−λτ)) (renewal).
  @Test("of one unit that is replaced at once is a renewal process")
  func renewal() throws {
    let (rate, life) = (0.2, 4.0)
    let expires = exp(-rate * life)
    let runs = try Replicated(
      """
      { "name": "one unit", "time": { "length": "1 day" },
        "stocks": { "part": { "initial": 1, "shelfLife": "\(life) min",
          "reorder": { "upTo": 1, "leadTime": "0 min" } } },
        "arrivals": { "demand": { "rate": "\(rate) per min", "pathway": "p" } },
        "pathways": { "p": [ { "take": "part" } ] } }
      """, minutes: 60_000)
    func perMinute(_ count: @escaping (StockRecord) -> Int64) -> (ReplicationRecord) -> Double? {
      { Double(count($0.stocks[0])) / Double(($0.windowEnd - $0.windowStart) / Ticks.minute) }
    }
    try runs.check(
      "expired", is: rate * expires / (1 - expires), perMinute { $0.expired })
    try runs.check("orders", is: rate / (1 - expires), perMinute { $0.orders })
  }
}

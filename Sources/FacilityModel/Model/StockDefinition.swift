package import EventEngine

/// What makes a resource a stock: its units are used up, and come again.
package struct StockDefinition: Sendable {
  /// How much there is room for.
  package var most: Int64
  package var reorder: Reorder?
  /// How long units keep that come together, and what each costs that keeps no longer.
  package var shelfLife: QuantityModel?
  package var expiredCost: Double?

  /// When more is ordered, how much, and how long that takes.
  package struct Reorder: Sendable {
    package var at: Int64
    package var upTo: Int64?
    package var quantity: Int64
    package var leadTime: QuantityModel?
    /// Ticks between the times of looking, or 0 for at every demand.
    package var review: Int64
  }

  /// The stock as the engine knows it, but for the lead time.
  package func specification(of resource: Int32) -> StockSpecification {
    StockSpecification(
      resource: resource, most: most, orderAt: reorder?.at ?? -1,
      orderUpTo: reorder?.upTo ?? -1, orderQuantity: reorder?.quantity ?? 0,
      review: reorder?.review ?? 0)
  }
}

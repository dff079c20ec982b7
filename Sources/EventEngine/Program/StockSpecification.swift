/// What is used up and comes again: the units of a resource that nobody gives back.
///
/// The level is the capacity of the resource, so that its line is that of any resource.
package struct StockSpecification: BitwiseCopyable, Sendable, Equatable {
  package var resource: Int32
  /// How much there is room for.
  package var most: Int64
  /// At what position (what is there and on order, less what is waited for) more is ordered; below
  /// 0 for never.
  package var orderAt: Int64
  /// Up to which position, or -1 for so much at a time as `orderQuantity` says.
  package var orderUpTo: Int64
  package var orderQuantity: Int64
  /// How long an order takes (a quantity in ticks, drawn by the number of the order), or -1.
  package var leadTime: Int32
  /// Ticks between the times at which the position is looked at; 0 for at every demand.
  package var review: Int64
  /// How long units keep that come together (a quantity in ticks, drawn by the number of the lot), or
  /// -1 for ever.
  package var shelfLife: Int32 = -1

  package init(
    resource: Int32, most: Int64, orderAt: Int64 = -1, orderUpTo: Int64 = -1,
    orderQuantity: Int64 = 0, leadTime: Int32 = -1, review: Int64 = 0
  ) {
    self.resource = resource
    self.most = most
    self.orderAt = orderAt
    self.orderUpTo = orderUpTo
    self.orderQuantity = orderQuantity
    self.leadTime = leadTime
    self.review = review
  }

  /// How much is ordered at a position; 0 for nothing.
  package func order(at position: Int64) -> Int64 {
    if orderAt < 0 || position > orderAt { return 0 }
    if orderUpTo >= 0 { return orderUpTo - position }
    return ((orderAt - position) / orderQuantity + 1) * orderQuantity
  }
}

/// What an entity does to a stock.
package struct StockMove: BitwiseCopyable, Sendable, Equatable {
  package enum Kind: UInt8, BitwiseCopyable, Sendable {
    /// It is about to ask for units: they count as demanded, and more may be ordered.
    case demand
    /// It uses up what it has got.
    case consume
    /// It brings units; what there is no room for is lost.
    case supply
  }

  package var kind: Kind
  package var step: Int32
  package var stock: Int32
  /// How many units: of a demand or a supply, as an item of a request.
  package var item: RequestItem

  package init(kind: Kind, step: Int32, stock: Int32, item: RequestItem) {
    self.kind = kind
    self.step = step
    self.stock = stock
    self.item = item
  }
}

import OutputStatistics

/// One stock as it stands, with what is counted of it.
struct StockState: BitwiseCopyable {
  /// Units on order, and how many orders there have been.
  var onOrder: Int64 = 0
  var ordersEver: Int64 = 0
  /// Whether there is nothing, as 1 or 0, over time.
  var isEmpty = TimeIntegral()
  /// Units asked for, and those of them that were there at once; orders placed; units lost for want
  /// of room. These count from the opening of the window.
  var demanded: Int64 = 0
  var filled: Int64 = 0
  var orders: Int64 = 0
  var overflow: Int64 = 0

  /// Begins all that is counted anew at the opening of the window.
  mutating func open(at tick: Int64) {
    isEmpty.reset(at: tick)
    demanded = 0
    filled = 0
    orders = 0
    overflow = 0
  }
}

/// Units of a stock that are under way; free places chain through `units`.
struct Delivery: BitwiseCopyable {
  var stock: Int32
  var units: Int64
}

/// The stocks, and the orders under way.
struct StockTable: ~Copyable {
  private(set) var states: GrowableStorage<StockState>
  private(set) var deliveries = GrowableStorage<Delivery>()
  private var firstFree: Int64 = -1

  init(stocks: Int) { states = GrowableStorage(repeating: StockState(), count: stocks) }

  /// Keeps a delivery and gives its number.
  mutating func add(_ delivery: Delivery) -> Int32 {
    if firstFree >= 0 {
      let place = Int32(firstFree)
      firstFree = deliveries[place].units
      deliveries[place] = delivery
      return place
    }
    deliveries.append(delivery)
    return Int32(deliveries.count - 1)
  }

  /// Gives a delivery and forgets it.
  mutating func remove(_ number: Int32) -> Delivery {
    let delivery = deliveries[number]
    deliveries[number].units = firstFree
    firstFree = Int64(number)
    return delivery
  }

  /// A second table with the same stocks.
  func copy() -> StockTable {
    var other = StockTable(stocks: 0)
    other.states = states.copy()
    other.deliveries = deliveries.copy()
    other.firstFree = firstFree
    return other
  }
}

/// What a stock came to in a replication.
package struct StockRecord: Sendable, Equatable {
  /// Units asked for, and those of them that were there at once.
  package var demanded: Int64 = 0
  package var filled: Int64 = 0
  package var orders: Int64 = 0
  /// Units lost for want of room.
  package var overflow: Int64 = 0
  /// Ticks during which there was nothing.
  package var emptyTicks: Int128 = 0

  package init() {}
}

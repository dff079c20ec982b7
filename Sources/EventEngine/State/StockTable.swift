import OutputStatistics

/// One stock as it stands, with what is counted of it.
struct StockState: BitwiseCopyable {
  /// Units on order, and how many orders there have been.
  var onOrder: Int64 = 0
  var ordersEver: Int64 = 0
  /// Whether there is nothing, as 1 or 0, over time.
  var isEmpty = TimeIntegral()
  /// From the opening of the window: units asked for, and those of them that were there at once; orders
  /// placed; units lost for want of room.
  var demanded: Int64 = 0
  var filled: Int64 = 0
  var orders: Int64 = 0
  var overflow: Int64 = 0
  /// Units lost because they kept no longer, and how many lots there have been.
  var expired: Int64 = 0
  var lotsEver: Int64 = 0

  /// Begins all that is counted anew at the opening of the window.
  mutating func open(at tick: Int64) {
    isEmpty.reset(at: tick)
    demanded = 0
    filled = 0
    orders = 0
    overflow = 0
    expired = 0
  }
}

/// Units of a stock that are under way; free places chain through `units`.
struct Delivery: BitwiseCopyable {
  var stock: Int32
  var units: Int64
}

/// Units of a stock that keep until the same tick.
struct Lot: BitwiseCopyable {
  var units: Int64
  var expiry: Int64
}

/// The stocks, and the orders under way.
struct StockTable: ~Copyable {
  private(set) var states: GrowableStorage<StockState>
  private(set) var deliveries = GrowableStorage<Delivery>()
  private var firstFree: Int64 = -1
  /// What keeps for a time only, by stock, what keeps the longest first.
  private var lots: OwnedArray<GrowableStorage<Lot>>
  /// How many times units have expired since anybody came, left or asked for any.
  var inVain = 0
  var movements: Int64 = 0
  var demandsEver: Int64 = 0

  init(stocks: Int) {
    states = GrowableStorage(repeating: StockState(), count: stocks)
    lots = OwnedArray(count: stocks) { _ in GrowableStorage(minimumCapacity: 4) }
  }

  /// Puts a lot where it belongs: behind all that keep as long or longer, so as to be used before.
  mutating func add(_ lot: Lot, to stock: Int32) {
    let stock = Int(stock)
    var place = lots[stock].count
    while place > 0, lots[stock][place - 1].expiry <= lot.expiry { place -= 1 }
    lots[stock].insert(lot, at: place)
  }

  /// Takes units out of what keeps the shortest.
  mutating func use(_ units: Int64, of stock: Int32) {
    let stock = Int(stock)
    var left = units
    while left > 0, lots[stock].count > 0 {
      let last = lots[stock].count - 1
      let used = min(left, lots[stock][last].units)
      lots[stock][last].units -= used
      left -= used
      if lots[stock][last].units == 0 { _ = lots[stock].removeLast() }
    }
  }

  /// Takes out what keeps no longer than until a tick, and says how many units that were.
  mutating func expire(_ stock: Int32, at tick: Int64) -> Int64 {
    let stock = Int(stock)
    var units: Int64 = 0
    while lots[stock].count > 0, lots[stock][lots[stock].count - 1].expiry <= tick {
      units += lots[stock].removeLast().units
    }
    return units
  }

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
    var other = StockTable(stocks: lots.count)
    for stock in 0..<lots.count { other.lots[stock] = lots[stock].copy() }
    (other.inVain, other.movements) = (inVain, movements)
    other.demandsEver = demandsEver
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
  /// Units lost because they kept no longer.
  package var expired: Int64 = 0
  /// Ticks during which there was nothing.
  package var emptyTicks: Int128 = 0

  package init() {}
}

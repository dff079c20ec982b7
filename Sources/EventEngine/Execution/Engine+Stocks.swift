import OutputStatistics
import RandomStreams

/// How many times units may expire while nobody comes, leaves or asks for any.
package let expiriesInVain = 10_000

extension Engine {
  /// Looks at all stocks as the run begins: what is too low is ordered, and reviews are planned.
  @inline(never)
  mutating func startStocks() throws(SimulationFailure) {
    for stock in 0..<Int32(program.stocks.count) {
      noteEmptiness(of: stock)
      try keep(resources[program.stocks[Int(stock)].resource].capacity, of: stock)
      try order(stock, expecting: 0)
      planReview(of: stock)
    }
  }

  /// An entity asks for units of a stock, uses them up or brings some.
  @inline(never)
  mutating func move(_ index: Int32, _ entity: Int32) throws(SimulationFailure) {
    let move = stockMoves[index]
    let resource = move.item.resource
    switch move.kind {
    case .demand:
      let asked = Int64(try units(of: move.item, entity, move.step))
      stocks.states[move.stock].demanded &+= asked
      stocks.demandsEver &+= 1
      if resources[resource].queued.value == 0, resources[resource].free >= asked {
        stocks.states[move.stock].filled &+= asked
      }
      if program.stocks[Int(move.stock)].review == 0 {
        try order(move.stock, expecting: asked)
      }
    case .consume:
      let held = entities.heldUnits(entity, of: resource)
      entities.changeHeld(entity, of: resource, by: 0 &- held)
      resources[resource].busy.change(by: 0 &- Int64(held), at: now)
      changeLevel(of: move.stock, by: 0 &- Int64(held))
      if program.stocks[Int(move.stock)].shelfLife >= 0 { stocks.use(Int64(held), of: move.stock) }
    case .supply:
      try supply(Int64(try units(of: move.item, entity, move.step)), to: move.stock)
    }
  }

  /// Units come to a stock: as many as there is room for.
  private mutating func supply(_ units: Int64, to stock: Int32) throws(SimulationFailure) {
    let specification = program.stocks[Int(stock)]
    let room = max(0, specification.most &- resources[specification.resource].capacity)
    if units > room { stocks.states[stock].overflow &+= units &- room }
    changeLevel(of: stock, by: min(units, room))
    try keep(min(units, room), of: stock)
    if resources[specification.resource].queued.value > 0 {
      markForService(specification.resource)
    }
    if waiting.count > 0 { markWaiting() }
  }

  private mutating func changeLevel(of stock: Int32, by units: Int64) {
    let resource = program.stocks[Int(stock)].resource
    resources[resource].capacity &+= units
    resources[resource].rostered &+= units
    resources[resource].planned.change(by: units, at: now)
    resources[resource].settleDuty(at: now)
    noteEmptiness(of: stock)
  }

  private mutating func noteEmptiness(of stock: Int32) {
    let level = resources[program.stocks[Int(stock)].resource].capacity
    let change = (level == 0 ? 1 : 0) &- stocks.states[stock].isEmpty.value
    if change != 0 { stocks.states[stock].isEmpty.change(by: change, at: now) }
  }

  /// Orders more if what is there and on order, less what is waited for and asked for now, is no
  /// more than the reorder point.
  private mutating func order(_ stock: Int32, expecting asked: Int64) throws(SimulationFailure) {
    let specification = program.stocks[Int(stock)]
    if specification.orderAt < 0 { return }
    var position =
      resources[specification.resource].free &+ stocks.states[stock].onOrder &- asked
    var ticket = lines.first(specification.resource)
    while ticket >= 0 {
      position &-= Int64(lines.tickets[ticket].units)
      ticket = lines.next(after: ticket)
    }
    let units = specification.order(at: position)
    if units == 0 { return }
    stocks.states[stock].onOrder &+= units
    stocks.states[stock].orders &+= 1
    stocks.states[stock].ordersEver &+= 1
    var lead: Int64 = 0
    if specification.leadTime >= 0 {
      let word = UInt64(bitPattern: stocks.states[stock].ordersEver)
      let length = try value(
        of: specification.leadTime, for: -1, word: word, what: "a lead time")
      if length < 0 { throw failure(.negativeDuration, entity: nil, step: nil) }
      if length > Double(maximumTick) { throw failure(.beyondClock, entity: nil, step: nil) }
      lead = ticks(length)
    }
    let delivery = stocks.add(Delivery(stock: stock, units: units))
    calendar.schedule(.deliveryDue, at: now &+ lead, subject: delivery)
  }

  /// An order arrives.
  @inline(never)
  mutating func receive(_ number: Int32) throws(SimulationFailure) {
    let delivery = stocks.remove(number)
    stocks.states[delivery.stock].onOrder &-= delivery.units
    try supply(delivery.units, to: delivery.stock)
  }

  /// Units that have come are a lot, where they keep for a time only.
  private mutating func keep(_ units: Int64, of stock: Int32) throws(SimulationFailure) {
    let specification = program.stocks[Int(stock)]
    if specification.shelfLife < 0 || units <= 0 { return }
    stocks.states[stock].lotsEver &+= 1
    let word = UInt64(bitPattern: stocks.states[stock].lotsEver)
    let life = try value(of: specification.shelfLife, for: -1, word: word, what: "a shelf life")
    if life < 0 { throw failure(.negativeDuration, entity: nil, step: nil) }
    // What the clock cannot hold comes after every end.
    let keepsForEver = life > Double(maximumTick)
    let expiry = keepsForEver ? Int64.max : now &+ ticks(life)
    stocks.add(Lot(units: units, expiry: expiry), to: stock)
    if !keepsForEver { calendar.schedule(.expiryDue, at: expiry, subject: stock) }
  }

  /// Units of a stock keep no longer, if they have not been used.
  ///
  /// A run without a fixed end in which nothing else happens any more is stopped.
  @inline(never)
  mutating func expire(_ stock: Int32) throws(SimulationFailure) {
    let units = stocks.expire(stock, at: now)
    if units == 0 { return }
    stocks.states[stock].expired &+= units
    changeLevel(of: stock, by: 0 &- units)
    let movements = records.arrivals &+ records.departures &+ stocks.demandsEver
    stocks.inVain = movements == stocks.movements ? stocks.inVain + 1 : 0
    stocks.movements = movements
    if stocks.inVain > expiriesInVain, endTick == .max {
      if entities.present > 0 {
        throw failure(.deadlock(waitingInWords()), entity: nil, step: nil)
      }
      return end(at: now)
    }
    if program.stocks[Int(stock)].review == 0 { try order(stock, expecting: 0) }
    if waiting.count > 0 { markWaiting() }
  }

  /// It is time to look at the position of a stock.
  @inline(never)
  mutating func review(_ stock: Int32) throws(SimulationFailure) {
    capacityEvents -= 1
    try order(stock, expecting: 0)
    planReview(of: stock)
  }

  private mutating func planReview(of stock: Int32) {
    let review = program.stocks[Int(stock)].review
    if review == 0 { return }
    capacityEvents += 1
    calendar.schedule(.reviewDue, at: now &+ review, subject: stock)
  }

  /// Begins all that is counted of stocks anew.
  mutating func openStocks() {
    for stock in 0..<stocks.states.count { stocks.states[stock].open(at: now) }
  }

  /// What the stocks came to up to a tick.
  func stockRecords(at end: Int64) -> [StockRecord] {
    (0..<stocks.states.count).map { stock in
      let state = stocks.states[stock]
      var record = StockRecord()
      record.demanded = state.demanded
      record.filled = state.filled
      record.orders = state.orders
      record.overflow = state.overflow
      record.expired = state.expired
      record.emptyTicks = state.isEmpty.area(at: end)
      return record
    }
  }
}

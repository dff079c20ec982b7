import EventEngine
import FacilityModel

/// What is under way to a stock, and how many orders there have been.
struct Supplies {
  var onOrder: Int64 = 0
  var orders: Int64 = 0
  /// What is there that keeps for a time only, with the tick until which it does, and how many lots
  /// there have been.
  var lots: [Lot] = []
  var lotsEver = 0

  struct Lot {
    var units: Int64
    var expiry: Int64
  }
}

extension ReferenceInterpreter {
  /// The stocks, by their resources.
  var stocked: [Int32] {
    model.resources.indices.filter { model.resources[$0].stock != nil }.map(Int32.init)
  }

  func startStocks() throws(ReferenceFailure) {
    out.stocks = stocked.map { _ in StockRecord() }
    for stock in stocked {
      try keep(stations[Int(stock)].rostered, of: stock)
      try order(stock, expecting: 0)
      planReview(of: stock)
    }
  }

  private func count(_ stock: Int32, _ change: (inout StockRecord) -> Void) {
    if isObserving, let index = stocked.firstIndex(of: stock) { change(&out.stocks[index]) }
  }

  /// An entity is about to ask for units of a stock.
  func demand(_ need: Need) throws(ReferenceFailure) {
    guard let stock = model.resources[Int(need.resource)].stock else { return }
    let station = stations[Int(need.resource)]
    demands += 1
    count(need.resource) {
      $0.demanded += need.units
      if station.line.isEmpty, station.free >= need.units { $0.filled += need.units }
    }
    if stock.reorder?.review == 0 { try order(need.resource, expecting: need.units) }
  }

  /// Whoever has got units of a stock uses them up.
  func useUp(_ items: [Units], _ visitor: Visitor) {
    for item in items {
      let held = visitor.held[item.resource] ?? 0
      visitor.held[item.resource] = 0
      change(item.resource) {
        $0.busy -= held
        $0.rostered -= held
      }
      letGo(held, of: item.resource, visitor)
      for _ in 0..<held { useOne(of: item.resource) }
    }
  }

  /// Units come to a stock; what has no room is lost.
  func supply(_ units: Int64, to resource: Int32) throws(ReferenceFailure) {
    let most = model.resources[Int(resource)].stock?.most ?? 0
    let taken = min(units, max(0, most - stations[Int(resource)].rostered))
    count(resource) { $0.overflow += units - taken }
    change(resource) { $0.rostered += taken }
    try keep(taken, of: resource)
    mark(resource)
    isWatchingDue = true
  }

  /// Orders what a rule asks for at the position of a stock.
  private func order(_ resource: Int32, expecting asked: Int64) throws(ReferenceFailure) {
    guard let stock = model.resources[Int(resource)].stock, let reorder = stock.reorder else {
      return
    }
    let station = stations[Int(resource)]
    let waitedFor = station.line.map { $0.units(of: resource) }.reduce(0, +)
    var ordered: Int64 = 0
    let position =
      station.free + supplies[resource, default: Supplies()].onOrder - waitedFor - asked
    if position > reorder.at { return }
    if let upTo = reorder.upTo {
      ordered = upTo - position
    } else {
      while position + ordered <= reorder.at { ordered += reorder.quantity }
    }
    supplies[resource, default: Supplies()].onOrder += ordered
    supplies[resource, default: Supplies()].orders += 1
    count(resource) { $0.orders += 1 }
    var length = 0.0
    switch reorder.leadTime {
    case nil: break
    case .expression(let expression)?: length = try finite(value(of: expression, for: nil))
    case .random(let random)?:
      var stream = self.stream(
        random.purpose, word: UInt64(supplies[resource, default: Supplies()].orders))
      length = try draw(random, for: nil, from: &stream)
    }
    if length < 0 { throw failure(.negativeDuration) }
    if length > 0x1p61 { throw failure(.beyondClock) }
    schedule(.delivery(resource, ordered), order: 2, at: now + ticks(length))
  }

  func receive(_ units: Int64, of resource: Int32) throws(ReferenceFailure) {
    supplies[resource, default: Supplies()].onOrder -= units
    try supply(units, to: resource)
  }

  /// Units that have come keep for a time.
  private func keep(_ units: Int64, of resource: Int32) throws(ReferenceFailure) {
    guard units > 0, let shelfLife = model.resources[Int(resource)].stock?.shelfLife else { return }
    var supply = supplies[resource, default: Supplies()]
    supply.lotsEver += 1
    let life: Double
    switch shelfLife {
    case .expression(let expression): life = try finite(value(of: expression, for: nil))
    case .random(let random):
      var stream = self.stream(random.purpose, word: UInt64(supply.lotsEver))
      life = try draw(random, for: nil, from: &stream)
    }
    if life < 0 { throw failure(.negativeDuration) }
    let expiry = life > 0x1p61 ? Int64.max : now + ticks(life)
    supply.lots.append(Supplies.Lot(units: units, expiry: expiry))
    supplies[resource] = supply
    if life <= 0x1p61 { schedule(.expiry(resource), order: 4, at: expiry) }
  }

  /// One unit is used up of what keeps the shortest.
  private func useOne(of resource: Int32) {
    guard let lots = supplies[resource]?.lots, let least = lots.map(\.expiry).min(),
      let index = lots.firstIndex(where: { $0.expiry == least })
    else { return }
    supplies[resource]?.lots[index].units -= 1
    if lots[index].units == 1 { supplies[resource]?.lots.remove(at: index) }
  }

  /// What keeps no longer is gone.
  func expire(_ resource: Int32) throws(ReferenceFailure) {
    let lots = supplies[resource]?.lots ?? []
    let units = lots.filter { $0.expiry <= now }.map(\.units).reduce(0, +)
    if units == 0 { return }
    supplies[resource]?.lots = lots.filter { $0.expiry > now }
    count(resource) { $0.expired += units }
    change(resource) { $0.rostered -= units }
    let movements = arrivals + departures + demands
    spoiltInVain = movements == spoiltSince ? spoiltInVain + 1 : 0
    spoiltSince = movements
    if spoiltInVain > expiriesInVain, end == nil {
      if !isDeserted { throw failure(.deadlock("")) }
      end = now
      return
    }
    if model.resources[Int(resource)].stock?.reorder?.review == 0 {
      try order(resource, expecting: 0)
    }
    isWatchingDue = true
  }

  func review(_ resource: Int32) throws(ReferenceFailure) {
    try order(resource, expecting: 0)
    planReview(of: resource)
  }

  private func planReview(of resource: Int32) {
    guard let review = model.resources[Int(resource)].stock?.reorder?.review, review > 0 else {
      return
    }
    schedule(.review(resource), order: 4, at: now + review)
  }
}

import OutputStatistics

/// What an entity does with its time.
enum Standing: UInt8, BitwiseCopyable {
  /// It waits, for units or for anything else, and holds nothing.
  case waiting
  /// It waits and holds units meanwhile.
  case blocked
  /// Time passes for it at a step, or in a batch that is under way.
  case served
}

/// How an entity has spent its time so far; what it holds stands in columns beside.
struct Account: BitwiseCopyable {
  var isOpen = false
  var standing = Standing.waiting
  /// Up to when it has been brought.
  var since: Int64 = 0
  var served: Int64 = 0
  var blocked: Int64 = 0
}

/// The accounts of the entities present, by place, where the model asks for such figures.
///
/// An account is brought up to date before the clock moves on from a tick in which its entity has
/// done something: what it holds and does then, it holds and does until it is looked at again.
struct AccountTable: ~Copyable {
  private let resourceCount: Int
  private(set) var accounts = GrowableStorage<Account>()
  /// Units held of each resource since the account was brought up to date.
  private(set) var held = GrowableStorage<Int32>()
  /// Unit·ticks held of each resource up to then, and how often units were taken.
  private(set) var areas = GrowableStorage<Int128>()
  private(set) var uses = GrowableStorage<Int64>()
  /// What the energy is multiplied by, and unit·ticks times that, in its grains.
  private let factors: FactorPlan?
  private var factorAreas = GrowableStorage<Int128>()
  /// Entities that have done something in this tick, some of them several times.
  var touched = GrowableStorage<Int32>()
  /// Unit·ticks of entities that are gone, and of all when the window opened, by resource.
  private(set) var closed: GrowableStorage<Int128>
  private(set) var opening: [Int128] = []

  init(resources: Int, factors: FactorPlan?) {
    resourceCount = resources
    self.factors = factors
    closed = GrowableStorage(repeating: 0, count: resources)
  }

  /// The index of an entity's column of a resource.
  func column(_ place: Int32, _ resource: Int32) -> Int {
    Int(place) * resourceCount + Int(resource)
  }

  /// Makes sure that an entity has an account.
  mutating func open(_ place: Int32, at tick: Int64) {
    while accounts.count <= Int(place) {
      accounts.append(Account())
      held.append(repeating: 0, count: resourceCount)
      areas.append(repeating: 0, count: resourceCount)
      uses.append(repeating: 0, count: resourceCount)
      factorAreas.append(repeating: 0, count: resourceCount)
    }
    if accounts[place].isOpen { return }
    accounts[place] = Account(isOpen: true, since: tick)
    clearCharges(place)
    for resource in 0..<Int32(resourceCount) { held[column(place, resource)] = 0 }
  }

  private mutating func clearCharges(_ place: Int32) {
    for resource in 0..<Int32(resourceCount) {
      areas[column(place, resource)] = 0
      uses[column(place, resource)] = 0
      factorAreas[column(place, resource)] = 0
    }
  }

  func isOpen(_ place: Int32) -> Bool {
    Int(place) < accounts.count && accounts[place].isOpen
  }

  /// Brings an account up to a tick.
  mutating func bring(_ place: Int32, to tick: Int64) {
    let since = accounts[place].since
    let elapsed = tick - since
    accounts[place].since = tick
    if elapsed == 0 { return }
    switch accounts[place].standing {
    case .waiting: break
    case .blocked: accounts[place].blocked += elapsed
    case .served: accounts[place].served += elapsed
    }
    for resource in 0..<Int32(resourceCount) {
      let units = held[column(place, resource)]
      if units != 0 { areas[column(place, resource)] += Int128(units) * Int128(elapsed) }
    }
    if let factors { add(factors.grains(from: since, to: tick), to: place) }
  }

  private mutating func add(_ grains: Int128, to place: Int32) {
    for resource in 0..<Int32(resourceCount) {
      let units = held[column(place, resource)]
      if units != 0 { factorAreas[column(place, resource)] += Int128(units) * grains }
    }
  }

  /// Unit·ticks that an entity has held of a resource, times the factor that held meanwhile.
  func factorUnits(of place: Int32, _ resource: Int32) -> Double {
    guard let factors else { return 0 }
    return Double(nearest: factorAreas[column(place, resource)]) / factors.grainsPerUnit
  }

  mutating func setStanding(_ standing: Standing, of place: Int32) {
    accounts[place].standing = standing
  }

  mutating func setHeld(_ units: Int32, _ place: Int32, _ resource: Int32) {
    held[column(place, resource)] = units
  }

  mutating func addUses(_ count: Int64, _ place: Int32, _ resource: Int32) {
    uses[column(place, resource)] += count
  }

  /// Adds what an entity has been charged with to the account of another.
  mutating func move(_ place: Int32, to other: Int32) {
    for resource in 0..<Int32(resourceCount) {
      areas[column(other, resource)] += areas[column(place, resource)]
      uses[column(other, resource)] += uses[column(place, resource)]
      factorAreas[column(other, resource)] += factorAreas[column(place, resource)]
    }
    clearCharges(place)
  }

  /// Ends the account of an entity that is gone.
  mutating func close(_ place: Int32) {
    accounts[place].isOpen = false
    for resource in 0..<Int32(resourceCount) {
      closed[resource] += areas[column(place, resource)]
    }
  }

  /// Unit·ticks of all entities up to a tick, by resource.
  func charged(at tick: Int64) -> [Int128] {
    var sums = closed.array
    for place in 0..<Int32(accounts.count) where accounts[place].isOpen {
      let elapsed = Int128(tick - accounts[place].since)
      for resource in 0..<Int32(resourceCount) {
        sums[Int(resource)] +=
          areas[column(place, resource)] + Int128(held[column(place, resource)]) * elapsed
      }
    }
    return sums
  }

  /// Remembers what had been charged when the window opened.
  mutating func noteOpening(at tick: Int64) { opening = charged(at: tick) }

  /// A second table with the same accounts.
  func copy() -> AccountTable {
    var other = AccountTable(resources: resourceCount, factors: factors)
    other.factorAreas = factorAreas.copy()
    other.accounts = accounts.copy()
    other.held = held.copy()
    other.areas = areas.copy()
    other.uses = uses.copy()
    other.touched = touched.copy()
    other.closed = closed.copy()
    other.opening = opening
    return other
  }
}

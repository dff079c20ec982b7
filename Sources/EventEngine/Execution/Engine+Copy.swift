extension Engine {
  /// A second engine in the same state, which goes on by itself: what has happened stays common,
  /// and what is still to happen is the same as long as nobody interferes.
  package mutating func copy() -> Engine {
    var other = Engine(program, seed: seed, replication: replication)
    other.now = now
    other.calendar = calendar.copy()
    other.entities = entities.copy()
    other.lines = lines.copy()
    other.underWay = underWay.copy()
    other.sharing = sharing.copy()
    other.stocks = stocks.copy()
    other.tanks = tanks.copy()
    other.timed = timed.copy()
    other.holders = holders.copy()
    other.units = units.copy()
    other.transports.take(over: transports)
    other.listed = listed.copy()
    other.shocks = shocks.copy()
    other.lastRepair = lastRepair
    other.outagesInVain = outagesInVain
    other.outagesInVainSince = outagesInVainSince
    other.family = family.copy()
    other.parties = parties.copy()
    other.openBatches = openBatches.copy()
    other.matching = matching.copy()
    other.batchesBegun = batchesBegun
    other.resources = resources.copy()
    other.variables = variables.copy()
    other.waiting = waiting.copy()
    other.chosenLast = chosenLast.copy()
    other.uses = uses.copy()
    other.randomChoices = randomChoices.copy()
    other.sources = sources.copy()
    other.modulations = modulations.copy()
    other.occasions = occasions.copy()
    other.arrivalStreams = arrivalStreams.copy()
    other.profileCursors = profileCursors.copy()
    other.pendingService = pendingService.copy()
    other.firstPending = firstPending
    other.eventsInTick = eventsInTick
    other.accounts = accounts.copy()
    other.causes = causes.copy()
    other.records = records.copy(of: program)
    other.watcher = watcher.copy()
    other.openSources = openSources
    other.lastArrivalTick = lastArrivalTick
    other.endingArrival = endingArrival
    other.endingDeparture = endingDeparture
    other.endsWhenEmpty = endsWhenEmpty
    other.lastActivity = lastActivity
    other.capacityEvents = capacityEvents
    other.drawOrder = drawOrder.copy()
    other.shareOrder = shareOrder.copy()
    other.nextObservation = nextObservation
    other.isEdgeOfStartAlone = isEdgeOfStartAlone
    other.endTick = endTick
    other.hasEnded = hasEnded
    return other
  }
}

/// One step of a lowered pathway, with indices into the tables of its `Program`.
///
/// Rich steps of the language are lowered onto these few; adding one needs the argument that no
/// composition of the others will do.
package enum Instruction: BitwiseCopyable, Sendable, Equatable {
  /// Let `duration` (a quantity in ticks) pass. Suspends.
  case delay(step: Int32, duration: Int32)
  /// Go through activity `activity`, a time that may be interrupted. Suspends.
  case activity(activity: Int32)
  /// Take all units of request `request` at once, waiting for them if need be. May suspend.
  case seize(request: Int32)
  /// Take all units of request `request`, some of which others can take away. May suspend.
  case seizeRemovable(request: Int32)
  /// Take all units of one of the alternatives of choice `choice`, waiting for them if need be.
  /// May suspend.
  case seizeAny(choice: Int32)
  /// Choose one of the alternatives of choice `choice`, and note which.
  case choose(choice: Int32)
  /// Give back what release `release` names. May let others in, later in the same tick.
  case release(release: Int32)
  /// Go to one of the targets of share table `table`, with its probabilities.
  case branch(table: Int32)
  /// Go on if `condition` holds, else to `target`.
  case jumpUnless(condition: Int32, target: Int32)
  /// Go to `target`.
  case jump(target: Int32)
  /// Set an attribute of the entity to a quantity.
  case assign(attribute: Int32, value: Int32)
  /// Set a variable of the facility to a quantity.
  case assignVariable(variable: Int32, value: Int32)
  /// Record the value of an expression in a tally.
  case record(step: Int32, tally: Int32, value: Int32)
  /// Pass a mark: note the time, and fill the tallies of measures that end at it. The tallies
  /// must pass over entities whose first mark is not set, which no composition of `jumpUnless` and
  /// `record` can, since those refuse attributes not set.
  case mark(step: Int32, mark: Int32)
  /// Start counting the iterations of a loop from 0.
  case enterLoop(level: Int32)
  /// Count one more iteration and go to `target`.
  case nextIteration(level: Int32, target: Int32)
  /// Enter section `section`, whose time is limited.
  case openSection(section: Int32)
  /// Leave the section at `level` in time.
  case closeSection(level: Int32)
  /// Put the unit right that a hidden entity was made for, which ends there.
  case endOutage
  /// Open more units of `resource`, or close some: a hidden entity does it whose wait for the
  /// condition came before. No capacity plan can, since nobody knows the time beforehand.
  case changeExtra(resource: Int32, units: Int32)
  /// Give a unit of `resource` back clean, as the hidden entity that has seen to it; it ends there.
  case endCleaning(resource: Int32)
  /// Wait for a condition or a signal. May suspend.
  case wait(wait: Int32)
  /// Give a signal to `count` (a quantity, or -1 for all) of those who wait for it.
  case signal(signal: Int32, count: Int32)
  /// Make children of offspring `offspring`, which go their own way.
  case spawn(offspring: Int32)
  /// Make a hidden child that takes over units.
  case detach(offspring: Int32)
  /// End, as a hidden entity that counts nowhere.
  case vanish
  /// Send clones along the ways of fork `fork` and wait for them. May suspend.
  case fork(fork: Int32)
  /// End, as a clone of fork `fork`. May suspend.
  case merge(fork: Int32)
  /// Wait for the others of batch `batch`. May suspend.
  case gather(batch: Int32)
  /// Take nobody more into the batch for which the entity has asked for resources, and now has them.
  /// No `gather` can: until then others come and go, and how many there are decides nothing.
  case closeBatch
  /// Find out how long the unit that the entity has got last takes to be set up for it, and note in
  /// an attribute; the delay behind it lets that time pass.
  case beginSetUp(setUp: Int32, attribute: Int32)
  /// Note that the unit has been set up; or, where that was interrupted in `activity` (-1 where it
  /// cannot be), begin it anew with the unit that the entity has got now. May suspend. What a unit was set up for last belongs to the unit, and no
  /// attribute of entities or variable says which unit that is.
  case endSetUp(setUp: Int32, activity: Int32)
  /// Let those go on who belong to the batch that the entity leads.
  case disperse
  /// The unit of the transport `resource` that the entity got last begins to travel, or stands where
  /// the entity is. Which of the units that is and where it stands decides who comes next, and no
  /// attribute of an entity outlives that entity.
  case convey(resource: Int32, phase: TransportPhase)
  /// Do what move `move` says to a stock: what is used up is not given back, which no release says.
  case stock(move: Int32)
  /// Draw from a tank or pour into it, as move `move` says: the level goes on changing by itself while
  /// the entity is at work, which nothing else that entities do can express.
  case tank(move: Int32)
  /// Leave the facility with an outcome, giving back whatever is still held.
  case depart(step: Int32, outcome: Int32)
}

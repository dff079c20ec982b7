/// A place at which an entity waits for units while it may hold others.
struct HeldWait: Sendable {
  var info: StepInfo
  /// What it may hold, and what it certainly holds.
  var held: [Int32]
  var certain: [Int32]
  /// What it waits for.
  var asked: [Int32]
}

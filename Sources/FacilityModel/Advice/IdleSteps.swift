/// Ways and loops that the text itself keeps everybody from: a share of 0, a condition `false`.
///
/// Only what is written as a constant counts; a parameter may be another one tomorrow.
struct IdleSteps {
  private var found: [Finding] = []

  static func findings(in document: LocatedNode) -> [Finding] {
    var steps = IdleSteps()
    for pathway in document.member("pathways")?.members ?? [] { steps.read(pathway.value) }
    return steps.found
  }

  private mutating func read(_ node: LocatedNode) {
    for element in node.elements ?? [] { read(element) }
    guard let members = node.members else { return }
    for member in members {
      if member.key == "branch" { readWays(member.value.elements ?? []) }
      read(member.value)
    }
    guard node.member("repeat")?.string != nil, node.member("steps") != nil else { return }
    if node.member("times")?.number == 0 {
      warn("the loop is done 0 times", at: node.member("times"), "say how often, or remove it")
    } else if let condition = node.member("while"), Self.truth(condition) == false {
      warn("the loop is never entered", at: condition, "write the condition, or remove the loop")
    }
  }

  private mutating func readWays(_ ways: [LocatedNode]) {
    var isTaken = false
    for way in ways {
      if isTaken {
        warn(
          "no entity goes this way: one before it takes all", at: way,
          "remove it, or put it before the one that takes all")
      } else if let share = way.member("share"), share.number == 0 {
        warn("no entity goes this way: its share is 0", at: share, "give it a share, or remove it")
      } else if let condition = way.member("when") {
        let truth = Self.truth(condition)
        if truth == false {
          warn(
            "no entity goes this way: its condition never holds", at: condition,
            "write the condition, or remove the way")
        }
        isTaken = truth == true
      }
    }
  }

  private static func truth(_ node: LocatedNode) -> Bool? {
    node.boolean ?? ["true": true, "false": false][node.string ?? ""]
  }

  private mutating func warn(_ message: String, at node: LocatedNode?, _ help: String) {
    guard let node else { return }
    found.append(.warning(ModelCode.unreachable, message, at: node.place, help: help))
  }
}

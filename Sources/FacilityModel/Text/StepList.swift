/// A list of steps in which single steps are found by name, however deep they are nested.
package struct StepList {
  /// The keys whose text names a step, the most telling first; a member `name` goes before them all.
  package static let usualNamingKeys = [
    "do", "seize", "delay", "release", "branch", "repeat", "record", "name",
  ]

  /// The keys whose lists are lists of steps, or of choices between lists of steps.
  static let nestingKeys: Set<String> = ["steps", "then", "otherwise", "branch", "branches"]

  /// The way to a step: alternately the index of an element and of a member.
  typealias Route = [Int]

  /// A step that has a name.
  package struct Named {
    package let name: String
    let place: Place
    let route: Route
  }

  package private(set) var steps: [LocatedNode]
  let namingKeys: [String]

  package init(_ steps: [LocatedNode], namingKeys: [String] = usualNamingKeys) {
    self.steps = steps
    self.namingKeys = namingKeys
  }

  /// The name of a step: its `name`, or the text under the first naming key that has one.
  package func name(of step: LocatedNode) -> String? {
    if let name = step.member("name")?.string { return name }
    for key in namingKeys {
      if let name = step.member(key)?.string { return name }
    }
    return nil
  }

  /// All steps that have a name, in written order.
  package func named() -> [Named] {
    var found: [Named] = []
    collect(steps, [], into: &found)
    return found
  }

  private func collect(_ list: [LocatedNode], _ route: Route, into found: inout [Named]) {
    for (index, step) in list.enumerated() {
      let here = route + [index]
      if let name = name(of: step) {
        found.append(Named(name: name, place: step.place, route: here))
      }
      collectNested(step, here, into: &found)
    }
  }

  private func collectNested(_ node: LocatedNode, _ route: Route, into found: inout [Named]) {
    for (index, member) in (node.members ?? []).enumerated() {
      let here = route + [index]
      if let list = member.value.elements {
        if StepList.nestingKeys.contains(member.key) { collect(list, here, into: &found) }
      } else {
        collectNested(member.value, here, into: &found)
      }
    }
  }

  /// Puts other steps in place of the one at the end of a route.
  mutating func replace(_ route: Route, with replacement: [LocatedNode]) {
    steps = replacing(steps, route[...], replacement)
  }

  private func replacing(
    _ list: [LocatedNode], _ route: ArraySlice<Int>, _ replacement: [LocatedNode]
  ) -> [LocatedNode] {
    var list = list
    let index = route[route.startIndex]
    if route.count == 1 {
      list.replaceSubrange(index...index, with: replacement)
    } else {
      list[index] = replacing(list[index], route.dropFirst(), replacement)
    }
    return list
  }

  private func replacing(
    _ node: LocatedNode, _ route: ArraySlice<Int>, _ replacement: [LocatedNode]
  ) -> LocatedNode {
    var node = node
    guard var members = node.members else { return node }
    let index = route[route.startIndex]
    if let list = members[index].value.elements {
      members[index].value.content = .sequence(replacing(list, route.dropFirst(), replacement))
    } else {
      members[index].value = replacing(members[index].value, route.dropFirst(), replacement)
    }
    node.content = .mapping(members)
    return node
  }

  /// The step at the end of a route.
  func step(at route: Route) -> LocatedNode? {
    var list = steps
    var node: LocatedNode?
    var isInList = true
    for index in route {
      if isInList {
        node = list[index]
        isInList = false
      } else if let member = node?.members?[index] {
        node = member.value
        if let elements = member.value.elements {
          list = elements
          isInList = true
        }
      }
    }
    return node
  }
}

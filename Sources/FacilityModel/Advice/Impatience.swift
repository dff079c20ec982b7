extension Model {
  /// The resources that somebody who asks for them may go without: by turning away, giving up,
  /// finding no place in line, or because the time of a section is over.
  package var resourcesLeftUnserved: Set<Int32> {
    var found: Set<Int32> = []
    func note(_ request: SeizeRequest, within: Bool) {
      let leaves =
        within || request.balk != nil || request.renege != nil || request.full != nil
      if leaves { found.formUnion(request.items.map(\.resource)) }
    }
    func visit(_ steps: [any Step], within: Bool) {
      for step in steps {
        switch step {
        case let step as SeizeStep: note(step.request, within: within)
        case let step as ServiceStep: note(step.request, within: within)
        case let step as UsingStep: note(step.request, within: within)
        default: break
        }
        for block in blocks(of: step) { visit(block, within: within || step is WithinStep) }
      }
    }
    for pathway in pathways { visit(pathway.steps, within: false) }
    return found
  }
}

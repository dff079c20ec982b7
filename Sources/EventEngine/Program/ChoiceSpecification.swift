/// By what one of several alternatives is chosen.
package enum SelectionRule: UInt8, BitwiseCopyable, Sendable, CaseIterable {
  /// The first as they are written: an order of preference.
  case first
  /// The fewest waiting, less the units that are free; among equals the first.
  case shortestLine
  /// The smallest share of the units on duty in use; among equals the first.
  case leastBusy
  /// The one behind that chosen last at this step.
  case cyclic
  /// By lot.
  case random
  /// Where a unit is free and none has been given back for the longest; among equals the first.
  case longestIdle
}

/// One of several alternatives: what it takes, all at once.
package struct OptionSpecification: BitwiseCopyable, Sendable, Equatable {
  package var firstItem: Int32
  package var itemCount: Int32
  /// The number of the text by which what was got is known.
  package var label: Double

  package init(firstItem: Int32, itemCount: Int32, label: Double) {
    self.firstItem = firstItem
    self.itemCount = itemCount
    self.label = label
  }
}

/// A choice among several alternatives, each some units of one or more resources.
package struct ChoiceSpecification: BitwiseCopyable, Sendable, Equatable {
  package var step: Int32
  /// The request that it belongs to, whose items are those of all alternatives; -1 where nothing is
  /// asked for, but a way chosen.
  package var request: Int32 = -1
  package var rule: SelectionRule
  /// Whether an entity that has to wait stands in the line of one alternative alone.
  package var commits: Bool
  package var firstOption: Int32
  package var optionCount: Int32
  /// The lines that an entity stands in that waits for all alternatives: one item for each resource,
  /// with the fewest units that any alternative asks of it.
  package var firstLine: Int32 = 0
  package var lineCount: Int32 = 0
  /// Whether any unit of it can be taken away.
  package var isRemovable = false
  /// By how many another line has to be shorter for the last of a line to change to it; 0 for never.
  package var jockey: Int32 = 0
  /// Where an entity keeps the number of its alternative, from 0, and, or -1, its label.
  package var attribute: Int32
  package var nameAttribute: Int32 = -1
  /// What lots are drawn for, and how many loops enclose the draw.
  package var purpose: UInt64
  package var loopDepth: Int32

  package init(
    step: Int32, rule: SelectionRule, commits: Bool, firstOption: Int32, optionCount: Int32,
    attribute: Int32, purpose: UInt64, loopDepth: Int32
  ) {
    self.step = step
    self.rule = rule
    self.commits = commits
    self.firstOption = firstOption
    self.optionCount = optionCount
    self.attribute = attribute
    self.purpose = purpose
    self.loopDepth = loopDepth
  }
}

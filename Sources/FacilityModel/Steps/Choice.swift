package import EventEngine

/// One of several alternatives of which an entity takes one, and how it chooses.
package struct Choice: Sendable {
  /// What one alternative takes, and the text by which it is known.
  package struct Option: Sendable {
    package var units: [Units]
    package var text: String
    /// The number of the text.
    package var label: Double
  }

  package var options: [Option]
  package var rule = SelectionRule.first
  /// Whether an entity that has to wait stands in one line alone.
  package var commits = false
  /// By how many another line has to be shorter for the last of a line to change to it.
  package var jockey: Int64?
  /// What the alternative that was taken is called, if anything.
  package var name: ChoiceName?
  package var loopDepth: Int32

  static let field = FieldKind.either([.units, .section("choice of resources")])

  /// The words of the rules.
  package static let rules: [(word: String, rule: SelectionRule, meaning: String)] = [
    ("first", .first, "the first as they are written: an order of preference"),
    ("shortest queue", .shortestLine, "the fewest waiting, less the units that are free"),
    ("least busy", .leastBusy, "the smallest share of the units on duty in use"),
    ("cyclic", .cyclic, "the one behind that taken last at the step"),
    ("random", .random, "by lot"),
    ("longest idle", .longestIdle, "where no unit has been given back for the longest"),
  ]
}

/// A name that `as` gives to what was taken, and all alternatives it may stand for.
package struct ChoiceName: Sendable {
  package var name: String
  /// The attribute that holds the label of what was taken.
  package var attribute: Int32
  package var options: [Choice.Option]
}

extension Section {
  static let choice = Section(
    "choice of resources",
    "One of several alternatives: the first of them that is free, or, for who commits, the one that "
      + "the rule gives.",
    [
      Field(
        "anyOf", required: true, .list(.units),
        "the alternatives: resources, or several resources each that are taken together"),
      Field(
        "select", .oneOf(Choice.rules.map(\.word)),
        "by what one is chosen, without it “first”: "
          + Choice.rules.map { "“\($0.word)”: \($0.meaning)" }.joined(separator: "; ")
          + "; among equals the first as they are written"),
      Field(
        "commit", .truth,
        "true: one is chosen on coming, whether it is free or not, and an entity that has to wait "
          + "stays in its line; so it is for “shortest queue”, if not said otherwise. False: one is "
          + "chosen among those free; where none is, an entity stands in the lines of all, "
          + "which count it each, and takes whatever lets it start first"),
      Field(
        "jockey", .number,
        "with “shortest queue”: the last of a line changes to another as soon as that is shorter by at "
          + "least so many, 2 or more, those being served included; its wait and its patience go on"
      ),
      Field(
        "as", .text,
        "an attribute that says which was taken, as a text, such as “nurse” or “nurse and room”; “release” gives it "
          + "back by this name"),
    ],
    example: #"{ "anyOf": ["nurse", "doctor"], "select": "first", "as": "carer" }"#)
}

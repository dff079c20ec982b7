/// A key of a mapping of the language, with what stands under it and what it means.
///
/// The JSON Schema and the reference manual are written from fields, and `ObjectReader` refuses
/// keys that are none.
package struct Field: Sendable {
  package var name: String
  package var isRequired: Bool
  package var kind: FieldKind
  package var meaning: String

  package init(
    _ name: String, required: Bool = false, _ kind: FieldKind, _ meaning: String
  ) {
    self.name = name
    isRequired = required
    self.kind = kind
    self.meaning = meaning
  }

  /// A field whose kind is still to be said: the schema takes anything there.
  package init(_ name: String, required: Bool = false, _ meaning: String) {
    self.init(name, required: required, .anything, meaning)
  }
}

/// A key of a step.
package typealias StepField = Field

/// What may stand under a key.
package indirect enum FieldKind: Sendable {
  /// Any value: nothing is known of it.
  case anything
  /// A text that names or describes something.
  case text
  case truth
  /// A number or an expression of constants, such as a parameter.
  case number
  /// A whole number, or an expression of constants that gives one.
  case wholeNumber
  /// A duration that is a constant: "45 min", or a number in the declared unit.
  case constantDuration
  /// A rate that is a constant: "12 per hour".
  case rate
  /// A number, a duration or a condition that may depend on anything that happens.
  case expression
  /// An expression that is true or false.
  case condition
  /// A number or a duration: an expression or a distribution.
  case quantity
  /// An expression, a distribution or `{ "text": … }`.
  case value
  /// A list of steps.
  case steps
  /// Resources with numbers of units: a name, a list of names, or a mapping of names to numbers.
  case units
  /// One of some words.
  case oneOf([String])
  /// A list of values.
  case list(FieldKind)
  /// A mapping of names of the modeller's choice to values.
  case mapping(FieldKind)
  /// A mapping of times of the day or of the week to values.
  case timetable(FieldKind)
  /// A mapping that a section of the catalogue describes.
  case section(String)
  /// One of several kinds.
  case either([FieldKind])
  /// A measure of one of the kinds of the catalogue.
  case measure
  /// A list of steps in the model; in a policy also changes to single steps of it.
  case pathway
  /// The changes that a policy makes to the document.
  case changes
  /// The changes that a stress case makes to it, with a weight.
  case stressCase

  /// What it is, in words for the manual.
  package var words: String {
    switch self {
    case .anything: "any value"
    case .text: "text"
    case .truth: "true or false"
    case .number: "number"
    case .wholeNumber: "whole number"
    case .constantDuration: "duration"
    case .rate: "rate"
    case .expression: "expression"
    case .condition: "condition"
    case .quantity: "expression or distribution"
    case .value: "expression, distribution or text"
    case .steps: "list of steps"
    case .units: "resources"
    case .oneOf(let words): words.map { "`\"\($0)\"`" }.joined(separator: ", ")
    case .list(let kind): "list of: " + kind.words
    case .mapping(let kind): "mapping of names to: " + kind.words
    case .timetable(let kind): "mapping of times to: " + kind.words
    case .section(let name): "[\(name)](#\(Section.anchor(name)))"
    case .either(let kinds): kinds.map(\.words).joined(separator: "; or ")
    case .measure: "[measure](#measures)"
    case .pathway: "list of [steps](#steps); or [pathway](#pathway)"
    case .changes: "changes to the model"
    case .stressCase: "changes to the model, and a `weight` above 0 (1 if not given)"
    }
  }

  /// The sections that it names.
  package var sections: [String] {
    switch self {
    case .section(let name): [name]
    case .pathway: ["pathway"]
    case .list(let kind), .mapping(let kind), .timetable(let kind): kind.sections
    case .either(let kinds): kinds.flatMap(\.sections)
    default: []
    }
  }

  /// Whether its kind has been said.
  package var isSaid: Bool {
    switch self {
    case .anything: false
    case .list(let kind), .mapping(let kind), .timetable(let kind): kind.isSaid
    case .either(let kinds): kinds.allSatisfy(\.isSaid)
    default: true
    }
  }
}

import RandomStreams

/// The JSON Schema (draft 2020-12) of the model file, made from the catalogues.
///
/// It is strict: unknown keys are refused. What policies write is a part of the document in which
/// nothing is required and null removes something; for that every section has a second definition.
package enum ModelSchema {
  /// The whole schema.
  package static var document: SchemaValue {
    var definitions: [(String, SchemaValue)] = [
      ("steps", ["type": "array", "items": reference("step")]),
      (
        "step",
        [
          "type": "object",
          "oneOf": .array(Steps.catalogue.map { reference("step " + $0.keyword) }),
        ]
      ),
      ("units", units), ("edits", edits),
      (
        "distribution",
        [
          "type": "object",
          "oneOf": .array(
            Distributions.catalogue.map { reference("distribution " + $0.name) }
              + [reference(Section.distributionByCases.name)]),
        ]
      ),
      (
        "measure",
        [
          "type": "object",
          "oneOf": .array(MeasureKind.catalogue.map { reference("measure " + $0.keyword) }),
        ]
      ),
      ("change of a measure", changeOfMeasure),
    ]
    for kind in Steps.catalogue {
      definitions.append(("step " + kind.keyword, mapping(kind.fields, kind.summary)))
    }
    for entry in Distributions.catalogue {
      definitions.append(("distribution " + entry.name, distribution(entry)))
    }
    for kind in MeasureKind.catalogue {
      definitions.append(("measure " + kind.keyword, mapping(kind.fields, kind.summary)))
    }
    for section in Section.catalogue where section.name != Section.model.name {
      definitions.append(
        (
          section.name,
          mapping(
            section.fields, section.summary, exactlyOne: section.exactlyOne,
            others: section.others)
        ))
      definitions.append(
        (
          "change of " + section.name,
          mapping(section.fields, section.summary, others: section.others, isChange: true)
        ))
    }
    let changes = Section.model.fields.filter {
      !["policies", "stress", "$schema"].contains($0.name)
    }
    definitions.append(
      ("changes", mapping(changes, "What a policy writes differently.", isChange: true)))
    let weight = Field("weight", .number, "how much the case counts in means; 1 without")
    definitions.append(
      (
        "stress case",
        mapping([weight] + changes, "What is different in a stress case.", isChange: true)
      ))
    guard case .object(let model) = mapping(Section.model.fields, Section.model.summary) else {
      preconditionFailure("internal: the schema of a model is a mapping, please report")
    }
    return .object(
      [
        ("$schema", "https://json-schema.org/draft/2020-12/schema"),
        ("title", "A model of Kendall"),
      ] + model + [("$defs", .object(definitions))])
  }

  private static func reference(_ name: String) -> SchemaValue {
    ["$ref": .text("#/$defs/" + name.replacing(" ", with: "%20"))]
  }

  private static let string: SchemaValue = ["type": "string", "minLength": .number(1)]
  private static let numeric: SchemaValue = [
    "type": ["number", "string"], "minLength": .number(1),
  ]

  /// A mapping with these keys and no others.
  private static func mapping(
    _ fields: [Field], _ summary: String, exactlyOne: [String] = [], others: FieldKind? = nil,
    isChange: Bool = false
  ) -> SchemaValue {
    var members: [(String, SchemaValue)] = [("description", .text(summary)), ("type", "object")]
    let properties = fields.map { field -> (String, SchemaValue) in
      let schema = Self.schema(field.kind, isChange: isChange)
      let full: SchemaValue = isChange ? ["anyOf": [schema, ["type": "null"]]] : schema
      guard case .object(let own) = full else { return (field.name, full) }
      return (field.name, .object([("description", .text(field.meaning))] + own))
    }
    members.append(("properties", .object(properties)))
    let required = fields.filter(\.isRequired).map { SchemaValue.text($0.name) }
    if !required.isEmpty, !isChange { members.append(("required", .array(required))) }
    if !exactlyOne.isEmpty {
      members.append(
        ("oneOf", .array(exactlyOne.map { ["required": .array([.text($0)])] })))
    }
    members.append(
      ("additionalProperties", others.map { schema($0, isChange: isChange) } ?? false))
    return .object(members)
  }

  /// What may stand under a key.
  private static func schema(_ kind: FieldKind, isChange: Bool) -> SchemaValue {
    func named(_ value: SchemaValue) -> SchemaValue {
      [
        "type": "object",
        "additionalProperties": isChange ? ["anyOf": [value, ["type": "null"]]] : value,
      ]
    }
    let drawn =
      isChange
      ? SchemaValue.object([("type", "object")])
      : reference("distribution")
    switch kind {
    case .anything: return [:]
    case .text: return string
    case .truth: return ["type": "boolean"]
    case .number, .wholeNumber, .constantDuration, .rate: return numeric
    case .expression: return ["type": ["number", "string", "boolean"], "minLength": .number(1)]
    case .condition: return ["type": ["string", "boolean"], "minLength": .number(1)]
    case .quantity: return ["anyOf": [numeric, drawn]]
    case .value:
      return [
        "anyOf": [
          ["type": ["number", "string", "boolean"], "minLength": .number(1)], drawn,
          [
            "type": "object", "properties": ["text": string], "required": ["text"],
            "additionalProperties": false,
          ],
        ]
      ]
    case .steps: return reference("steps")
    case .units: return reference("units")
    case .oneOf(let words): return ["enum": .array(words.map { .text($0) })]
    case .list(let kind):
      return ["type": "array", "items": schema(kind, isChange: false)]
    case .mapping(let kind), .timetable(let kind): return named(schema(kind, isChange: isChange))
    case .section(let name): return reference(isChange ? "change of " + name : name)
    case .either(let kinds):
      return ["anyOf": .array(kinds.map { schema($0, isChange: isChange) })]
    case .measure: return reference(isChange ? "change of a measure" : "measure")
    case .pathway:
      let whole = [reference("steps"), reference("pathway")]
      return ["anyOf": .array(isChange ? whole + [reference("edits")] : whole)]
    case .changes: return reference("changes")
    case .stressCase: return reference("stress case")
    }
  }

  private static let units: SchemaValue = [
    "description": "A resource, a list of resources, or a mapping of resources to units.",
    "anyOf": [
      string, ["type": "array", "items": string, "minItems": .number(1)],
      ["type": "object", "additionalProperties": numeric, "minProperties": .number(1)],
    ],
  ]

  /// Changes to single steps, found by name.
  private static let edits: SchemaValue = {
    let fresh: SchemaValue = ["anyOf": [reference("steps"), reference("step")]]
    func edit(_ action: String, _ companion: String?) -> SchemaValue {
      var properties: [(String, SchemaValue)] = [(action, string)]
      if let companion { properties.append((companion, fresh)) }
      return .object([
        ("type", "object"), ("properties", .object(properties)),
        ("required", .array(properties.map { .text($0.0) })), ("additionalProperties", false),
      ])
    }
    return [
      "description": "Changes to single steps, found by name.", "type": "object",
      "properties": [
        "edit": [
          "type": "array",
          "items": [
            "oneOf": [
              edit("before", "insert"), edit("after", "insert"), edit("replace", "with"),
              edit("remove", nil),
            ]
          ],
        ]
      ], "required": ["edit"], "additionalProperties": false,
    ]
  }()

  /// A part of a measure of any kind.
  private static var changeOfMeasure: SchemaValue {
    var fields: [Field] = []
    for field in MeasureKind.catalogue.flatMap(\.fields)
    where !fields.contains(where: { $0.name == field.name }) {
      fields.append(field)
    }
    return mapping(fields, "What a policy changes of a measure.", isChange: true)
  }

  private static func distribution(_ entry: DistributionEntry) -> SchemaValue {
    var ways: [SchemaValue] = entry.forms.map { form in
      parameters(form.parameters, required: { $0.optionalDefault == nil }) { _ in numeric }
    }
    let row: SchemaValue = ["type": "array", "items": numeric, "minItems": .number(1)]
    // A list, or a list of rows.
    let list: SchemaValue = [
      "type": "array", "items": ["anyOf": [numeric, row]], "minItems": .number(1),
    ]
    switch entry.name {
    case "constant": ways.append(numeric)
    case "choice":
      ways = [
        ["type": "object", "additionalProperties": numeric, "minProperties": .number(1)]
      ]
    case _ where entry.isObserved:
      ways = [list, mapping(Section.observations.fields, entry.summary)]
    default:
      switch entry.nesting {
      case .bounded: ways.append(reference(Section.boundedDistribution.name))
      case .moved: ways.append(reference(Section.movedDistribution.name))
      case .mixed:
        ways.append([
          "type": "array", "items": reference(Section.mixturePart.name),
          "minItems": .number(1),
        ])
      case nil: break
      }
      if let table = entry.tableForm {
        ways.append(parameters(table.columns, required: { _ in true }) { _ in list })
      }
    }
    return [
      "description": .text(entry.summary), "type": "object",
      "properties": .object([(entry.name, .object([("anyOf", .array(ways))]))]),
      "required": .array([.text(entry.name)]), "additionalProperties": false,
    ]
  }

  private static func parameters(
    _ parameters: [Parameter], required: (Parameter) -> Bool, _ schema: (Parameter) -> SchemaValue
  ) -> SchemaValue {
    .object([
      ("type", "object"),
      (
        "properties",
        .object(
          parameters.map { parameter in
            guard case .object(let own) = schema(parameter) else {
              return (parameter.name, schema(parameter))
            }
            return (parameter.name, .object([("description", .text(parameter.meaning))] + own))
          })
      ), ("required", .array(parameters.filter(required).map { .text($0.name) })),
      ("additionalProperties", false),
    ])
  }
}

extension Section {
  static let matches = [
    Section(
      "partners",
      "Kinds of entities that wait for one another and go on as one: a body and its doors, a patient "
        + "and the result of a scan, a ferry and those who wait for it. The step “match” says where "
        + "each kind comes.",
      [
        Field(
          "of", required: true,
          .mapping(.either([.expression, .section("kind of a match")])),
          "the kinds, and how many of each are needed; an entity of the first kind leads the others, "
            + "and numbers may depend on its attributes"),
        Field(
          "by", .expression,
          "an attribute or expression, such as the number of an order: only those with one value go "
            + "together"),
        Field("permanent", .truth, "true: the others become part of the first kind for good"),
        Field(
          "keep", .either([.text, .list(.text)]),
          "a list of attributes that the first kind takes over from the others, the last one's "
            + "values; without it, none"),
      ], example: #"{ "of": { "body": 1, "door": 2 }, "by": "order", "permanent": true }"#),
    Section(
      "kind of a match", "How many of a kind are taken, and which.",
      [
        Field("min", .expression, "how many are needed; 1 without it"),
        Field(
          "max", .expression, "how many are taken if they are there; as many as needed without it"),
        Field(
          "order", .expression,
          "which are taken first: an expression evaluated on coming, lower goes first; without it, "
            + "those who have come first"),
      ], example: #"{ "min": 0, "max": 40 }"#),
  ]
}

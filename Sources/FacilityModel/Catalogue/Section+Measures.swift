extension Section {
  static let figure = Section(
    "figure", "A figure of a run, for a ratio.",
    [
      Field(
        "measure", required: true, .text,
        "a measure of the model, or one that every run reports, such as “cost”"),
      Field("resource", .text, "of which resource, if not of the whole facility"),
      Field(
        "statistic", .text,
        "which number of it, such as “mean”, “p95”, “count” (of its observations) or “total” (their "
          + "sum); without it, the first that reports show"),
    ], example: #"{ "measure": "queue length", "resource": "doctor", "statistic": "mean" }"#)
}

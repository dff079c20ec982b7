extension Section {
  static let branchWay = Section(
    "way of a branch", "One of the ways of a branch, and who goes it.",
    exactlyOne: ["share", "when", "otherwise"],
    [
      Field("share", .number, "the share of the entities that go this way"),
      Field("when", .condition, "who goes this way, if no way above it took them"),
      Field("otherwise", .steps, "the steps of all others; this way comes last"),
      Field("steps", .steps, "what is done on the way of “share” or “when”"),
    ], example: #"{ "share": 0.3, "steps": [ { "delay": "imaging", "for": "20 min" } ] }"#)

  static let forkWay = Section(
    "way of a fork", "One of the ways of a fork; a clone goes each.",
    [
      Field("name", required: true, .text, "what this way is for"),
      Field("steps", required: true, .steps, "what the clone does"),
    ],
    example: #"{ "name": "blood", "steps": [ { "delay": "analysis", "for": "20 min" } ] }"#)

  static let balk = Section(
    "balk", "Turning away instead of joining a queue.",
    [
      Field("when", required: true, .condition, "when an entity turns away"),
      Field("then", .steps, "what it does instead; without it, whatever follows the step"),
    ], example: #"{ "when": "queue(doctor) > 10", "then": [ { "leave": "turned away" } ] }"#)

  static let renege = Section(
    "renege", "Giving up waiting.",
    [
      Field("after", .quantity, "how long an entity waits"),
      Field("when", .condition, "on what it gives up at once, whichever comes first"),
      Field("unless", .condition, "what holds, when its time is over, for those who stay"),
      Field(
        "checkEvery", .constantDuration,
        "how often “when” is looked at, where it reads the clock in a way that cannot be foreseen"),
      Field("then", .steps, "what it does instead; without it, whatever follows the step"),
    ], example: #"{ "after": "2 h", "then": [ { "leave": "left without being seen" } ] }"#)

  static let afterPreemption = Section(
    "after pre-emption", "What is done instead of work that was pre-empted and is given up.",
    [Field("then", required: true, .steps, "the steps that are done instead")],
    example: #"{ "then": [ { "leave": "sent on" } ] }"#)
}

/// How a document writes changes to itself: the chapter of the manual on policies.
///
/// Each entry has a whole model, which a test reads and runs under every policy of it.
package enum PolicyManual {
  package struct Entry: Sendable {
    package let name: String
    package let text: String
    /// A model with policies, as JSON.
    package let example: String
    /// What the example comes to.
    package let outcome: String
  }

  static let introduction = """
    A policy is a way to run the facility: the part of the document that differs, under a name. It is a
    JSON Merge Patch (RFC 7396) with two exceptions: alternatives such as distributions are replaced
    whole, and `edit` changes single steps. Each policy is laid over the document as written, never over
    another policy; a stress case is laid over the policy, and `--set` over all. `kendall check` reads
    the model under each of them, and findings point to the policy's own lines.
    """

  package static let catalogue = [merging, replacing, edits, adding]

  private static let merging = Entry(
    name: "policies",
    text: """
      Mappings are merged key by key, as deep as they go: what a policy does not write stays as it is.
      `null` takes a key away. Numbers, texts and **lists are replaced whole**: a policy that writes a list
      of steps writes all of them.
      """,
    example: #"""
      { "name": "clinic", "time": { "start": "2026-01-05T00:00", "length": "1 week" },
        "parameters": { "doctors": 2 },
        "resources": { "doctor": { "capacity": "doctors", "turnaround": "5 min" } },
        "arrivals": { "patient": { "rate": "4 per hour", "pathway": "visit" } },
        "pathways": { "visit": [ { "do": "see", "with": "doctor", "for": "20 min" } ] },
        "policies": {
          "third doctor": { "parameters": { "doctors": 3 } },
          "no turnaround": { "resources": { "doctor": { "turnaround": null } } },
          "both": { "parameters": { "doctors": 3 }, "resources": { "doctor": { "turnaround": null } } } } }
      """#,
    outcome: "Under “both” there are 3 doctors, and none is cleaned up after.")

  private static let replacing = Entry(
    name: "what policies replace",
    text: """
      A mapping with a single key that says of which kind it is (a distribution, a timetable, a rate, a
      measure) is replaced by another such mapping, since `{ "uniform": … }` merged into `{ "gamma": … }`
      means nothing. So a policy writes the whole distribution, with all its parameters, and the whole
      rota. Beside other keys, such as the exceptions of a rota, one kind of timetable takes the place of
      another.
      """,
    example: #"""
      { "name": "clinic", "time": { "start": "2026-01-05T00:00", "length": "1 week" },
        "resources": { "doctor": { "capacity": { "daily": { "08:00": 2, "18:00": 1 } } } },
        "arrivals": { "patient": { "rate": "2 per hour", "pathway": "visit" } },
        "pathways": { "visit": [
          { "do": "see", "with": "doctor", "for": { "gamma": { "mean": "20 min", "cv": 0.5 } } } ] },
        "policies": {
          "weekends off": { "resources": { "doctor": { "capacity": { "weekly": {
            "Mon 00:00": 2, "Sat 00:00": 0 } } } } } } }
      """#,
    outcome:
      "Under “weekends off” nothing is left of the daily rota: from Monday to Friday 2 doctors are "
      + "there at all hours.")

  private static let edits = Entry(
    name: "edit",
    text: """
      `{ "edit": [ … ] }` in place of a pathway's list of steps changes single steps of it, in the order
      in which they are written. A step is found by its name (its `name`, or the text behind its keyword),
      however deep it stands in branches and loops. `before` and `after` put the steps of `insert` beside
      it, `replace` puts those of `with` in its place, and `remove` takes it out.
      """,
    example: #"""
      { "name": "clinic", "time": { "length": "1 week" },
        "resources": { "doctor": { "capacity": 2 }, "nurse": { "capacity": 1 } },
        "arrivals": { "patient": { "rate": "4 per hour", "pathway": "visit" } },
        "pathways": { "visit": [
          { "do": "see", "with": "doctor", "for": "20 min" },
          { "do": "letter", "with": "doctor", "for": "5 min" } ] },
        "policies": {
          "nurse first": { "pathways": { "visit": { "edit": [
            { "before": "see", "insert": [ { "do": "triage", "with": "nurse", "for": "5 min" } ] },
            { "replace": "see", "with": { "do": "see", "with": "doctor", "for": "15 min" } },
            { "remove": "letter" } ] } } } } }
      """#,
    outcome: "Under “nurse first” a visit is triage and see.")

  private static let adding = Entry(
    name: "what policies add",
    text: """
      A policy may add resources, parameters, pathways, arrivals and measures of its own: it writes them
      whole, and uses them. A name that it changes and the model does not have is an error, with the name
      that was probably meant. All policies meet the same entities with the same needs, as far as their
      arrivals are the same; reports say where they are not.
      """,
    example: #"""
      { "name": "clinic", "time": { "length": "1 week" },
        "resources": { "doctor": { "capacity": 2 } },
        "arrivals": { "patient": { "rate": "4 per hour", "pathway": "visit" } },
        "pathways": { "visit": [ { "do": "see", "with": "doctor", "for": "20 min" } ] },
        "policies": {
          "phone line": {
            "resources": { "operator": { "capacity": 1 } },
            "arrivals": { "caller": { "rate": "2 per hour", "pathway": "call" } },
            "pathways": { "call": [ { "do": "advise", "with": "operator", "for": "8 min" } ] } } } }
      """#,
    outcome: "Under “phone line” callers come besides, and follow a pathway of their own.")
}

import ArgumentParser
import FacilityModel

/// `kendall reference`: the reference manual of the language, whole or one topic of it.
struct ReferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference",
    abstract: "Print the reference manual of the model file, as Markdown.",
    discussion: """
      A topic is a section, a step, a measure, a distribution, a function, a word of
      expressions, a key of any of them, a chapter such as policies, or the code of
      a finding; --topics lists them. Example: kendall reference renege
      """)

  @Argument(help: "What to look up; the whole manual without it.", completion: Completions.topics)
  var topic: String?
  @Flag(help: "List what can be looked up.") var topics = false

  func run() throws {
    if topics {
      if topic != nil { throw ValidationError("--topics lists all there is: name no topic") }
      return try Console.print(ReferenceManual.contents)
    }
    guard let topic else {
      var text = ReferenceManual.whole
      text.removeLast()
      try Console.print(text)
      return
    }
    guard let text = ReferenceManual.text(on: topic) else {
      let help =
        suggest(topic, among: ReferenceManual.lookups).map {
          "did you mean “\($0)”? “kendall reference --topics” lists all there is"
        } ?? "“kendall reference --topics” lists all there is"
      throw ValidationError("the manual has nothing on “\(topic)”: \(help)")
    }
    try Console.print(text)
  }
}

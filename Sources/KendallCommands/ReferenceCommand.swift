import ArgumentParser
import FacilityModel

/// `kendall reference`: the reference manual of the language, whole or one topic of it.
struct ReferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference",
    abstract: "Print the reference manual of the model file, as Markdown.",
    discussion: """
      A topic is a step, a section, a measure, a distribution, a function, a word of
      expressions or the code of a finding. Example: kendall reference renege
      """)

  @Argument(help: "What to look up; the whole manual without it.", completion: Completions.topics)
  var topic: String?

  func run() throws {
    guard let topic else {
      var text = ReferenceManual.whole
      text.removeLast()
      try Console.print(text)
      return
    }
    guard let text = ReferenceManual.text(on: topic) else {
      let help =
        suggest(topic, among: ReferenceManual.topics).map { "did you mean “\($0)”?" }
        ?? "kendall reference prints all there is"
      throw ValidationError("the manual has nothing on “\(topic)”: \(help)")
    }
    try Console.print(text)
  }
}

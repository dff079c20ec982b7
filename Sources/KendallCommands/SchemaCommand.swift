import ArgumentParser
import FacilityModel

/// `kendall schema`: the JSON Schema of the model file.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of model files, for editors and validators.",
    discussion: """
      Example: kendall schema > kendall.schema.json

      A model names it with "$schema": "kendall.schema.json" at its top, where the
      file is Models/kendall.schema.json or what this command prints.
      """)

  func run() throws {
    var text = ModelSchema.document.json
    text.removeLast()
    try Console.print(text)
  }
}

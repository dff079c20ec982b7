package import FacilityModel

/// A model that a test holds to be sound and the compiler refuses, with what it says.
package struct RefusedModel: Error, CustomStringConvertible {
  package var description: String

  package init(description: String) { self.description = description }
}

/// Files that a test keeps in memory.
package struct FilesInMemory: ModelFiles {
  package var texts: [String: String]

  package init(_ texts: [String: String] = [:]) { self.texts = texts }

  package func bytes(of name: String) throws(FileProblem) -> [UInt8] {
    guard let text = texts[name] else { throw FileProblem("there is no file \(name)") }
    return Array(text.utf8)
  }
}

/// Compiles a model given as JSON text, under some of its policies.
package func compiled(_ text: String, policies: [String] = [], files: [String: String] = [:]) throws
  -> CompiledModel
{
  let file = SourceFile(name: "model.json", text: text)
  let (compiler, findings) = ModelCompiler.read(file, files: FilesInMemory(files))
  guard let compiler else {
    throw RefusedModel(description: FindingRenderer().text(findings))
  }
  let (model, all) = compiler.compile(policies: policies)
  guard let model else { throw RefusedModel(description: FindingRenderer().text(all)) }
  return model
}

/// The codes of what the compiler finds in a model given as JSON text.
package func findingCodes(_ text: String) -> [String] {
  let (compiler, findings) = ModelCompiler.read(
    SourceFile(name: "model.json", text: text), files: NoFiles())
  return (compiler?.compile().findings ?? findings).sorted.map(\.code)
}

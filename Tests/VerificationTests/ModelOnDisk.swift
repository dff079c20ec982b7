import EventEngine
import Experiments
import FacilityModel
import Foundation
import Testing

/// A model of this package, ready to be compiled under its policies.
struct ModelOnDisk {
  let compiler: ModelCompiler

  /// The model in a file, named from the package's folder.
  init(_ path: String) throws {
    let url = Project.root.appendingPathComponent(path)
    let file = SourceFile(name: path, bytes: [UInt8](try Data(contentsOf: url)))
    let files = FolderFiles(folder: url.deletingLastPathComponent().path)
    compiler = try #require(ModelCompiler.read(file, files: files).compiler)
  }

  func compiled(_ policies: [String]) throws -> CompiledModel {
    try #require(compiler.compile(policies: policies).compiled)
  }
}

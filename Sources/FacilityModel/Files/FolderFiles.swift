import Foundation

/// The files of a folder: a model may name those in it and below it, and no others.
package struct FolderFiles: ModelFiles {
  private let folder: URL

  package init(folder: String) {
    self.folder = URL(fileURLWithPath: folder).resolvingSymlinksInPath()
  }

  package func bytes(of name: String) throws(FileProblem) -> [UInt8] {
    let url = folder.appendingPathComponent(name).resolvingSymlinksInPath()
    guard !name.hasPrefix("/"), url.path.hasPrefix(folder.path + "/") else {
      throw FileProblem("“\(name)” lies outside the model's folder")
    }
    guard let data = try? Data(contentsOf: url) else {
      throw FileProblem("“\(name)” cannot be read")
    }
    return [UInt8](data)
  }
}

/// Where something stands in a source file, as line and column and as a path of names.
package struct Place: Sendable {
  /// The file.
  package let file: SourceFile
  private let storedLine: Int32
  private let storedColumn: Int32
  private let storedLength: Int32
  /// The names and indices that lead here; nil is the document itself.
  package let trail: Trail?

  package init(file: SourceFile, line: Int, column: Int, length: Int, trail: Trail?) {
    self.file = file
    storedLine = Int32(clamping: line)
    storedColumn = Int32(clamping: column)
    storedLength = Int32(clamping: length)
    self.trail = trail
  }

  /// The line, counted from 1; 0 stands for the file as a whole.
  package var line: Int { Int(storedLine) }
  /// The column, counted from 1 in Unicode scalars.
  package var column: Int { Int(storedColumn) }
  /// How many characters of the line belong to it; 1 for what goes over several lines.
  package var length: Int { Int(storedLength) }
  /// The JSON path, such as `$.resources.doctor.capacity` or `$.pathways['walk in'][2].for`.
  package var path: String { trail?.path ?? "$" }
}

extension Place: Hashable {
  package static func == (left: Place, right: Place) -> Bool {
    left.file === right.file && left.line == right.line && left.column == right.column
      && left.length == right.length
      && (left.trail === right.trail || left.path == right.path)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(file))
    hasher.combine(line)
    hasher.combine(column)
  }
}

/// The last step of a path, linked to the steps before it.
package final class Trail: Sendable {
  /// One step of a path.
  package enum Component: Sendable {
    case key(String)
    case index(Int)
  }

  package let parent: Trail?
  package let component: Component

  package init(parent: Trail?, _ component: Component) {
    self.parent = parent
    self.component = component
  }

  /// The steps from the document down to here.
  package var components: [Component] {
    var steps: [Component] = []
    var current: Trail? = self
    while let trail = current {
      steps.append(trail.component)
      current = trail.parent
    }
    return steps.reversed()
  }

  /// The path as text.
  package var path: String {
    var text = "$"
    for component in components {
      switch component {
      case .index(let index): text += "[\(index)]"
      case .key(let key) where Trail.isIdentifier(key): text += "." + key
      case .key(let key): text += "['" + Trail.quoted(key) + "']"
      }
    }
    return text
  }

  private static func isIdentifier(_ name: String) -> Bool {
    guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return name.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
        || $0 == 0x5F
    }
  }

  private static func quoted(_ name: String) -> String {
    var text = ""
    for scalar in name.unicodeScalars {
      if scalar == "'" || scalar == "\\" { text += "\\" }
      text.unicodeScalars.append(scalar)
    }
    return text
  }
}

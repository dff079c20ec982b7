import Foundation

/// A model with known answers, as its file in `Cases` gives it.
struct PublishedCase: Decodable {
  /// One expected value.
  struct Row: Decodable {
    let scenario: String
    let metric: String
    let value: Double
    let abs_tol: Double

    var key: RowKey { RowKey(scenario, metric) }

    /// Half a unit of the sixth significant digit, to which the files round their values.
    var rounding: Double {
      value == 0 ? 0 : 0.5 * pow(10, floor(log10(abs(value))) - 5) * (1 + 1e-9)
    }
  }

  let id: String
  let expected: [Row]

  static func load(_ id: String) throws -> PublishedCase {
    let url = Project.root.appendingPathComponent("Tests/VerificationTests/Cases/\(id).json")
    return try JSONDecoder().decode(PublishedCase.self, from: Data(contentsOf: url))
  }
}

/// A row by its names.
struct RowKey: Hashable, CustomStringConvertible {
  let scenario: String
  let metric: String

  init(_ scenario: String, _ metric: String) {
    self.scenario = scenario
    self.metric = metric
  }

  var description: String { "\(scenario): \(metric)" }
}

/// Where the package lies.
enum Project {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}

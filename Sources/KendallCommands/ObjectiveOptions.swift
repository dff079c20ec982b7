import ArgumentParser
import Experiments

/// What is to be best.
struct GoalOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The figure that decides.", valueName: "figure"),
    completion: Completions.figures) var measure: String
  @Flag(help: "The least is the best.") var minimise = false
  @Flag(help: "The greatest is the best.") var maximise = false

  func validate() throws {
    guard minimise != maximise else {
      throw ValidationError(
        "say whether the least or the greatest is best: --minimise or --maximise")
    }
  }

}

/// What is to be best, and within which limits.
struct ObjectiveOptions: ParsableArguments {
  @OptionGroup var goal: GoalOptions
  @Option(
    help: ArgumentHelp("A limit that a figure has to keep; may be repeated.", valueName: "limit"),
    completion: Completions.figures)
  var subjectTo: [String] = []

  var measure: String { goal.measure }
  var maximise: Bool { goal.maximise }

  /// The limits, or an exit where they make no sense.
  func constraints() throws -> [Constraint] {
    do {
      return try subjectTo.map { try Constraint($0) }
    } catch let error as FigureQuery.Failure {
      throw ValidationError("--subject-to: \(error.message)")
    }
  }
}

/// Parameters that vary, under policies that all points share.
struct VaryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("A parameter and its range; may be repeated.", valueName: "name=from..to"),
    completion: Completions.parameters)
  var vary: [String]
  @Option(
    help: ArgumentHelp("Apply a policy; may be repeated.", valueName: "name"),
    completion: Completions.policies)
  var policy: [String] = []

  /// The parameters with their ranges, or an exit where they make no sense.
  ///
  /// - Parameter settings: what is set besides.
  func variations(besides settings: [(name: String, value: String)]) throws -> [Variation] {
    let variations: [Variation]
    do {
      variations = try vary.map { try Variation($0) }
    } catch let error as FigureQuery.Failure {
      throw ValidationError("--vary: \(error.message)")
    }
    let names = variations.map(\.name) + settings.map(\.name)
    if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
      throw ValidationError("“\(twice)” is given more than once by --vary and --set")
    }
    return variations
  }

  /// What results call a point under the policies.
  func name(of point: String) -> String {
    policy.isEmpty ? point : policy.joined(separator: ", ") + ": " + point
  }
}

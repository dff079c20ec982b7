import Foundation
import Testing

/// What the command says to those who type something wrong.
@Suite("Mistakes on the command line") struct MistakeTests {
  private static let model = "Models/verification/01-mm1.json"

  @Test(arguments: [
    (["rnu"], "no command is named “rnu”: did you mean “run”?"),
    (["help", "compar"], "no command is named “compar”: did you mean “compare”?"),
    ([model], "kendall run \(model) runs a model"),
    (["new", "clinc"], "did you mean “clinic”?"),
    (["run", model, "-r", "0"], "--replications takes a number from 1"),
    (["run", model, "--threads", "0"], "--threads takes a number from 1"),
    (["run", model, "--seed", "abc"], "'abc'"),
    (["run", model, "--polcy", "x"], "Did you mean '--policy'?"),
  ]) func `are answered with a remedy`(arguments: [String], words: String) throws {
    let outcome = try Kendall.run(arguments)
    #expect(outcome.code == 64 && outcome.output.isEmpty)
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
  }

  @Test func `that a command finds as it runs come with its own usage`() throws {
    let outcome = try Kendall.run(["reference", "foo"])
    #expect(outcome.code == 64)
    #expect(outcome.errors.contains("Usage: kendall reference [<topic>]"), "\(outcome.errors)")
  }

  @Test func `in paths are told apart`() throws {
    try Kendall.withModel("{}") { model, folder in
      let outcomes: [([String], Int32, String)] = [
        (["run", folder.path], 66, "this is a folder, not a file"),
        (["run", folder.path + "/none.json"], 66, "there is no such file"),
        (["merge", folder.path + "/none"], 66, "there is no folder"),
        (["report", folder.path + "/none"], 66, "no such file"),
        (
          ["run", Self.model, "-r", "1", "--out", model], 73,
          "model.json is a file, not a folder"
        ),
        (
          ["run", Self.model, "-r", "1", "--out", model + "/deeper"], 73,
          "model.json is a file, not a folder"
        ),
        (["run", Self.model, "--set", "speed=1"], 65, "help: the model has"),
        (["check", model], 65, "the model lacks"),
      ]
      for (arguments, code, words) in outcomes {
        let outcome = try Kendall.run(arguments)
        #expect(outcome.code == code, "\(arguments)")
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
      }
    }
  }

  @Test(arguments: [[:], ["NO_COLOR": "1"], ["TERM": "dumb"]])
  func `are shown without colours where nobody sees them`(environment: [String: String]) throws {
    try Kendall.withModel("{ \"tyme\": 3 }") { model, _ in
      let outcome = try Kendall.run(["run", model], environment: environment)
      #expect(outcome.code == 65)
      #expect(outcome.errors.contains("did you mean “time”?"))
      #expect(!outcome.errors.contains("\u{1B}"))
    }
  }
}

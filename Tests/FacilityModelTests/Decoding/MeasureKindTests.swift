import FacilityModel
import Testing

@Suite struct `The kinds of measures` {
  private static let patient = """
    "rate": "4 per hour", "attributes": { "triage": { "choice": { "red": 1, "green": 3 } } }
    """

  @Test func `are documented, and their examples compile and run`() throws {
    #expect(
      Set(MeasureKind.catalogue.map(\.keyword)).count == MeasureKind.catalogue.count)
    for kind in MeasureKind.catalogue {
      #expect(!kind.summary.isEmpty && kind.summary.hasSuffix("."), "\(kind.keyword)")
      #expect(kind.fields.first?.name == kind.keyword)
      #expect(kind.fields.first?.isRequired == true, "\(kind.keyword)")
      #expect(kind.fields.allSatisfy { !$0.meaning.isEmpty }, "\(kind.keyword)")
      #expect(Set(kind.fields.map(\.name)).count == kind.fields.count, "\(kind.keyword)")
      let compilation = Compilation(
        model(
          steps: #"[ { "do": "see", "with": "doctor", "for": "10 min" } ]"#,
          patient: Self.patient, measures: #"{ "example": \#(kind.example) }"#))
      #expect(compilation.messages == "", "\(kind.keyword)")
      _ = try run(#require(compilation.program, "\(kind.keyword)"))
    }
  }

  @Test func `have a good fixture each`() throws {
    let names = try Fixtures("good").models()
    for kind in MeasureKind.catalogue {
      #expect(names.contains("measure-\(kind.keyword).json"), "\(kind.keyword)")
    }
  }
}
